"""Reads the committee's name and the org unit and level it stands for; never guesses one."""

from __future__ import annotations

import re
from datetime import date

from bcd138.domain.extraction.lines import UPPER, Line
from bcd138.domain.extraction.reading import Committee, UnitNamed
from bcd138.domain.extraction.vocabulary import PlaceName, plain

_SCOPE = r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|Chính phủ|Trung ương)"
_NAME = rf"[{UPPER}]\w*(?:[ -]+(?:- )?[{UPPER}]\w*){{0,4}}"
_NOTE = r"(?:\s*\((?:minh họa|MINH HỌA|giả định)\))?"
_FULL = re.compile(
    r"(?i)ban chỉ đạo (?:138 )?("
    r"(?:phòng,? chống|xây dựng|thực hiện phong trào|phong trào)[^.\n;()]{0,170}?tổ quốc[\"”]?"
    r"|phòng,? chống tội phạm(?:,? (?:và )?tệ nạn xã hội)?)"
    r"(?:\s*\((?:XDPT|PTT|viết tắt|Ban|BCĐ)[^)]*\))*"
    rf"(?:\s+({_SCOPE})(?!\w))?",
)
_SHORT = re.compile(rf"(?:Ban [Cc]hỉ đạo|BCĐ) 138(?:/[A-ZĐ]+)?(?: {_SCOPE}(?: {_NAME})?)?")
_SHORT_UPPER = re.compile(r"BAN CHỈ ĐẠO 138[^\n]*")
_SHORTEST = re.compile(r"[Bb]an [Cc]hỉ đạo(?! 138)(?= [A-ZĐ]| tiếp| tỉnh|,|\.)")

_LEVELS = {
    "tỉnh": "province", "thành phố": "province", "huyện": "district", "quận": "district",
    "thị xã": "district", "xã": "commune", "phường": "commune", "thị trấn": "commune",
    "đặc khu": "commune", "chính phủ": "central", "trung ương": "central",
}  # fmt: skip
_LEVEL_OF_COMMITTEE = re.compile(
    r"(?i)(?:ban chỉ đạo 138|bcđ 138"
    r"|ban chỉ đạo[^.\n]{0,160}?tổ quốc[\"”]?(?: \([^)]*\))?)[ \n]+"
    rf"({_SCOPE})\b"
)
_LEVEL_OF_OFFICE = re.compile(
    r"(?i)(?:ubnd|ủy ban nhân dân|công an|tỉnh ủy)\s+"
    r"(tỉnh|thành phố|huyện|quận|thị xã|xã|phường|đặc khu)"
)
_LOCAL = re.compile(
    r"(?:Ban [Cc]hỉ đạo 138|UBND|Ủy ban nhân dân|Công an)\s+"
    rf"(xã|phường|thị trấn|đặc khu|huyện|thị xã|quận)\s+({_NAME}{_NOTE})"
)
_LOCAL_ACTS = re.compile(
    r"(?<!\w)(xã|phường|thị trấn|đặc khu|huyện|thị xã|quận|Xã|Phường|Huyện|Thị xã|Thị trấn)\s+"
    rf"([{UPPER}]\w*(?: [{UPPER}]\w*){{0,3}}{_NOTE})"
    r"(?=(?:,? \(?(?:tỉnh|thành phố|huyện) [^.;)]+?\)?)? (?:tổ chức|đã tổ chức|tổng kết|được chọn))"
)
_IN_CAPITALS = re.compile(
    r"(?:BAN CHỈ ĐẠO 138|UBND|ỦY BAN NHÂN DÂN|TỔ QUỐC[\"”]?)\s+"
    r"(XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU|HUYỆN|THỊ XÃ|QUẬN|TỈNH|THÀNH PHỐ)\s+"
    rf"([{UPPER} ]+[{UPPER}])({_NOTE})"
)
_AGENCY = re.compile(
    r"(?im)^\s*((?:viện kiểm sát nhân dân|tòa án nhân dân|sở [\w, ]+?|ủy ban mttq việt nam"
    r"|ủy ban mặt trận tổ quốc việt nam|bộ chỉ huy bộ đội biên phòng|hội [\w ]+?"
    r"|đoàn thanh niên[\w ]*?|chi cục [\w ]+?|cục [\w ]+?|tỉnh đoàn)\s+"
    rf"(?:tỉnh|thành phố|xã|phường)\s+[\w -]+?{_NOTE})\s*$"
)
_OTHER_PROVINCE = re.compile(
    r"(?:138\)?|địa bàn|[Tt]oàn|Công an|UBND|Ủy ban nhân dân)\s+(?:tỉnh|thành phố)\s+"
    rf"([{UPPER}]\w*(?: [{UPPER}]\w*){{0,2}}{_NOTE})"
    r"(?=\s+(?:tổ chức|năm|đã|và|về|trong|có|-|–|xảy)|[,.;:\n)]|$)"
)
_PLACE_WORD = re.compile(r"(?i)(?:tỉnh|thành phố|tp\.?)\s$")
_OPENS_A_CLAUSE = re.compile(r"(?:^|[.\n–-]\s*|[Bb]áo |của |và nhân dân )$")
_LONGER_NAME_BEFORE = re.compile(rf"[{UPPER}]\w*\s$")
_LONGER_NAME_AFTER = re.compile(rf" [{UPPER}]")
_HEAD_LINES = 9


def read_committee(text: str) -> Committee:
    """Return the committee's full and short name, each as far as the text gives it."""
    full = None
    if match := _FULL.search(text):
        name, scope = " ".join(match[1].split()), match[2]
        if name.isupper():
            name = name.lower().replace("tổ quốc", "Tổ quốc").replace("toàn dân", "Toàn dân")
            scope = scope and scope.lower()
        full = f"Ban Chỉ đạo {name}" + (f" {scope}" if scope else "")
    return Committee(full, _short_name(text))


def _short_name(text: str) -> str | None:
    named = [" ".join(match[0].split()) for match in _SHORT.finditer(text)]
    if named:
        return next((name for name in named if re.search(_SCOPE, name)), named[0])
    if upper := _SHORT_UPPER.search(text):
        return upper[0].title().replace("Chỉ Đạo", "Chỉ đạo")
    return "Ban Chỉ đạo" if _SHORTEST.search(text) else None


def read_unit(
    text: str, lines: list[Line], places: tuple[PlaceName, ...], day: date | None
) -> tuple[UnitNamed, str | None]:
    """Return the unit the text names as its own and its level, or that it names none."""
    head = "\n".join(text[line.start : line.end] for line in lines[:_HEAD_LINES])
    if agency := _AGENCY.search(head):
        local = re.search(r"(?i)\b(?:xã|phường)\b", agency[1])
        return _named(_in_sentence_case(agency[1])), "commune" if local else "province"
    capitals = _IN_CAPITALS.search(head)
    level = _LEVELS[capitals[1].lower()] if capitals else _level(text)
    if level in {"commune", "district"}:
        return _local_unit(text, capitals), level
    if (place := _province(text, places, day)) is not None:
        return UnitNamed(place.name, place.code, "text"), level or "province"
    if other := _OTHER_PROVINCE.search(text):
        return _named(other[1]), level or "province"
    return _named(_title_case(capitals)) if capitals else _absent(), level


def _local_unit(text: str, capitals: re.Match[str] | None) -> UnitNamed:
    """Return a commune's or district's name with its type, from the heading or the text."""
    if capitals is not None:
        return _named(f"{capitals[1].capitalize()} {_title_case(capitals)}")
    acts = _LOCAL_ACTS.search(text)
    named = (one for one in _LOCAL.finditer(text) if not _is_an_officer(text, one.start()))
    local = acts or next(named, None)
    return _named(f"{local[1].capitalize()} {local[2]}") if local else _absent()


def _is_an_officer(text: str, at: int) -> bool:
    """Tell "Trưởng Công an xã Vi Văn Thượng": the name is a person's."""
    return text[max(0, at - 7) : at].strip().lower().endswith(("trưởng", "phó"))


def _named(name: str) -> UnitNamed:
    return UnitNamed(name, None, "text")


def _absent() -> UnitNamed:
    return UnitNamed(None, None, "absent")


def _title_case(capitals: re.Match[str]) -> str:
    return capitals[2].title() + (capitals[3] or "").lower()


def _in_sentence_case(name: str) -> str:
    """Return an agency's name from a heading in capitals as it stands in a sentence."""
    words = " ".join(name.split())
    if not words.isupper():
        return words
    for scope in (" tỉnh ", " thành phố ", " xã ", " phường "):
        office, found, place = words.lower().partition(scope)
        if found:
            bare, note, rest = place.partition(" (")
            return office.capitalize() + scope + bare.title() + note + rest
    return words.capitalize()


def _level(text: str) -> str | None:
    match = _LEVEL_OF_COMMITTEE.search(text) or _LEVEL_OF_OFFICE.search(text)
    return _LEVELS.get(plain(match[1])) if match else None


def _province(text: str, places: tuple[PlaceName, ...], day: date | None) -> PlaceName | None:
    """Return the province that the text names as its own.

    "tỉnh X" weighs more than the bare name, a bare name that opens a clause more than one
    inside; part of a longer name (a person's) weighs nothing. Two provinces that weigh the
    same are no answer.
    """
    weighed = [
        (weight, place)
        for place in places
        if place.name in text and place.valid_on(day) and (weight := _weight(text, place.name))
    ]
    if not weighed:
        return None
    best = max(weight for weight, _ in weighed)
    winners = [place for weight, place in weighed if weight == best]
    return winners[0] if len(winners) == 1 else None


def _weight(text: str, name: str) -> int:
    weight = 0
    bare = re.escape(name)
    # The name first: then the search jumps from one to the next.
    for match in re.finditer(rf"{bare}(?<!\w{bare})(?!\w)", text):
        before = text[max(0, match.start() - 14) : match.start()]
        if _PLACE_WORD.search(before):
            weight += 3
        elif _OPENS_A_CLAUSE.search(before):
            weight += 2
        elif not (
            _LONGER_NAME_BEFORE.search(before) or _LONGER_NAME_AFTER.match(text, match.end())
        ):
            weight += 1
    return weight
