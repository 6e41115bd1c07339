"""Reads when and where the conference was held, and when the page was published."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime

from bcd138.domain.extraction.events import tells_an_event
from bcd138.domain.extraction.lines import UPPER, Line
from bcd138.domain.extraction.reading import Conference
from bcd138.domain.period import Period

_DAY = re.compile(
    r"(?P<session>[Ss]áng|[Cc]hiều|[Tt]ối|[Tt]rưa)?(?:\s*(?:nay|hôm nay|qua))?\s*,?\s*"
    r"(?:\(?(?P<word>[Nn]gày)\s+)?\(?(?P<day>3[01]|[12]\d|0?[1-9])"
    r"(?:\s*[/-]\s*|\s+tháng\s+|\.)(?P<month>1[0-2]|0?[1-9])"
    r"(?:(?:\s*[/-]\s*|\s+năm\s+|\.)(?P<year>(?:19|20)\d{2}))?(?![\d/%])"
)
_SPAN_BEFORE = re.compile(r"(?i)\b(?:từ|đến|tới|hết)\s+(?:ngày\s+)?$")
_SPAN_AFTER = re.compile(r"\s*(?:đến|-|–)\s*(?:ngày\s+)?\d")
_STOP = re.compile(rf"[.!?]\s+(?=[{UPPER}])")
_MEETING = re.compile(
    r"(?i)hội nghị|ngày hội|rút kinh nghiệm|tổ chức|tổng kết|sơ kết|chủ trì|diễn ra|họp"
)
_LOOKS_BACK = re.compile(r"(?i)tổng kết|sơ kết|đánh giá|kết quả|hội nghị|báo cáo|rút kinh nghiệm")
_PLACE = re.compile(
    r"[Tt]ại ((?:[Hh]ội trường|[Tt]rụ sở|[Tt]rung tâm|[Nn]hà văn hóa"
    rf"|(?!Hội nghị)[{UPPER}]\w*)[^,.;\n]*?)"
    r"(?=,|\.|;|\n| Ban [Cc]hỉ| BCĐ| UBND (?!tỉnh|xã|huyện|thành)| Công an| đồng chí| đã |$)"
)
_CLOCK = re.compile(
    r"(?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-](?P<year>\d{4})\s*[,|-]?\s*(?:lúc\s*)?"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?P<zone>\s*\[?\(?GMT)?"
)
_HEAD_LINES, _LONGEST_PLACE = 16, 14
_MEETING_REACH, _PLACE_REACH = 680, 160
_DATELINE = 5
_LAST_REVIEW_MONTH, _DECEMBER = 8, 12
_PARTS_OF_A_YEAR = ("half", "quarter", "month", "span")


def read_published(text: str) -> datetime | None:
    """Return when the page was published: the first clock that is no page-capture clock."""
    clocks: list[tuple[bool, datetime]] = []
    for match in _CLOCK.finditer(text):
        words = "{year}-{month}-{day} {hour}:{minute}".format_map(match.groupdict())
        with suppress(ValueError):
            moment = datetime.strptime(words, "%Y-%m-%d %H:%M")  # noqa: DTZ007 - as printed
            clocks.append((bool(match["zone"]), moment.replace(second=int(match["second"] or 0))))
    return min(clocks)[1] if clocks else None


def read_conference(
    text: str, lines: list[Line], period: Period | None, published: datetime | None
) -> Conference:
    """Return the day of the meeting, with its year inferred where the text leaves it out."""
    for index, line in enumerate(lines):
        words = text[line.start : line.end]
        if index > _HEAD_LINES and not _LOOKS_BACK.search(words):
            continue
        for match in _DAY.finditer(words):
            if not _is_meeting_day(words, match):
                continue
            day, year_from = _with_year(words, match, period, published)
            if day is not None:
                return Conference(
                    date=day,
                    session=(match["session"] or "").lower() or None,
                    place=_place(words, match),
                    as_written=" ".join(match[0].split()).strip(" ,("),
                    year_from=year_from,
                )
    return Conference(None, None, None, None, None)


def _place(words: str, match: re.Match[str]) -> str | None:
    after = words[match.end() : match.end() + _PLACE_REACH]
    place = _PLACE.search(after) or _PLACE.search(words[: match.start()])
    if place is None or place[1] == "TP" or len(place[1].split()) > _LONGEST_PLACE:
        return None
    return " ".join(place[1].split())


def _is_meeting_day(words: str, match: re.Match[str]) -> bool:
    after = words[match.end() : match.end() + 12]
    before = words[max(0, match.start() - 16) : match.start("day")]
    of_a_span = _SPAN_BEFORE.search(before) or _SPAN_AFTER.match(after)
    if "vừa qua" in after or of_a_span or _CLOCK.match(words, match.start("day")):
        return False
    dateline = match["year"] and match.start() < _DATELINE
    if not (match["session"] or match["word"] or dateline):
        return False
    sentence = _sentence_around(words, match.start(), match.end())
    if tells_an_event(sentence.lower(), 0, len(sentence)):
        return False
    return _MEETING.search(sentence[-_MEETING_REACH:]) is not None


def _sentence_around(words: str, start: int, end: int) -> str:
    stops = [match.end() for match in _STOP.finditer(words, 0, start)]
    following = _STOP.search(words, end)
    return words[stops[-1] if stops else 0 : following.start() if following else len(words)]


def _with_year(
    words: str, match: re.Match[str], period: Period | None, published: datetime | None
) -> tuple[date | None, str | None]:
    day, month = int(match["day"]), int(match["month"])
    if match["year"]:
        return _date(int(match["year"]), month, day), "text"
    if period is not None and not _LOOKS_BACK.search(words):
        return _date(period.end.year, month, day), "period"
    if published is not None:
        later = (month, day) > (published.month, published.day)
        return _date(published.year - later, month, day), "published"
    if period is None:
        return None, None
    return _date(_year_of_review(period, month), month, day), "period"


def _year_of_review(period: Period, month: int) -> int:
    """Return the year a review is held in: the first after its period where the month fits.

    The review of 2018 on 12/3 was in 2019, that of 2022 on 27/12 in 2022, that of
    2016-2020 on 28/9 in 2020; a half-year's on 26/7 is in the same year.
    """
    year = period.end.year
    if period.type in _PARTS_OF_A_YEAR and period.end.month < _DECEMBER:
        return year if month >= period.end.month else year + 1
    return year if month > _LAST_REVIEW_MONTH else year + 1


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
