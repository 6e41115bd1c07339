"""A total: the figures it is made of, their shares, what they make and why they may not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bcd138.domain.borders import EXACT, NOTHING, Share
from bcd138.domain.figure import percent
from bcd138.domain.org_unit import WHOLE
from bcd138.domain.period import Period


@dataclass(frozen=True, slots=True)
class Reported:
    """One figure of one unit for one period, in the indicator's unit of measure.

    ``source`` leads back to the data value. ``is_exact`` is false for "trên 40" and for an
    amount whose unit cannot be turned into the indicator's: such a figure is never added.
    """

    unit: str
    period: Period
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    is_exact: bool = True
    source: int | None = None


@dataclass(frozen=True, slots=True)
class Ways:
    """How the values of one indicator make one: ``sum``, ``last``, ``max`` or ``none``."""

    across_units: str = "sum"
    across_periods: str = "sum"


@dataclass(frozen=True, slots=True)
class Part:
    """One figure within a total and the share of it that belongs there."""

    figure: Reported
    share: Share = WHOLE


@dataclass(frozen=True, slots=True)
class Total:
    """What a unit has in a period, in the borders of a day.

    ``value`` is ``None`` where nothing was reported or the parts make no total;
    ``why_not`` is then a message code, empty where there was only silence. A total of which
    a part was shared out by a declared key is an estimate.
    """

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    parts: tuple[Part, ...]
    reported: int
    expected: int
    is_estimate: bool = False
    why_not: str = ""

    @property
    def percent(self) -> Decimal | None:
        """Return the percentage, computed again from the added counts."""
        return percent(self.numerator, self.denominator)

    @property
    def taken(self) -> Reported | None:
        """Return the one figure that is the total as it stands, if it is."""
        alone = len(self.parts) == 1 and self.expected == 1
        return self.parts[0].figure if alone and self.parts[0].share == WHOLE else None

    @property
    def is_complete(self) -> bool:
        """Tell whether everybody expected has reported."""
        return self.reported == self.expected


def make_total(parts: list[Part], expected: int, ways: Ways) -> Total:
    """Make one of figures and their shares, or say why they make none.

    Args:
        parts: Of one indicator; a share of 0 is none.
        expected: How many figures should tell.
        ways: How values make one across units and across periods.
    """
    kept = [part for part in parts if part.share != NOTHING]
    is_taken = len(kept) == 1 and expected == 1 and kept[0].share == WHOLE
    why_not = "" if is_taken else _why_not(kept, ways)
    value = numerator = denominator = None
    if kept and not why_not:
        value = kept[0].figure.value if is_taken else _value(kept, ways)
        numerator = _added(kept, "numerator")
        denominator = _added(kept, "denominator")
        if numerator is None or denominator is None:
            numerator = denominator = None
    return Total(
        value=value,
        numerator=numerator,
        denominator=denominator,
        parts=tuple(kept),
        reported=len(kept),
        expected=expected,
        is_estimate=any(part.share not in {None, WHOLE} for part in kept),
        why_not=why_not,
    )


def _why_not(parts: list[Part], ways: Ways) -> str:
    """Return the code of what keeps the parts from making one; empty where nothing does.

    The rank of one of two merged provinces is not the rank of both, though only one told it.
    """
    if any(part.share is None for part in parts):
        return "rollup.divided-without-key"
    if any(not part.figure.is_exact for part in parts):
        return "rollup.not-exact"
    have_counts = all(
        part.figure.numerator is not None and part.figure.denominator is not None for part in parts
    )
    if ways.across_units == "none" and not have_counts:
        return "rollup.does-not-add"
    if ways.across_units == "max" and any(part.share != WHOLE for part in parts):
        return "rollup.does-not-add"
    return ""


def _value(parts: list[Part], ways: Ways) -> Decimal | None:
    if ways.across_units == "none":
        return None
    if ways.across_units == "max" or ways.across_periods == "max":
        return _largest(parts, ways)
    return _added(parts, "value")


def _largest(parts: list[Part], ways: Ways) -> Decimal:
    """Return the largest of the units or periods; the other one of the two is added first."""
    key = "unit" if ways.across_units == "max" else "period"
    if ways.across_units == ways.across_periods:
        return max(part.figure.value for part in parts)
    sums: dict[object, Decimal] = {}
    for part in parts:
        which = getattr(part.figure, key)
        share = part.share or NOTHING
        added = EXACT.multiply(part.figure.value, share)
        sums[which] = EXACT.add(sums.get(which, NOTHING), added)
    return max(sums.values())


def _added(parts: Iterable[Part], name: str) -> Decimal | None:
    total = NOTHING
    for part in parts:
        number = getattr(part.figure, name)
        if number is None or part.share is None:
            return None
        total = EXACT.add(total, EXACT.multiply(number, part.share))
    return total
