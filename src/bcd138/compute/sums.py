"""Sums as an engine gives them, one for each share and unit of measure, made into a total."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bcd138.domain.borders import EXACT, NOTHING, Share
from bcd138.domain.figure import percent
from bcd138.domain.org_unit import WHOLE
from bcd138.domain.total import Ways
from bcd138.domain.units import convert


@dataclass(frozen=True, slots=True)
class Sum:
    """Figures of one share, one unit of measure and equally exact, added.

    ``split`` names the unit, period or figure of which the largest is taken, empty where none
    is. ``counted`` are those that have both counts; ``source`` is one of the figures.
    """

    share: Share
    measure: str
    comparator: str
    reported: int
    value: Decimal
    numerator: Decimal | None
    denominator: Decimal | None
    counted: int
    source: int | None
    split: str = ""


@dataclass(frozen=True, slots=True)
class RolledUp:
    """A total without its parts, as ``domain.total.Total`` tells it, in ``unit`` of measure.

    Where the total is one figure as it stands, ``source`` leads to it.
    """

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    reported: int
    expected: int
    unit: str
    is_estimate: bool = False
    why_not: str = ""
    source: int | None = None
    comparator: str = "="

    @property
    def percent(self) -> Decimal | None:
        """Return the percentage, computed again from the added counts."""
        return percent(self.numerator, self.denominator)


def common_measure(written: Iterable[str], standard: str) -> str:
    """Return the unit of measure that all share, in its first spelling, or the catalogue's."""
    spellings = sorted(set(written))
    alike = {one.casefold() for one in spellings}
    return spellings[0] if len(alike) == 1 and standard not in spellings else standard


def split_of(ways: Ways) -> str:
    """Return of what the largest is taken: unit, period, figure, or "" where all are added."""
    if ways.across_units == "max":
        return "figure" if ways.across_periods == "max" else "unit"
    return "period" if ways.across_units != "none" and ways.across_periods == "max" else ""


def make_total(sums: Sequence[Sum], expected: int, ways: Ways, unit: str) -> RolledUp:
    """Make one of sums, or say why they make none: as ``domain.total.make_total`` does."""
    reported = sum(one.reported for one in sums)
    is_taken = reported == 1 and expected == 1 and sums[0].share == WHOLE
    if is_taken:
        return _taken(sums[0], unit)
    why_not = _why_not(sums, ways, unit)
    value = numerator = denominator = None
    if sums and not why_not:
        value = _value(sums, ways, unit)
        if all(_has_counts(one) for one in sums):
            numerator = _added((one.numerator, one.share) for one in sums)
            denominator = _added((one.denominator, one.share) for one in sums)
    return RolledUp(
        value=value,
        numerator=numerator,
        denominator=denominator,
        reported=reported,
        expected=expected,
        unit=unit,
        is_estimate=any(one.share not in {None, WHOLE} for one in sums),
        why_not=why_not,
    )


def _taken(one: Sum, unit: str) -> RolledUp:
    value, has_counts = convert(one.value, one.measure, unit), _has_counts(one)
    return RolledUp(
        value=one.value if value is None else value,
        numerator=one.numerator if has_counts else None,
        denominator=one.denominator if has_counts else None,
        reported=1,
        expected=1,
        unit=one.measure if value is None else unit,
        source=one.source,
        comparator=one.comparator,
    )


def _has_counts(one: Sum) -> bool:
    return one.counted == one.reported


def _why_not(sums: Sequence[Sum], ways: Ways, unit: str) -> str:
    if any(one.share is None for one in sums):
        return "rollup.divided-without-key"
    if not all(_is_exact(one, unit) for one in sums):
        return "rollup.not-exact"
    if ways.across_units == "none" and not all(_has_counts(one) for one in sums):
        return "rollup.does-not-add"
    if ways.across_units == "max" and any(one.share != WHOLE for one in sums):
        return "rollup.does-not-add"
    return ""


def _value(sums: Sequence[Sum], ways: Ways, unit: str) -> Decimal | None:
    if ways.across_units == "none":
        return None
    by_split: dict[str, list[tuple[Decimal | None, Share]]] = {}
    for one in sums:
        by_split.setdefault(one.split, []).append(
            (convert(one.value, one.measure, unit), one.share)
        )
    return max(_added(found) for found in by_split.values())


def _is_exact(one: Sum, unit: str) -> bool:
    return one.comparator == "=" and convert(one.value, one.measure, unit) is not None


def _added(numbers: Iterable[tuple[Decimal | None, Share]]) -> Decimal:
    total = NOTHING
    for number, share in numbers:
        total = EXACT.add(total, EXACT.multiply(number or NOTHING, share or NOTHING))
    return total
