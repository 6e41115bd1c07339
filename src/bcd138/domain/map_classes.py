"""Which numbers share a shade on a map."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from bcd138.domain.rules import rule

MOST_CLASSES = 5


@dataclass(frozen=True, slots=True)
class Shade:
    """One class: the least and the greatest number in it, and how many are."""

    low: Decimal
    high: Decimal
    count: int


@rule("map-shades", "Quy ước của phần mềm")
def shades(numbers: Collection[Decimal], *, most: int = MOST_CLASSES) -> tuple[Shade, ...]:
    """Return classes of about as many numbers each, from the least to the greatest.

    Equal numbers are never parted, so there may be fewer classes than ``most``; the limits of
    each are numbers that were reported.
    """
    ordered = sorted(numbers)
    found: list[Shade] = []
    start = 0
    for place in range(1, most + 1):
        end = max(start, round(len(ordered) * place / most))
        while 0 < end < len(ordered) and ordered[end] == ordered[end - 1]:
            end += 1
        if end > start:
            found.append(Shade(ordered[start], ordered[end - 1], end - start))
            start = end
    return tuple(found)


def shade_of(number: Decimal, classes: Collection[Shade]) -> int:
    """Return the place of the class a number is in, from 1; 0 where it is in none."""
    return next((at for at, one in enumerate(classes, 1) if one.low <= number <= one.high), 0)
