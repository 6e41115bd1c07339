"""Periods: the span of days that a figure speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bcd138.domain.errors import Refused

_CODE = re.compile(r"^([12]\d{3})(?:(Q[1-4]|H[12]|M(?:0[1-9]|1[0-2]))|-([12]\d{3}))?$")
_MONTHS_OF = {"Q": 3, "H": 6, "M": 1}
_TYPE_OF = {"Q": "quarter", "H": "half", "M": "month"}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A named span of days, both ends included.

    ``type`` is ``year``, ``half``, ``quarter``, ``month``, ``span`` (any first and last
    day) or ``programme_2016_2020`` (years of a programme, first and last).
    """

    start: date
    end: date
    type: str

    @property
    def code(self) -> str:
        """Return the short form: 2018, 2018Q1, 2018H2, 2018M07, 2016-2020 or two days."""
        year, month = self.start.year, self.start.month
        if self.type == "year":
            return f"{year}"
        if self.type == "half":
            return f"{year}H{1 if month <= 6 else 2}"  # noqa: PLR2004 - June
        if self.type == "quarter":
            return f"{year}Q{(month + 2) // 3}"
        if self.type == "month":
            return f"{year}M{month:02d}"
        if self.type.startswith("programme"):
            return f"{year}-{self.end.year}"
        return f"{self.start.isoformat()}..{self.end.isoformat()}"

    @property
    def label(self) -> str:
        """Return the Vietnamese name: năm 2018, quý I/2018, 6 tháng đầu năm 2018 ..."""
        year, month = self.start.year, self.start.month
        if self.type == "year":
            return f"năm {year}"
        if self.type == "half":
            return f"6 tháng {'đầu' if month <= 6 else 'cuối'} năm {year}"  # noqa: PLR2004
        if self.type == "quarter":
            return f"quý {('I', 'II', 'III', 'IV')[(month - 1) // 3]}/{year}"
        if self.type == "month":
            return f"tháng {month}/{year}"
        if self.type.startswith("programme"):
            return f"giai đoạn {year} - {self.end.year}"
        return f"từ {self.start:%d/%m/%Y} đến {self.end:%d/%m/%Y}"


def calendar_year(year: int) -> Period:
    """Return the calendar year, as reviews print it ("năm 2018")."""
    return Period(date(year, 1, 1), date(year, 12, 31), "year")


def programme(first: int, last: int) -> Period:
    """Return the years of a programme, e.g. "giai đoạn 2016 - 2020"."""
    return Period(date(first, 1, 1), date(last, 12, 31), f"programme_{first}_{last}")


def calendar_months(year: int, first: int, count: int, kind: str) -> Period:
    """Return ``count`` calendar months from month ``first`` of ``year``."""
    after = date(year + (first + count - 1) // 12, (first + count - 1) % 12 + 1, 1)
    return Period(date(year, first, 1), date.fromordinal(after.toordinal() - 1), kind)


def span(first: date, last: date) -> Period:
    """Return any days from ``first`` to ``last``, as campaigns have them."""
    return Period(first, last, "span")


def periods_within(period: Period) -> tuple[Period, ...]:
    """Return the next shorter periods that make up this one: halves, quarters, months, years.

    They cover exactly its days, in order. A month and a span of any days have none.
    """
    year, month = period.start.year, period.start.month
    if period.type.startswith("programme"):
        return tuple(calendar_year(each) for each in range(year, period.end.year + 1))
    if period.type == "year":
        return tuple(calendar_months(year, first, 6, "half") for first in (1, 7))
    if period.type == "half":
        return tuple(calendar_months(year, month + after, 3, "quarter") for after in (0, 3))
    if period.type == "quarter":
        return tuple(calendar_months(year, month + after, 1, "month") for after in (0, 1, 2))
    return ()


def parse_period(code: str) -> Period:
    """Return the period that a code names, as ``Period.code`` writes it.

    Raises:
        Refused: ``period.unreadable``.
    """
    first, dots, last = code.strip().partition("..")
    if dots:
        return _parse_span(first, last, code)
    match = _CODE.match(code.strip())
    if match is None:
        raise Refused("period.unreadable", code=code)
    year, part, last_year = int(match[1]), match[2], match[3]
    if last_year is not None:
        if int(last_year) < year:
            raise Refused("period.unreadable", code=code)
        return programme(year, int(last_year))
    if part is None:
        return calendar_year(year)
    months = _MONTHS_OF[part[0]]
    return calendar_months(year, (int(part[1:]) - 1) * months + 1, months, _TYPE_OF[part[0]])


def _parse_span(first: str, last: str, code: str) -> Period:
    try:
        period = span(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError as error:
        raise Refused("period.unreadable", code=code) from error
    if period.end < period.start:
        raise Refused("period.unreadable", code=code)
    return period
