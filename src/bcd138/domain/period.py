"""Periods: the span of days that a figure speaks of, its name, and what it is compared with."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bcd138.domain.errors import Refused
from bcd138.domain.rules import rule

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
TO_DATE = "to_date"
ANY_DAYS = ("span", "programme")  # campaigns and terms follow no reporting year
JANUARY_1 = (1, 1)
_YEAR_MONTHS, _LAST_START = 12, 28
_DAY = timedelta(days=1)
_CODE = re.compile(
    r"^([12]\d{3})"
    r"(?:(Q[1-4]|H[12]|[MC](?:0[1-9]|1[0-2]))?(?:--(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8]))?"
    r"|-([12]\d{3}))$",
    re.ASCII,
)
_TYPE_OF = {"Q": "quarter", "H": "half", "M": "month", "C": TO_DATE}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A named span of days, both ends included.

    ``type`` is ``year``, ``half``, ``quarter``, ``month``, ``to_date`` (from the first day
    of a reporting year to the end of its n-th month), ``span`` (any first and last day) or
    ``programme_2016_2020`` (years of a programme, first and last). All but the last two are
    whole months from a day between the 1st and the 28th.
    """

    start: date
    end: date
    type: str

    @property
    def kind(self) -> str:
        """Return the type without the years of a programme."""
        return self.type.partition("_")[0] if self.type.startswith("programme") else self.type

    @property
    def year_begins(self) -> tuple[int, int]:
        """Return the month and day on which the reporting year begins that names the period.

        The days alone decide. A period of n months from day d of month m fits every year
        that begins on day d of a month n, 2n, 3n ... months away: 1 January where that is
        one of them, otherwise the latest month. So 15/10-14/11 belongs to a year from 15/12,
        the quarter from 1/10 to the calendar year, the year from 1/10 to itself.
        """
        month, day = self.start.month, self.start.day
        if self.type == TO_DATE:
            return month, day
        months = MONTHS.get(self.type, _YEAR_MONTHS)
        if day == 1 and month % months == 1 % months:
            return JANUARY_1
        return month + (_YEAR_MONTHS - month) // months * months, day

    @property
    def year(self) -> int:
        """Return the reporting year, named by the calendar year in which it ends."""
        begins = self.year_begins
        if begins == JANUARY_1:
            return self.start.year
        return self.start.year + ((self.start.month, self.start.day) >= begins)

    @property
    def months(self) -> int | None:
        """Return how many whole months the days make up, or ``None``.

        They begin on the 28th at the latest, so that every month has their first day.
        """
        start, last = self.start, self.end
        count = (last.year - start.year) * 12 + last.month - start.month + (start.day == 1)
        closes = start.day - 1 or monthrange(last.year, last.month)[1]
        return count if last.day == closes and count > 0 and start.day <= _LAST_START else None

    @property
    def _place(self) -> int:
        """Return which month, quarter or half of its reporting year it is, from 1."""
        since = (self.start.month - self.year_begins[0]) % _YEAR_MONTHS
        return since // MONTHS[self.type] + 1

    @property
    def code(self) -> str:
        """Return the short form: 2018, 2018Q1, 2018H2, 2018M07, 2018C07 or what follows.

        2016-2020 is a programme, 2026-01-05..2026-02-20 a span of days, 2018C07 seven months
        to date. Where the reporting year does not begin on 1 January, its first day follows,
        as ``year_begins`` finds it: 2026M11--12-15 is 15/10-14/11/2026, and 2026--10-01 the
        year 1/10/2025-30/9/2026. ``parse_period`` reads every code back.
        """
        if self.kind == "programme":
            return f"{self.start.year}-{self.end.year}"
        if self.type not in {*MONTHS, TO_DATE}:
            return f"{self.start.isoformat()}..{self.end.isoformat()}"
        month, day = self.year_begins
        suffix = "" if (month, day) == JANUARY_1 else f"--{month:02d}-{day:02d}"
        return f"{self.year}{self._part()}{suffix}"

    def _part(self) -> str:
        if self.type == TO_DATE:
            return f"C{self.months or 0:02d}"
        if self.type == "month":
            return f"M{self._place:02d}"
        return "" if self.type == "year" else f"{self.type[0].upper()}{self._place}"

    @property
    def label(self) -> str:
        """Return the Vietnamese name: năm 2018, quý I/2018, tháng 11/2026 (15/10-14/11) ..."""
        if self.kind == "programme":
            return f"giai đoạn {self.start.year} - {self.end.year}"
        if self.type not in {*MONTHS, TO_DATE}:
            return f"từ {self.start:%d/%m/%Y} đến {self.end:%d/%m/%Y}"
        return self._name() if self.year_begins == JANUARY_1 else f"{self._name()} ({self._days()})"

    def _name(self) -> str:
        if self.type == TO_DATE:
            return f"lũy kế {self.months} tháng năm {self.year}"
        if self.type == "year":
            return f"năm {self.year}"
        if self.type == "half":
            return f"6 tháng {('đầu', 'cuối')[self._place - 1]} năm {self.year}"
        if self.type == "quarter":
            return f"quý {('I', 'II', 'III', 'IV')[self._place - 1]}/{self.year}"
        return f"tháng {self._place}/{self.year}"

    def _days(self) -> str:
        """Return first and last day, with the year where the name does not tell it."""
        first, last = (f"{day.day}/{day.month}" for day in (self.start, self.end))
        if self.start.year != self.end.year:
            return f"{first}/{self.start.year}-{last}/{self.end.year}"
        return (
            f"{first}-{last}" if self.end.year == self.year else f"{first}-{last}/{self.end.year}"
        )


def calendar_year(year: int) -> Period:
    """Return the calendar year, as reviews print it ("năm 2018")."""
    return Period(date(year, 1, 1), date(year, 12, 31), "year")


def programme(first: int, last: int) -> Period:
    """Return the years of a programme, e.g. "giai đoạn 2016 - 2020"."""
    return Period(date(first, 1, 1), date(last, 12, 31), f"programme_{first}_{last}")


def whole_months(start: date, count: int, kind: str) -> Period:
    """Return ``count`` months from ``start``, a day between the 1st and the 28th."""
    return Period(start, months_later(start, count) - _DAY, kind)


def calendar_months(year: int, first: int, count: int, kind: str) -> Period:
    """Return ``count`` calendar months from month ``first`` of ``year``."""
    return whole_months(date(year, first, 1), count, kind)


def months_later(day: date, count: int) -> date:
    """Return the same day ``count`` months later, or earlier; it is the 28th at the latest."""
    months = day.year * _YEAR_MONTHS + day.month - 1 + count
    return day.replace(year=months // _YEAR_MONTHS, month=months % _YEAR_MONTHS + 1)


def year_start(year: int, begins: tuple[int, int]) -> date:
    """Return the first day of the reporting year that ends in ``year``."""
    return date(year if begins == JANUARY_1 else year - 1, *begins)


def year_of(period: Period) -> Period:
    """Return the reporting year to which a month, quarter, half or year belongs."""
    return whole_months(year_start(period.year, period.year_begins), MONTHS["year"], "year")


def span(first: date, last: date) -> Period:
    """Return any days from ``first`` to ``last``, as campaigns have them."""
    return Period(first, last, "span")


def periods_within(period: Period, kind: str = "") -> tuple[Period, ...]:
    """Return the shorter periods that make up this one, in order: they cover exactly its days.

    They are the next shorter ones: years of a programme, halves, quarters, months; eight
    months to date are a half-year and two months. With ``kind`` they are all of that type.
    There are none of a month, of a span of any days, and where that type does not fit.
    """
    if period.type == "span" or period.months is None:
        return ()
    if kind:
        return _tiles(period, kind)
    if period.type == TO_DATE:
        return tuple(_longest(period))
    shorter = {"programme": "year", "year": "half", "half": "quarter", "quarter": "month"}
    return _tiles(period, shorter[period.kind]) if period.kind in shorter else ()


def _tiles(period: Period, kind: str) -> tuple[Period, ...]:
    each, months = MONTHS.get(kind, 0), period.months or 0
    if not each or months % each or kind == period.type:
        return ()
    return tuple(
        whole_months(months_later(period.start, after), each, kind)
        for after in range(0, months, each)
    )


def _longest(period: Period) -> Iterator[Period]:
    """Yield the longest periods that still fit, one after the other."""
    start, left = period.start, period.months or 0
    for kind, months in reversed(MONTHS.items()):
        while left >= months:
            yield whole_months(start, months, kind)
            start, left = months_later(start, months), left - months


def same_period_last_year(period: Period) -> Period | None:
    """Return the same period one year earlier ("cùng kỳ"); a programme has none.

    A span keeps its days of the calendar, and one that ends with February still does:
    1/2-28/2/2025 is compared with 1/2-29/2/2024.
    """
    start, last = period.start, period.end
    if period.kind == "programme" or start.year == date.min.year:
        return None
    if period.type != "span" and period.months:
        return whole_months(months_later(start, -_YEAR_MONTHS), period.months, period.type)
    closes = monthrange(last.year, last.month)[1]
    return Period(
        _clipped(start.year - 1, start.month, start.day),
        _clipped(last.year - 1, last.month, 31 if last.day == closes else last.day),
        period.type,
    )


def _clipped(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def period_before(period: Period) -> Period | None:
    """Return the period of the same type that ends the day before this one.

    Of n months to date it is n-1 months of the same year, and one month has none. Of a span
    it is as many whole months, or else as many days, right before it.
    """
    start, months = period.start, period.months
    if period.type == TO_DATE:
        return whole_months(start, months - 1, TO_DATE) if months and months > 1 else None
    if period.kind == "programme":
        years = period.end.year - start.year + 1
        return programme(start.year - years, start.year - 1) if start.year > years else None
    if months:
        fits = start.year * _YEAR_MONTHS + start.month > _YEAR_MONTHS + months
        return whole_months(months_later(start, -months), months, period.type) if fits else None
    length = (period.end - start) + _DAY
    fits = start - date.min >= length
    return Period(start - length, start - _DAY, period.type) if fits else None


@rule("like-with-like", "Quy ước của phần mềm", article="chỉ so sánh hai kỳ cùng cách tính")
def why_not_comparable(period: Period, base: Period) -> str:
    """Return why figures of ``period`` are not set against those of ``base``, or "".

    October 2026 counted from 15/9 to 14/10 is compared with 15/9-14/10/2025, not with the
    calendar month. The reason is the code of a message that names ``period`` and ``base``.
    """
    if period == base:
        return "period.same"
    if period.kind != base.kind:
        return "period.other-type"
    if period.type == TO_DATE and period.months != base.months:
        return "period.other-months"
    if period.kind in {"span", "programme"}:
        if not _same_length(period, base):
            return "period.other-length"
    elif period.year_begins != base.year_begins:
        return "period.other-days"
    return "period.overlap" if period.start <= base.end and base.start <= period.end else ""


def _same_length(one: Period, other: Period) -> bool:
    """Tell whether both have as many whole months, as many days, or the same days of the year."""
    if one.months is not None and one.months == other.months:
        return True
    if one.end - one.start == other.end - other.start:
        return True
    return other == same_period_last_year(one) or one == same_period_last_year(other)


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
    year, part, last_year = int(match[1]), match[2], match[5]
    if last_year is not None:
        if int(last_year) < year:
            raise Refused("period.unreadable", code=code)
        return programme(year, int(last_year))
    begins = (int(match[3]), int(match[4])) if match[3] else JANUARY_1
    period = _parse_part(part or "", year_start(year, begins))
    if match[3] and period.code != code.strip():
        raise Refused("period.unreadable", code=code)
    return period


def _parse_part(part: str, start: date) -> Period:
    if not part:
        return whole_months(start, _YEAR_MONTHS, "year")
    kind, place = _TYPE_OF[part[0]], int(part[1:])
    if kind == TO_DATE:
        return whole_months(start, place, TO_DATE)
    months = MONTHS[kind]
    return whole_months(months_later(start, (place - 1) * months), months, kind)


def _parse_span(first: str, last: str, code: str) -> Period:
    try:
        period = span(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError as error:
        raise Refused("period.unreadable", code=code) from error
    if period.end < period.start:
        raise Refused("period.unreadable", code=code)
    return period
