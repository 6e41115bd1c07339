"""A period as one whole number, the same in every file, and back."""

from __future__ import annotations

from datetime import date
from functools import cache

from bcd138.domain.period import ANY_DAYS, MONTHS, TO_DATE, Period

_KINDS = (*MONTHS, TO_DATE, *ANY_DAYS)
_DAYS = 10_000_000  # more than there are days in a date
_PLACES = 10


@cache
def number_of(period: Period) -> int:
    """Return first day, last day and type as one number: nothing is looked up anywhere.

    Raises:
        ValueError: The type is none that a period has.
    """
    kind = period.kind
    if kind == "programme" and period != _programme(period.start, period.end):
        raise ValueError(period.type)
    first, last = period.start.toordinal(), period.end.toordinal()
    return (first * _DAYS + last) * _PLACES + _KINDS.index(kind)


@cache
def period_of(number: int) -> Period:
    """Return the period that ``number_of`` made a number of."""
    days, kind = divmod(number, _PLACES)
    first, last = map(date.fromordinal, divmod(days, _DAYS))
    name = _KINDS[kind]
    return _programme(first, last) if name == "programme" else Period(first, last, name)


def _programme(first: date, last: date) -> Period:
    return Period(first, last, f"programme_{first.year}_{last.year}")
