"""Reads which period a report reviews and which one it looks ahead to."""

from __future__ import annotations

import re
from datetime import date

from bcd138.domain.period import Period, calendar_months, calendar_year, programme

_YEAR = r"(?:19|20)\d{2}"
_DASH = r"\s*[-–—]\s*"
_PERIODS = re.compile(
    rf"(?P<months>\d{{1,2}}|sáu|chín|ba)\s+tháng\s+(?P<part>đầu|cuối)\s+năm\s+(?P<of_months>{_YEAR})"
    rf"|[Qq]uý\s+(?P<quarter>IV|III|II|I|[1-4])\s*(?:/|,?\s*năm\s+|\s+)(?P<of_quarter>{_YEAR})"
    rf"|[Tt]háng\s+(?P<month>1[0-2]|0?[1-9])\s*(?:/|\s+năm\s+)(?P<of_month>{_YEAR})"
    r"|(?:giai đoạn|nhiệm kỳ|trong)\s+(?:\d+ năm\s*\(?)?"
    rf"(?P<since>{_YEAR}){_DASH}(?P<until>{_YEAR})"
    rf"|\((?P<since_too>{_YEAR}){_DASH}(?P<until_too>{_YEAR})\)"
    r"|(?:từ|Từ)\s+(?:ngày\s+)?(?P<d1>\d{1,2})[/-](?P<m1>\d{1,2})(?:[/-](?P<y1>\d{4}))?\s+"
    rf"đến\s+(?:hết\s+)?(?:ngày\s+)?(?P<d2>\d{{1,2}})[/-](?P<m2>\d{{1,2}})[/-](?P<y2>{_YEAR})"
    rf"|[Nn]ăm\s+(?P<year>{_YEAR})(?!{_DASH}{_YEAR})",
)
_REVIEWED = re.compile(
    r"(?i)tổng kết|sơ kết|kết quả công tác|báo cáo|đánh giá kết quả|kết quả thực hiện|tính$"
    r"|đợt (?:cao điểm|vận động)"
    r"|tình hình, kết quả"
)
_AHEAD = re.compile(
    r"(?i)(?:triển khai|phương hướng|nhiệm vụ|trọng tâm|chương trình công tác|kế hoạch|đề ra"
    r"|năm tới)[^.;\n]{0,70}$"
)
_COMPARED = re.compile(r"(?i)(?:so với|cùng kỳ)[^,;]{0,30}$")
_END_OF_PROGRAMME = re.compile(rf"đến năm ({_YEAR})")
_SENTENCE_STOP = re.compile(r"[.;\n]")
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_COUNT_WORDS = {"sáu": 6, "chín": 9, "ba": 3}
_HALF, _YEAR_MONTHS = 6, 12
_LOOK_BACK, _HEAD = 90, 600


def read_periods(text: str) -> tuple[Period | None, Period | None]:
    """Return the period under review and the one ahead, either None if not said.

    A period named after a word of review counts; one after "triển khai", "nhiệm vụ" is
    ahead; one compared with ("so với năm 2022") is neither. Without a word of review the
    one named most often is taken.
    """
    under: Period | None = None
    ahead: Period | None = None
    named: dict[Period, int] = {}
    for match in _PERIODS.finditer(text):
        period = _period(match)
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        clause = _SENTENCE_STOP.split(before)[-1]
        if period is None or _COMPARED.search(clause):
            continue
        next_words, review = _AHEAD.search(clause), _REVIEWED.search(clause)
        if next_words and not (review and review.start() > next_words.start()):
            ahead = ahead or period
            continue
        if review:
            under = under or period
        named[period] = named.get(period, 0) + 1
    under = _programme_ending(text, under, named) or under or _most_named(named, ahead)
    if under is None and ahead is not None and ahead.type == "year":
        under = calendar_year(ahead.start.year - 1)
    return under, ahead


def _most_named(named: dict[Period, int], ahead: Period | None) -> Period | None:
    past = [period for period in named if period != ahead] or list(named)
    return max(past, key=lambda one: named[one], default=None)


def _programme_ending(text: str, under: Period | None, named: dict[Period, int]) -> Period | None:
    """Return the programme meant by "chương trình … đến năm 2020", if its years are named."""
    end = _END_OF_PROGRAMME.search(text, 0, _HEAD)
    if end is None or (under is not None and under.start.year != int(end[1])):
        return None
    endings = (
        one for one in named if one.type.startswith("programme") and one.end.year == int(end[1])
    )
    return next(endings, None)


def _period(match: re.Match[str]) -> Period | None:
    if match["year"]:
        return calendar_year(int(match["year"]))
    if match["d1"]:
        return _span(match)
    if match["months"]:
        return _months(match["months"].lower(), match["part"], int(match["of_months"]))
    if match["quarter"]:
        first = _QUARTERS[match["quarter"]] * 3 - 2
        return calendar_months(int(match["of_quarter"]), first, 3, "quarter")
    if match["month"]:
        return calendar_months(int(match["of_month"]), int(match["month"]), 1, "month")
    first_year = int(match["since"] or match["since_too"])
    last_year = int(match["until"] or match["until_too"])
    return programme(first_year, last_year) if first_year < last_year else None


def _span(match: re.Match[str]) -> Period | None:
    """Return the days of a campaign; the first year is the last one's unless it is said."""
    last_year = int(match["y2"])
    try:
        start = date(int(match["y1"] or last_year), int(match["m1"]), int(match["d1"]))
        end = date(last_year, int(match["m2"]), int(match["d2"]))
    except ValueError:
        return None
    return Period(start, end, "span") if start < end else None


def _months(count_as_written: str, part: str, year: int) -> Period | None:
    count = _COUNT_WORDS.get(count_as_written) or int(count_as_written)
    if not 1 <= count <= _YEAR_MONTHS:
        return None
    first = 1 if part == "đầu" else _YEAR_MONTHS + 1 - count
    return calendar_months(year, first, count, "half" if count == _HALF else "span")
