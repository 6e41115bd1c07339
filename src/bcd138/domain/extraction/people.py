"""Reads who acted in office at the meeting, and who wrote about it.

A name counts only beside a position: nobody else is ever picked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bcd138.domain.extraction.lines import UPPER, Line
from bcd138.domain.extraction.reading import Person

_WORD = rf"[{UPPER}]\w+"
_NAME = rf"(?:{_WORD}|[{UPPER}])(?:\s+(?:{_WORD}|[{UPPER}](?=\s))){{1,4}}"
_RANK = (
    r"(?:Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|Thượng tá|Trung tá|Thiếu tá"
    r"|Đại úy|Thượng úy)"
)
_OFFICE = (
    r"(?:[UỦ]ỷ viên|Ủy viên|Tỉnh ủy viên|Thành ủy viên|Huyện ủy viên|Đảng ủy viên|Phó Bí thư"
    r"|Bí thư|Phó [Cc]hủ tịch|Chủ tịch|Phó [Gg]iám đốc|Giám đốc|Phó [Tt]rưởng|Trưởng"
    r"|Phó Viện trưởng|Viện trưởng|Phó Chánh|Chánh án|Chánh|Phó Thủ tướng|Bộ trưởng|Thứ trưởng"
    r"|Phó Cục trưởng|Cục trưởng|Chỉ huy trưởng|Chính ủy|Phó Tư lệnh|Tư lệnh|Phó Tổng|Tổng"
    r"|Đại biểu Quốc hội|Chủ nhiệm|Hiệu trưởng|Quyền Chủ tịch|Q\. Chủ tịch)(?!\w)"
)
_HEAD_OF_COMMITTEE = (
    r"Trưởng [Bb]an [Cc]hỉ đạo [Pp]hòng(?:[^.;()\n]*?[Tt]ổ quốc[\"”]?|,? chống tội phạm)"
    r"(?:\s*\([^)]*\))?(?:\s(?:tỉnh|xã|thành phố)(?!\w))?"
)
_POSITION = rf"(?:{_RANK}|{_HEAD_OF_COMMITTEE}|{_OFFICE}[^,;.\n–()“\"]*?)"
_POSITIONS = rf"(?P<positions>{_POSITION}(?:\s*(?:,|–|;? ?-)\s+{_POSITION})*)"
_VERBS = (
    r"đã |chủ trì|dự |tham dự|phát biểu|đến dự|trao |yêu cầu|nhấn mạnh|đề nghị"
    r"|chỉ đạo(?! (?:138|[Pp]hòng))|cho biết|khẳng định|biểu dương|ghi nhận|kết luận|điều hành"
    r"|đồng chủ trì|cùng |và |tặng |đánh giá|thừa ủy|báo cáo|khen|cảm ơn|giao|kêu gọi|bế mạc"
    r"|khai mạc|trình bày|thay mặt|làm "
)
_ENDS = rf"(?=\s*(?:[,;.\n–()]|\s-\s|$|{_VERBS}))"
_NAME_THEN_POSITIONS = re.compile(
    rf"(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à|(?P<rank>{_RANK}))[:\s]\s*(?:(?P<rank2>{_RANK})\s+)?"
    rf"(?P<name>{_NAME})\s*(?:,|–|-|:)\s*{_POSITIONS}{_ENDS}"
)
_BARE_NAME_THEN_POSITIONS = re.compile(
    rf"(?:^|(?<=[.;:\n]\s)|(?<=[.;:\n]))\s*(?P<name>{_NAME})\s*(?:,|–|-)\s*{_POSITIONS}{_ENDS}"
)
_BODIES = (
    r"(?:\s+(?:UBND|HĐND|UBMTTQ|MTTQ|[UỦủ]y ban|Hội đồng|[Cc]ông an|Tỉnh ủy|tỉnh|thành phố|xã"
    r"|phường|nhân dân|huyện|Việt Nam|Mặt trận|Tổ quốc|Bộ|[Tt]hường trực|[Bb]an|[Cc]hỉ đạo|138"
    r"|Sở|Nội vụ|Tư pháp|Chính phủ|Cục|Đảng|ủy|Phòng|Quốc hội|thị xã|thị trấn|BCĐ|VKSND|TAND"
    r"|TP\.?|Viện|kiểm sát|Tòa án))"
)
_POSITION_THEN_NAME = re.compile(
    rf"(?P<positions>{_OFFICE}(?:{_BODIES}){{1,8}})\s+(?:đồng chí\s+)?(?P<name>{_NAME})"
    r"(?=\s+(?:đến|dự|phát|chủ|trao|nhấn|yêu|đã|kết|chỉ|tặng|khẳng|biểu|đánh|ghi|đề|cho|tham"
    r"|điều)|\s*[,.–;\n]|$)"
)
_EACH_POSITION = re.compile(rf"{_POSITION}(?=\s*(?:,|–|;|\s-\s|$))")
_MAY_NAME_SOMEBODY = re.compile(
    r"ủy viên|ỷ viên|í thư|hủ tịch|iám đốc|rưởng|hánh|ư lệnh|ướng|[ĐTđt]\S* tá"
)
_NOT_NAMES = frozenset(
    {"Ông", "Bà", "Chị", "Anh", "TP", "Đ", "Ủy", "Công", "Ban", "Hội", "Bộ", "Sở", "Tỉnh", "Chủ",
     "Phó", "Giám", "Trưởng", "Đảng", "Quốc", "Chính", "Mặt", "Tòa", "Viện", "Bằng", "Cờ", "Giấy",
     "Nhân", "Các", "Đồng", "Theo", "Tại", "Thường", "Phòng", "Năm", "Tết", "Thành", "Huyện",
     "Báo", "Trung", "Văn", "Bí"}
)  # fmt: skip
_SURNAMES_AMONG_THEM = frozenset({"Công", "Thành", "Trung", "Văn"})
_NEVER_IN_A_NAME = frozenset({"Ủy", "Ban", "Bộ", "Sở", "Tỉnh", "Hội", "UBND", "Nghị"})
_COMRADES = r"(?:các )?(?:[Đđ]ồng chí|ông|bà)?[:\s]*$"
_PRESIDED_BY = re.compile(rf"(?:[Đđ]ồng c|[Cc])hủ trì[^.;]{{0,40}}(?:có|của|gồm|:)?\s*{_COMRADES}")
_ATTENDED_BY = re.compile(rf"(?:[Dd]ự|[Tt]ham dự|[Đđ]ến dự)[^.;]{{0,50}}(?:có|:)\s*{_COMRADES}")
_SPOKEN_BY = re.compile(r"[Pp]hát biểu[^.]{0,40},?\s*(?:đồng chí)?\s*$")
_DONE_BY = re.compile(r"do\s*(?:đồng chí\s*|ông\s*|bà\s*)?$")
_PRESIDES_ALL = re.compile(r"\W*(?:(?:Đồng c|C)hủ trì|Các đồng chí:?[^.]*đồng chủ trì)")
_ROLE_WORDS = (
    ("chair", re.compile(r"chủ trì|điều hành hội nghị")),
    ("attendee", re.compile(r"dự\b")),
    ("speaker", re.compile(
        r"[Pp]hát biểu|kết luận|báo cáo|yêu cầu|nhấn mạnh|đề nghị|trình bày|chỉ đạo"
    )),
)  # fmt: skip
_RANKING = {"chair": 0, "attendee_director": 1, "speaker": 2, "attendee": 3}
_LEVEL_WORDS = (" tỉnh", " huyện", " xã", " phường", " thành phố", " thị xã", " quận")
_WORDS_OF_A_PERSON = 3
_LEAD, _REST = 70, 90
_SIGNED = re.compile(
    r"\s*(?P<what>Tin,? ảnh|Bài,? ảnh|Tin và ảnh|Bài và ảnh|Tin,? bài|Tin|Bài|Thực hiện|Tác giả)"
    rf"\s*:\s*(?P<name>[{UPPER}][\w. -]{{1,40}}?)\s*$"
)
_PHOTO = re.compile(rf"Ảnh\s*:\s*(?P<name>[{UPPER}][\w. ]{{0,30}}?)\s*\.?\s*$")
_ONE_WRITER = rf"{_WORD}(?:\s+{_WORD}){{1,3}}"
_SIGNATURE = re.compile(
    rf"\s*(?:{_RANK}\s+)?(?P<name>{_ONE_WRITER}(?:\s+-\s+{_ONE_WRITER})?)(?:\s+\([^)]*\))?\s*$"
)
_BYLINE = re.compile(rf"\s*(?P<name>{_ONE_WRITER})\s+-\s+\d{{1,2}}/\d{{1,2}}/\d{{4}}")
_OFFICES_IN_CAPITALS = re.compile(
    r"(?i)trưởng|ban|viện|chủ tịch|giám đốc|chánh|ủy|nhân dân|công an|tịch"
)
_SIGNED_WITHIN, _SIGNATURE_WITHIN = 6, 4


@dataclass(slots=True)
class _Mention:
    """One place where a person is named: the positions given there and what they do."""

    name: str
    positions: list[str]
    roles: set[str]
    directs: bool
    start: int
    end: int


def read_people(text: str, lines: list[Line]) -> tuple[Person, ...]:
    """Return office-holders with position and role, then authors and photographers.

    Several chairs are all kept; a person named twice has the fuller list of positions, the
    shorter wording of it, and the weightiest role.
    """
    mentions: dict[str, list[_Mention]] = {}
    for line in lines:
        for start, end in line.sentences:
            if _MAY_NAME_SOMEBODY.search(text, start, end):
                for mention in _mentions(text[start:end], start):
                    mentions.setdefault(mention.name, []).append(mention)
    people = [_person(group) for group in mentions.values()]
    people.sort(key=lambda person: (_RANKING[person.role], person.start))
    return (*people, *_writers(text, lines))


def _mentions(sentence: str, offset: int) -> Iterator[_Mention]:
    seen: set[str] = set()
    for pattern in (_NAME_THEN_POSITIONS, _BARE_NAME_THEN_POSITIONS, _POSITION_THEN_NAME):
        for match in pattern.finditer(sentence):
            name = " ".join(match["name"].split())
            after_office = pattern is _POSITION_THEN_NAME
            if (
                _is_name(name)
                and name not in seen
                and not (after_office and _is_place(match, name))
            ):
                seen.add(name)
                yield _mention(sentence, match, name, offset)


def _mention(sentence: str, match: re.Match[str], name: str, offset: int) -> _Mention:
    groups = match.groupdict()
    rank = groups.get("rank") or groups.get("rank2")
    positions = [
        " ".join(one.split()).strip(" ,–-") for one in _EACH_POSITION.findall(match["positions"])
    ]
    lead = sentence[max(0, match.start() - _LEAD) : match.start()]
    rest = sentence[match.end() :]
    return _Mention(
        name=name,
        positions=[rank, *positions] if rank else positions,
        roles={"chair"} if _PRESIDES_ALL.match(sentence) else _roles(lead, rest),
        directs="phát biểu chỉ đạo" in f"{lead} {rest[:40]}".lower() or "và chỉ đạo" in rest[:50],
        start=offset + match.start("name"),
        end=offset + match.end("name"),
    )


def _is_place(match: re.Match[str], name: str) -> bool:
    """Tell "Chủ tịch UBND huyện Quan Sơn": two words after a level name the place."""
    positions = match["positions"].rstrip()
    return positions.endswith(_LEVEL_WORDS) and len(name.split()) < _WORDS_OF_A_PERSON


def _is_name(name: str) -> bool:
    words = name.split()
    starts_like_one = words[0] not in _NOT_NAMES or words[0] in _SURNAMES_AMONG_THEM
    return starts_like_one and not _NEVER_IN_A_NAME.intersection(words)


def _roles(lead: str, rest: str) -> set[str]:
    """Return what the person does: the verb after the positions, or the one before."""
    after = re.split(r"[.;\n]", rest)[0][:_REST]
    if _DONE_BY.search(lead) and "chủ trì" in after:
        return {"chair"}
    roles = {role for role, words in _ROLE_WORDS if words.search(after)}
    if _ATTENDED_BY.search(lead):
        roles.add("attendee")
        if "chủ trì" not in after[:25]:
            roles.discard("chair")
    if _PRESIDED_BY.search(lead) and "đến dự" not in lead:
        roles.add("chair")
    if _SPOKEN_BY.search(lead):
        roles.add("speaker")
    return roles


def _person(group: list[_Mention]) -> Person:
    roles = set[str]().union(*(mention.roles for mention in group))
    if "chair" in roles:
        role = "chair"
    elif "attendee" in roles and any(mention.directs for mention in group):
        role = "attendee_director"
    else:
        role = "speaker" if "speaker" in roles else "attendee"
    best = max(group, key=lambda one: (len(one.positions), -len(", ".join(one.positions))))
    return Person(best.name, ", ".join(best.positions), role, group[0].start, group[0].end)


def _writers(text: str, lines: list[Line]) -> list[Person]:
    """Return who wrote: "Tin, ảnh: …", a byline at the head, a name alone near the end."""
    found: list[Person] = []
    for line in lines[-_SIGNED_WITHIN:]:
        if match := _SIGNED.match(text[line.start : line.end]):
            found += _writers_named(match, line, _author_of(match["what"]), "author")
    if not any(one.role == "author" for one in found):
        found = [*_signature(text, lines), *found]
    photographed = any("ảnh" in one.position for one in found)
    photos = (
        (match, line) for line in lines if (match := _PHOTO.search(text[line.start : line.end]))
    )
    if not photographed and (photo := next(photos, None)):
        named = _writers_named(*photo, "chụp ảnh", "photographer")
        found += [one for one in named if one.name not in {other.name for other in found}]
    return found


def _signature(text: str, lines: list[Line]) -> list[Person]:
    for line in reversed(lines[1:][-_SIGNATURE_WITHIN:]):
        match = _SIGNATURE.match(text[line.start : line.end])
        if match and _is_writer(match["name"]):
            return _writers_named(match, line, "tác giả", "author")
    for line in lines[:_SIGNED_WITHIN]:
        if match := _BYLINE.match(text[line.start : line.end]):
            return _writers_named(match, line, "tác giả", "author")
    return []


def _is_writer(name: str) -> bool:
    if name.isupper():
        return _OFFICES_IN_CAPITALS.search(name) is None
    return _is_name(name)


def _author_of(what: str) -> str:
    return "tác giả (tin, ảnh)" if "ảnh" in what.lower() else "tác giả"


def _writers_named(match: re.Match[str], line: Line, position: str, role: str) -> list[Person]:
    """Return the one or two names of a byline ("Huy Thành - Lò Thái")."""
    writers: list[Person] = []
    at = match.start("name")
    for name in re.split(r"\s+-\s+", match["name"]):
        start = line.start + match.string.index(name, at)
        writers.append(Person(" ".join(name.split()), position, role, start, start + len(name)))
        at += len(name)
    return writers
