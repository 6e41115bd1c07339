"""Which periods a total is set against."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bcd138.apps.analytics.pivoted import Why
from bcd138.apps.analytics.question import Against, Base
from bcd138.domain.period import (
    Period,
    months_later,
    period_before,
    same_period_last_year,
    whole_months,
    why_not_comparable,
)

_YEAR_MONTHS = 12


def base_periods(period: Period, base: Base) -> tuple[Period, ...]:
    """Return the periods that ``period`` is set against: several of an average, else one or none.

    A target and another unit speak of the same period.
    """
    if base.against in {Against.TARGET, Against.UNIT, Against.PEERS}:
        return (period,)
    found = {
        Against.LAST_YEAR: lambda: same_period_last_year(period),
        Against.BEFORE: lambda: period_before(period),
        Against.YEAR: lambda: same_period_of(period, base.years),
    }
    if base.against == Against.AVERAGE:
        return tuple(reversed(list(_years_before(period, base.years))))
    one = found[base.against]() if base.against in found else None
    return (one,) if one is not None else ()


def why_not_against(period: Period, bases: tuple[Period, ...], base: Base) -> Why:
    """Return why ``period`` is not set against those periods; nothing where it may be."""
    if base.against in {Against.TARGET, Against.UNIT, Against.PEERS}:
        return Why()
    if not bases or (base.against == Against.AVERAGE and len(bases) < base.years):
        return Why("pivot.no-base-period", {"period": period})
    for one in bases:
        code = why_not_comparable(period, one)
        if code:
            return Why(code, {"period": period, "base": one})
    return Why()


def same_period_of(period: Period, year: int) -> Period | None:
    """Return the same period of another reporting year, earlier or later; a programme has none."""
    if period.kind == "programme" or not date.min.year < year < date.max.year:
        return None
    if period.months is not None and period.type != "span":
        start = months_later(period.start, (year - period.year) * _YEAR_MONTHS)
        return whole_months(start, period.months, period.type)
    found: Period | None = period
    while found is not None and found.year > year:
        found = same_period_last_year(found)
    return found if found is not None and found.year == year else None


def _years_before(period: Period, count: int) -> Iterator[Period]:
    one = same_period_last_year(period)
    while one is not None and count:
        yield one
        one, count = same_period_last_year(one), count - 1
