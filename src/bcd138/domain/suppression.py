"""Which numbers are left out of what is shared outside, so that nobody is recognised in them."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from bcd138.domain.rules import rule

_K = TypeVar("_K", bound=Hashable)
Sums = Collection[tuple[_K, Sequence[_K]]]


@rule("small-counts-hidden", "Quy ước của phần mềm")
def hidden(values: Mapping[_K, Decimal], sums: Sums[_K], *, smallest: Decimal) -> frozenset[_K]:
    """Return which numbers are hidden: those from 1 to ``smallest``, and what would give them away.

    Where a sum is told and one of its parts is hidden, the others give it away; where all the
    hidden ones must be 1, or all must be ``smallest``, their sum does. Then the smallest other
    part is hidden too, or the sum where no other says anything. Zeros hide nobody and stay.

    Args:
        values: Counts of persons; what was not reported is not there.
        sums: Which number is the sum of which.
        smallest: The largest count that is hidden; 2 hides 1 and 2.
    """
    found = {key for key, value in values.items() if 0 < value <= smallest}
    while more := {
        one for whole, parts in sums for one in _given(values, whole, parts, found, smallest)
    }:
        found |= more
    return frozenset(found)


def _given(
    values: Mapping[_K, Decimal],
    whole: _K,
    parts: Sequence[_K],
    found: Collection[_K],
    smallest: Decimal,
) -> Collection[_K]:
    """Return what has to be hidden as well, lest a sum give its hidden parts away."""
    out = [part for part in parts if part in found]
    if not out or whole in found or whole not in values:
        return ()
    left = sum((values[part] for part in out), Decimal(0))
    if len(out) > 1 and left not in {Decimal(len(out)), smallest * len(out)}:
        return ()
    others = [part for part in parts if values.get(part, Decimal(0)) > 0 and part not in found]
    return (min(others, key=lambda part: values[part]),) if others else (whole,)
