"""Indicators through time: which definition holds on a day, and what it makes of counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from bcd138.domain.data_set import Measure
from bcd138.domain.entry import NOT_REPORTED, Entry, State, computed
from bcd138.domain.rules import rule


class Dated(Protocol):
    """Anything that holds from a day, or since ever, until before another day."""

    @property
    def valid_from(self) -> date | None:
        """Return the first day, or ``None`` since ever."""

    @property
    def valid_until(self) -> date | None:
        """Return the first day it no longer holds, or ``None``."""


_V = TypeVar("_V", bound=Dated)


@rule("definition-of-its-day", "Quy ước của phần mềm")
def version_on(versions: Iterable[_V], day: date) -> _V | None:
    """Return the version in force on ``day``, or ``None`` before the first.

    A period is asked by its last day, so it keeps the definitions of that day: with a
    change from 1/7/2026, the first half of 2026 is computed as before and the year 2026 by
    the new definition.
    """
    for version in versions:
        begun = version.valid_from is None or version.valid_from <= day
        if begun and (version.valid_until is None or day < version.valid_until):
            return version
    return None


def value_of(measure: Measure, values: Mapping[str, Decimal | None]) -> Decimal | None:
    """Return what ``measure`` is, given the counts by code: computed, or as it was counted.

    ``None`` where a count that it needs is missing, or its denominator is zero.
    """
    if not measure.is_computed:
        return values.get(measure.code)
    numerator, denominator = (
        _entry(values.get(code)) for code in (measure.numerator, measure.denominator)
    )
    return computed(measure, numerator, denominator)


def _entry(value: Decimal | None) -> Entry:
    return NOT_REPORTED if value is None else Entry(value, State.NUMBER)
