"""Reporting regimes: how a year is cut into periods, and by when each is reported."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bcd138.domain.errors import Refused
from bcd138.domain.period import (
    JANUARY_1,
    MONTHS,
    TO_DATE,
    Period,
    periods_within,
    whole_months,
    year_start,
)
from bcd138.domain.rules import rule
from bcd138.domain.working_days import later

_YEAR_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Regime:
    """A way to count days that a law or an agency lays down.

    ``begins`` is the month and day on which the reporting year begins; if that is not
    1 January, in the calendar year before the one that names it. ``period_types`` are kinds
    of periods; ``span`` (campaigns) and ``programme`` (terms) follow no year. ``due`` is, by
    period type and level, the number of working days after the last day. ``checked`` is
    false where nobody has read the official text.
    """

    code: str
    name: str
    begins: tuple[int, int]
    period_types: tuple[str, ...]
    due: Mapping[tuple[str, str], int]
    source: str
    article: str
    checked: bool


@rule("reporting-window", "09/2019/NĐ-CP", article="Điều 12", checked=False)
def periods_of(regime: Regime, year: int, period_type: str) -> tuple[Period, ...]:
    """Return the periods of one type that make up a reporting year, in order.

    Under Điều 12 a month runs from the 15th of the month before to the 14th, so the year
    2026 is 15/12/2025 to 14/12/2026, its first half ends on 14/6 and its February is
    15/1-14/2. Longer periods are exactly the months they contain: nothing is lost or counted
    twice between month and year. Another regime begins its year on another day (khoản 5
    Điều 8). ``to_date`` gives 1 to 12 months from the first day. Campaigns and terms, which
    may have any days, give none.

    Raises:
        Refused: ``period.not-in-regime``.
    """
    if period_type not in regime.period_types:
        raise Refused("period.not-in-regime", regime=regime.name)
    start = year_start(year, regime.begins)
    if period_type == TO_DATE:
        return _to_date(start)
    return _year_in(start, period_type) if period_type in MONTHS else ()


def period_at(regime: Regime, period_type: str, day: date) -> Period:
    """Return the period that contains ``day``; to date, the shortest one.

    Raises:
        Refused: ``period.not-in-regime``; ``period.any-days`` of campaigns and terms.
    """
    periods = periods_of(regime, _year_of(regime, day), period_type)
    if not periods:
        raise Refused("period.any-days", regime=regime.name)
    return next(period for period in periods if day <= period.end)


def last_closed(regime: Regime, period_type: str, day: date) -> Period:
    """Return the latest period whose last day is before ``day``.

    Raises:
        Refused: ``period.not-in-regime``; ``period.any-days`` of campaigns and terms.
    """
    year = _year_of(regime, day)
    periods = [
        period
        for each in (year - 1, year)
        for period in periods_of(regime, each, period_type)
        if period.end < day
    ]
    if not periods:
        raise Refused("period.any-days", regime=regime.name)
    return periods[-1]


def to_date(regime: Regime, period: Period) -> Period:
    """Return the months from the first day of the reporting year to the end of ``period``.

    Raises:
        Refused: ``period.other-regime``: no month of the regime ends on that day.
    """
    for so_far in _to_date(year_start(_year_of(regime, period.end), regime.begins)):
        if so_far.end == period.end:
            return so_far
    raise Refused("period.other-regime", regime=regime.name, period=period.label)


@rule("due-date", "09/2019/NĐ-CP", article="khoản 5 Điều 8", checked=False)
def due_on(
    regime: Regime,
    period: Period,
    level: str,
    holidays: Collection[date] = (),
    worked: Collection[date] = (),
) -> date:
    """Return the day by which units of ``level`` send their report for ``period``.

    The law wants at least one working day between the last day and the due date, and a date
    for each level. July 2026 closes on Tuesday 14/7: a commune with one working day sends it
    by 15/7, a province with three by 17/7. The year closes on Monday 14/12/2026.

    Args:
        regime: Whose ``due`` counts.
        period: One of its periods.
        level: ``commune``, ``province`` or ``central``.
        holidays: Days off besides Saturdays and Sundays.
        worked: Saturdays and Sundays that an announcement makes working days.

    Raises:
        Refused: ``period.no-due-day``: the regime names none for this type and level.
    """
    days = regime.due.get((period.kind, level))
    if days is None:
        raise Refused("period.no-due-day", regime=regime.name, period=period.label)
    return later(period.end, days, holidays, worked)


def regime_of(period: Period, regimes: Iterable[Regime]) -> Regime | None:
    """Return the first of ``regimes`` that has this very period, or ``None``.

    A calendar month belongs to several, so whoever knows the form asks the form instead.
    """
    return next((regime for regime in regimes if _has(regime, period)), None)


def _has(regime: Regime, period: Period) -> bool:
    if period.kind not in regime.period_types:
        return False
    periods = periods_of(regime, _year_of(regime, period.end), period.kind)
    return not periods or period in periods


def _year_in(start: date, period_type: str) -> tuple[Period, ...]:
    year = whole_months(start, _YEAR_MONTHS, "year")
    return (year,) if period_type == "year" else periods_within(year, period_type)


def _to_date(start: date) -> tuple[Period, ...]:
    return tuple(whole_months(start, count, TO_DATE) for count in range(1, _YEAR_MONTHS + 1))


def _year_of(regime: Regime, day: date) -> int:
    """Return the reporting year that contains ``day``."""
    later = regime.begins != JANUARY_1 and (day.month, day.day) >= regime.begins
    return day.year + later
