"""Reads the head of a report: title, committee, org unit, period, conference."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from bcd138.domain.extraction.lines import UPPER, Line
from bcd138.domain.extraction.reading import Committee, Conference, UnitNamed
from bcd138.domain.extraction.vocabulary import PlaceName, Vocabulary, plain
from bcd138.domain.period import Period, calendar_months, calendar_year, programme

_SCOPE = r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|Chính phủ|Trung ương)"
_NAME = rf"[{UPPER}]\w*(?:[ -]+(?:- )?[{UPPER}]\w*){{0,4}}"
_COMMITTEE_FULL = re.compile(
    r"(?i)[Bb]an [Cc]hỉ đạo (?:138 )?("
    r"(?:[Pp]hòng,? chống|[Xx]ây dựng|thực hiện phong trào|phong trào)[^.\n;()]{0,170}?[Tt]ổ quốc[\"”]?"
    r"|[Pp]hòng,? chống tội phạm(?:,? (?:và )?tệ nạn xã hội)?)"
    r"(?:\s*\((?:XDPT|PTT|viết tắt|Ban|BCĐ)[^)]*\))*"
    rf"(?:\s+({_SCOPE})(?!\w))?",
)
_COMMITTEE_SHORT = re.compile(
    rf"(?:Ban [Cc]hỉ đạo|BCĐ) 138(?:/[A-ZĐ]+)?(?:\s+{_SCOPE}(?:\s+{_NAME})?)?"
)
_COMMITTEE_UPPER = re.compile(r"BAN CHỈ ĐẠO 138[^\n]*")
_GRANDER = re.compile(r"[Bb]an [Cc]hỉ đạo(?! 138)(?= [A-ZĐ]| tiếp| tỉnh|,|\.)")

_YEAR = r"((?:19|20)\d{2})"
_DASH = r"\s*[-–—]\s*"
_PERIODS = re.compile(
    rf"(?P<months>\d{{1,2}}|sáu|chín|ba)\s+tháng\s+(?P<part>đầu|cuối)\s+năm\s+(?P<my>(?:19|20)\d{{2}})"
    rf"|[Qq]uý\s+(?P<quarter>IV|III|II|I|[1-4])\s*(?:/|,?\s*năm\s+|\s+)(?P<qy>(?:19|20)\d{{2}})"
    rf"|[Tt]háng\s+(?P<month>1[0-2]|0?[1-9])\s*(?:/|\s+năm\s+)(?P<ty>(?:19|20)\d{{2}})"
    rf"|(?:giai đoạn|nhiệm kỳ|trong)\s+(?:\d+ năm\s*\(?)?(?P<from>(?:19|20)\d{{2}}){_DASH}(?P<to>(?:19|20)\d{{2}})"
    rf"|\((?P<from2>(?:19|20)\d{{2}}){_DASH}(?P<to2>(?:19|20)\d{{2}})\)"
    rf"|(?:[Nn]ăm)\s+(?P<year>(?:19|20)\d{{2}})(?!{_DASH}(?:19|20)\d{{2}})",
)
_REVIEW = re.compile(
    r"(?i)tổng kết|sơ kết|kết quả công tác|báo cáo|đánh giá kết quả|kết quả thực hiện|tình hình, kết quả"
)
_NEXT = re.compile(
    r"(?i)(?:triển khai|phương hướng|nhiệm vụ|trọng tâm|chương trình công tác|kế hoạch|đề ra|năm tới)"
    r"[^.;\n]{0,70}$"
)
_COMPARED = re.compile(r"(?:so với|cùng kỳ|so cùng kỳ)[^,;]{0,30}$")
_UNTIL = re.compile(rf"đến năm {_YEAR}")
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_COUNT_WORDS = {"sáu": 6, "chín": 9, "ba": 3}

_DAY = re.compile(
    r"(?P<session>[Ss]áng|[Cc]hiều|[Tt]ối|[Tt]rưa)?(?:\s*(?:nay|hôm nay|qua))?\s*,?\s*"
    r"(?:\(?(?P<word>[Nn]gày|ngày)\s+)?\(?"
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?:\s*[/-]\s*|\s+tháng\s+|\.)(?P<month>1[0-2]|0?[1-9])"
    r"(?:(?:\s*[/-]\s*|\s+năm\s+|\.)(?P<year>(?:19|20)\d{2}))?(?![\d/%])"
)
_LOOKS_BACK = re.compile(r"(?i)tổng kết|sơ kết|đánh giá|kết quả|hội nghị|báo cáo")
_MEETING = re.compile(r"(?i)hội nghị|tổ chức|tổng kết|sơ kết|chủ trì|diễn ra|họp")
_PLACE = re.compile(rf"[Tt]ại ((?:[Hh]ội trường|[Tt]rụ sở|[Tt]rung tâm|[Nn]hà văn hóa|{_NAME})[^,.;\n]*?)"
                    r"(?=,|\.|;|\n| Ban [Cc]hỉ| BCĐ| UBND (?!tỉnh|xã|huyện|thành)| Công an| đồng chí| đã |$)")
_CLOCK = re.compile(
    r"(?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-](?P<year>\d{4})\s*[,|-]?\s*(?:lúc\s*)?"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?P<zone>\s*\[?\(?GMT)?"
)
_KINDS_OF_PAPER = ("BÁO CÁO", "KẾ HOẠCH", "THÔNG BÁO", "CHƯƠNG TRÌNH")
_FURNITURE = re.compile(r"(?i)lượt xem|minh họa|giả định|^\W*\d+\W*$|cập nhật|trang chủ")
_LONGEST_TITLE = 220
_HALF_YEAR = 6
_HEAD_LINES = 16
_REVIEW_UNTIL_MONTH = 8


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the head of a report."""

    title: str | None
    committee: Committee
    org_unit: UnitNamed
    level: str | None
    period: Period | None
    next_period: Period | None
    published_at: datetime | None
    conference: Conference


def read_head(text: str, lines: list[Line], vocabulary: Vocabulary) -> Head:
    """Return the head of a report as far as the text says it."""
    period, next_period = _periods(text, lines)
    published = _published(text)
    conference = _conference(text, lines, period, published)
    committee = _committee(text)
    day = period.end if period else conference.date
    org_unit, level = _unit(text, lines, vocabulary, day)
    return Head(
        title=_title(text, lines),
        committee=committee,
        org_unit=org_unit,
        level=level,
        period=period,
        next_period=next_period,
        published_at=published,
        conference=conference,
    )


def _title(text: str, lines: list[Line]) -> str | None:
    """Return the headline, or a paper's "BÁO CÁO" with its subject; a paragraph is none."""
    for index, line in enumerate(lines[:14]):
        words = " ".join(text[line.start : line.end].split())
        if words.startswith(_KINDS_OF_PAPER) and words.isupper():
            after = lines[index + 1 : index + 2]
            return " ".join([words, *(" ".join(text[a.start : a.end].split()) for a in after)])
    for line in lines[:5]:
        words = " ".join(text[line.start : line.end].split())
        if _CLOCK.search(words) or _FURNITURE.search(words) or len(words.split()) < 4:  # noqa: PLR2004
            continue
        headline = words[-1] not in ".;:…" and len(words) < _LONGEST_TITLE
        return words if headline else None
    return None


# -- period ------------------------------------------------------------------------------


def _periods(text: str, lines: list[Line]) -> tuple[Period | None, Period | None]:
    """Return the period under review and the one it looks ahead to."""
    under: Period | None = None
    following: Period | None = None
    spans: dict[Period, int] = {}
    for match in _PERIODS.finditer(text):
        period = _period_from(match)
        if period is None:
            continue
        before = text[max(0, match.start() - 90) : match.start()]
        sentence = re.split(r"[.;\n]", before)[-1]
        if _COMPARED.search(sentence):
            continue
        ahead = _NEXT.search(sentence)
        review = _REVIEW.search(sentence)
        if ahead and not (review and review.start() > ahead.start()):
            following = following or period
            continue
        if review and under is None:
            under = period
        spans[period] = spans.get(period, 0) + 1
    until = _UNTIL.search(text[:600])
    if until and (under is None or under.type == "year"):
        programmes = [p for p in spans if p.type.startswith("programme") and p.end.year == int(until[1])]
        if programmes and (under is None or under.start.year == int(until[1])):
            under = programmes[0]
    if under is None and spans:
        candidates = [p for p in spans if p != following] or list(spans)
        under = max(candidates, key=lambda one: spans[one])
    if under is None and following is not None and following.type == "year":
        under = calendar_year(following.start.year - 1)
    return under, following


def _period_from(match: re.Match[str]) -> Period | None:
    if match["year"]:
        return calendar_year(int(match["year"]))
    if match["months"]:
        count = int(_COUNT_WORDS.get(match["months"].lower(), 0) or match["months"])
        first = 1 if match["part"] == "đầu" else 13 - count
        kind = "half" if count == _HALF_YEAR else "span"
        return calendar_months(int(match["my"]), first, count, kind) if 1 <= count <= 12 else None  # noqa: PLR2004
    if match["quarter"]:
        first = _QUARTERS[match["quarter"]] * 3 - 2
        return calendar_months(int(match["qy"]), first, 3, "quarter")
    if match["month"]:
        return calendar_months(int(match["ty"]), int(match["month"]), 1, "month")
    first_year = int(match["from"] or match["from2"])
    last_year = int(match["to"] or match["to2"])
    return programme(first_year, last_year) if first_year < last_year else None


# -- conference --------------------------------------------------------------------------


def _published(text: str) -> datetime | None:
    """Return when the page was published: a clock time that is no page-capture clock."""
    clocks = []
    for match in _CLOCK.finditer(text):
        try:
            moment = datetime(  # noqa: DTZ001 - a printed clock has no zone
                int(match["year"]), int(match["month"]), int(match["day"]),
                int(match["hour"]), int(match["minute"]), int(match["second"] or 0),
            )  # fmt: skip
        except ValueError:
            continue
        clocks.append((bool(match["zone"]), moment))
    clocks.sort()
    return clocks[0][1] if clocks else None


def _conference(
    text: str, lines: list[Line], period: Period | None, published: datetime | None
) -> Conference:
    for index, line in enumerate(lines):
        words = text[line.start : line.end]
        if index > _HEAD_LINES and "ội nghị" not in words:
            continue
        for match in _DAY.finditer(words):
            if not _is_meeting_day(words, match):
                continue
            day, how = _with_year(words, match, period, published)
            if day is None:
                continue
            place = _PLACE.search(words[match.end() : match.end() + 160]) or _PLACE.search(
                words[: match.start()]
            )
            session = (match["session"] or "").lower() or None
            written = " ".join(match[0].split()).strip(" ,(")
            return Conference(day, session, _tidy_place(place), written, how)
    return Conference(None, None, None, None, None)


def _tidy_place(match: re.Match[str] | None) -> str | None:
    if match is None or match[1] == "TP" or len(match[1].split()) > 14:  # noqa: PLR2004 - no name of a hall is longer
        return None
    return " ".join(match[1].split())


def _is_meeting_day(words: str, match: re.Match[str]) -> bool:
    if _CLOCK.match(words, match.start("day")) or "vừa qua" in words[match.end() : match.end() + 12]:
        return False
    named = match["session"] or match["word"]
    if not named and not (match["year"] and match.start() < 5):  # noqa: PLR2004 - a dateline
        return False
    around = words[max(0, match.start() - 260) : match.end() + 420]
    return bool(_MEETING.search(around))


def _with_year(
    words: str, match: re.Match[str], period: Period | None, published: datetime | None
) -> tuple[date | None, str | None]:
    day, month = int(match["day"]), int(match["month"])
    if match["year"]:
        return _date(int(match["year"]), month, day), "text"
    if period is not None and not _LOOKS_BACK.search(words):
        return _date(period.end.year, month, day), "period"
    if published is not None:
        year = published.year if (month, day) <= (published.month, published.day) else published.year - 1
        return _date(year, month, day), "published"
    if period is None:
        return None, None
    return _date(_year_of_review(period, month), month, day), "period"


def _year_of_review(period: Period, month: int) -> int:
    """Return the year a review is held in: by late summer of the next year, or its last months.

    The review of 2018 on 12/3 was in 2019, that of 2022 on 27/12 in 2022, that of
    2016-2020 on 28/9 in 2020.
    """
    if month > period.end.month:
        return period.end.year
    if period.type in {"half", "quarter", "month", "span"} and period.end.month < 12:  # noqa: PLR2004
        return period.end.year if month >= period.end.month else period.end.year + 1
    return period.end.year if month > _REVIEW_UNTIL_MONTH else period.end.year + 1


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# -- committee and unit --------------------------------------------------------------------


def _committee(text: str) -> Committee:
    full = None
    for match in _COMMITTEE_FULL.finditer(text):
        name, scope = " ".join(match[1].split()), match[2]
        if name.isupper():
            name, scope = _lower_but_names(name), scope and scope.lower()
        full = f"Ban Chỉ đạo {name}" + (f" {scope}" if scope else "")
        break
    short = None
    named = [" ".join(match[0].split()) for match in _COMMITTEE_SHORT.finditer(text)]
    if named:
        scoped = [name for name in named if re.search(_SCOPE, name)]
        short = (scoped or named)[0]
    elif upper := _COMMITTEE_UPPER.search(text):
        short = upper[0].title().replace("Chỉ Đạo", "Chỉ đạo")
    elif _GRANDER.search(text):
        short = "Ban Chỉ đạo"
    return Committee(full, short)


def _lower_but_names(name: str) -> str:
    lower = name.lower().replace("tổ quốc", "Tổ quốc")
    return lower.replace("toàn dân", "Toàn dân")


_LEVELS = {
    "tỉnh": "province", "thành phố": "province", "huyện": "district", "quận": "district",
    "thị xã": "district", "xã": "commune", "phường": "commune", "thị trấn": "commune",
    "đặc khu": "commune", "chính phủ": "central", "trung ương": "central",
}  # fmt: skip
_LEVEL_OF_COMMITTEE = re.compile(
    rf"(?i)(?:ban chỉ đạo 138|bcđ 138|ban chỉ đạo[^.\n]{{0,160}}?tổ quốc[\"”]?(?: \([^)]*\))?)[ \n]+({_SCOPE})\b"
)
_LEVEL_WORD = re.compile(r"(?i)(?:ubnd|ủy ban nhân dân|công an|tỉnh ủy)\s+(tỉnh|thành phố|huyện|quận|thị xã|xã|phường|đặc khu)")
_LOCAL_UNIT = re.compile(
    rf"(?:(?:Ban [Cc]hỉ đạo 138|UBND|Ủy ban nhân dân|Công an)\s+)(xã|phường|thị trấn|đặc khu|huyện|thị xã|quận)\s+({_NAME}(?: \([^)\n]+\))?)"
)
_LOCAL_UPPER = re.compile(
    rf"(?:BAN CHỈ ĐẠO 138|UBND|ỦY BAN NHÂN DÂN|TỔ QUỐC[\"”]?)\s+(XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU|HUYỆN|THỊ XÃ|QUẬN|TỈNH|THÀNH PHỐ)\s+([{UPPER} ]+[{UPPER}])(\s*\([^)\n]+\))?"
)
_AGENCY = re.compile(
    r"(?im)^\s*((?:viện kiểm sát nhân dân|tòa án nhân dân|sở [\wÀ-ỹ, ]+?|ủy ban mttq việt nam|ủy ban mặt trận tổ quốc việt nam"
    r"|bộ chỉ huy bộ đội biên phòng|hội [\wÀ-ỹ ]+?|đoàn thanh niên[\wÀ-ỹ ]*?|chi cục [\wÀ-ỹ ]+?|cục [\wÀ-ỹ ]+?|tỉnh đoàn)\s+"
    r"(?:tỉnh|thành phố|xã|phường)\s+[\wÀ-ỹ -]+?(?:\s*\([^)\n]+\))?)\s*$"
)
_OTHER_PROVINCE = re.compile(
    rf"(?:138|địa bàn|[Tt]oàn|Công an|UBND|Ủy ban nhân dân)\s+(tỉnh|thành phố)\s+"
    rf"([{UPPER}]\w*(?: [{UPPER}]\w*){{0,2}}(?: \([^)\n]+\))?)(?=\s+(?:tổ chức|năm|đã|và|về|trong|có|-|–|xảy)|[,.;:\n)]|$)"
)


def _unit(
    text: str, lines: list[Line], vocabulary: Vocabulary, day: date | None
) -> tuple[UnitNamed, str | None]:
    """Return the unit the text names, if it does, and its level. Never a guess."""
    head = "\n".join(text[line.start : line.end] for line in lines[:9])
    agency = _AGENCY.search(head)
    if agency:
        return UnitNamed(_in_sentence_case(agency[1]), None, "text"), _level_of_name(agency[1])
    upper = _LOCAL_UPPER.search(head)
    if upper and upper[1] not in {"TỈNH", "THÀNH PHỐ"}:
        name = f"{upper[1].capitalize()} {upper[2].title()}{(upper[3] or '').lower()}"
        return UnitNamed(name, None, "text"), _LEVELS[upper[1].lower()]
    level = _level(text)
    if level in {"commune", "district"}:
        local = _LOCAL_UNIT.search(text)
        if local:
            return UnitNamed(f"{local[1].capitalize()} {local[2]}", None, "text"), level
        return UnitNamed(None, None, "absent"), level
    place = _province(text, vocabulary.places, day)
    if place is not None:
        return UnitNamed(place.name, place.code, "text"), level or "province"
    named = _OTHER_PROVINCE.search(text)
    if named:
        return UnitNamed(named[2], None, "text"), level or "province"
    if upper:
        return UnitNamed(f"{upper[2].title()}{(upper[3] or '').lower()}", None, "text"), "province"
    return UnitNamed(None, None, "absent"), level


def _in_sentence_case(name: str) -> str:
    words = " ".join(name.split())
    if not words.isupper() and words != words.upper():
        return words
    lower = words.lower()
    for scope in (" tỉnh ", " thành phố ", " xã ", " phường "):
        if scope in lower:
            before, after = lower.split(scope, 1)
            bare, _, note = after.partition(" (")
            return (before.capitalize() + scope + bare.title() + (f" ({note}" if note else ""))
    return lower.capitalize()


def _level_of_name(name: str) -> str:
    return "commune" if re.search(r"(?i)\b(?:xã|phường)\b", name) else "province"


def _level(text: str) -> str | None:
    match = _LEVEL_OF_COMMITTEE.search(text) or _LEVEL_WORD.search(text)
    if match is None:
        return None
    scope = plain(match[1])
    return _LEVELS.get(scope)


def _province(text: str, places: tuple[PlaceName, ...], day: date | None) -> PlaceName | None:
    """Return the province that the text names as its own.

    "tỉnh X", "UBND tỉnh X" or "Công an tỉnh X" weighs more than the bare name, a bare name
    that opens a clause more than one inside. Two that weigh the same are no answer.
    """
    weights: dict[str, int] = {}
    by_name: dict[str, PlaceName] = {}
    for place in places:
        if not place.valid_on(day) or place.name not in text:
            continue
        weight = 0
        for match in re.finditer(rf"(?<!\w){re.escape(place.name)}(?!\w)", text):
            before = text[max(0, match.start() - 14) : match.start()]
            after = text[match.end() : match.end() + 3]
            if re.search(r"(?:tỉnh|thành phố|TP\.?|Thành phố|Tỉnh)\s$", before):
                weight += 3
            elif re.search(r"(?:^|[.\n–-]\s*|Báo |báo |của |và nhân dân )$", before):
                weight += 2
            elif re.search(rf"[{UPPER}]\w*\s$", before) or re.match(rf" [{UPPER}]", after):
                continue
            else:
                weight += 1
        if weight:
            weights[place.name] = weight
            by_name[place.name] = place
    if not weights:
        return None
    best = max(weights.values())
    winners = [name for name, weight in weights.items() if weight == best]
    return by_name[winners[0]] if len(winners) == 1 else None
