"""What a chart shows: bars or lines of plain values, before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, and beside it what it is set against; ``None`` where nothing was reported.

    ``words`` are written at its end instead of the bare number.
    """

    name: str
    value: Decimal | None
    href: str = ""
    base: Decimal | None = None
    base_href: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from top to bottom. ``series`` names what is now and what was before, if both are."""

    title: str
    unit: str
    bars: tuple[Bar, ...]
    series: tuple[str, ...] = ()
    silent: str = "chưa báo cáo"


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a line."""

    name: str
    value: Decimal | None
    href: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line over the same periods as the others; a gap stands where nothing was reported."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Several lines at most as many as there are dashes to tell them apart by."""

    title: str
    unit: str
    lines: tuple[Line, ...]


Chart = Bars | Lines
