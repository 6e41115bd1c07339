"""Working days: on which days offices are open, and how many of them lie between two days."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from bcd138.domain.rules import rule

_SATURDAY = 5
_DAY = timedelta(days=1)


@rule("working-day", "45/2019/QH14", article="khoản 3 Điều 111, Điều 112", checked=False)
def is_working(day: date, holidays: Collection[date] = (), worked: Collection[date] = ()) -> bool:
    """Return whether offices are open on ``day``.

    Monday 31/8/2026 is off and Saturday 22/8/2026 is worked for it: the first stands in
    ``holidays``, the second in ``worked``.

    Args:
        day: Any day.
        holidays: Days off besides Saturdays and Sundays.
        worked: Saturdays and Sundays that an announcement makes working days.
    """
    return day in worked or (day.weekday() < _SATURDAY and day not in holidays)


def later(
    day: date, count: int, holidays: Collection[date] = (), worked: Collection[date] = ()
) -> date:
    """Return the ``count``-th working day after ``day``; none is ``day`` itself."""
    while count > 0:
        day += _DAY
        count -= is_working(day, holidays, worked)
    return day


def earlier(
    day: date, count: int, holidays: Collection[date] = (), worked: Collection[date] = ()
) -> date:
    """Return the ``count``-th working day before ``day``; none is ``day`` itself."""
    while count > 0:
        day -= _DAY
        count -= is_working(day, holidays, worked)
    return day


def between(
    first: date, last: date, holidays: Collection[date] = (), worked: Collection[date] = ()
) -> int:
    """Return how many working days come after ``first``, up to and with ``last``.

    Its cost grows with the holidays known, not with the days between.
    """
    if last <= first:
        return 0
    off = [day for day in frozenset(holidays) if first < day <= last and day not in worked]
    extra = [day for day in frozenset(worked) if first < day <= last]
    return (
        _weekdays_until(last)
        - _weekdays_until(first)
        - sum(day.weekday() < _SATURDAY for day in off)
        + sum(day.weekday() >= _SATURDAY for day in extra)
    )


@rule("day-in-lieu", "45/2019/QH14", article="khoản 3 Điều 111", checked=False)
def days_in_lieu(holidays: Collection[date]) -> dict[date, date]:
    """Return the days off for holidays on a weekly day of rest, with the holiday of each.

    It is the next working day that is not given away yet: in 2023 the 10th of the third lunar
    month was Saturday 29/4 and 30/4 a Sunday, so 2/5 and 3/5 were off.
    """
    given: dict[date, date] = {}
    for holiday in sorted(holidays):
        if holiday.weekday() >= _SATURDAY:
            given[later(holiday, 1, {*holidays, *given})] = holiday
    return given


def _weekdays_until(day: date) -> int:
    """Return how many days from Monday to Friday there are from 1/1/1, a Monday, to ``day``."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * _SATURDAY + min(rest, _SATURDAY)
