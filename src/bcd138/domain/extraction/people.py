"""Reads who acted in office at the meeting, and who wrote about it.

A name counts only beside a position: nobody else is ever picked up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bcd138.domain.extraction.lines import UPPER, Line, sentences_of
from bcd138.domain.extraction.reading import Person

_WORD = rf"[{UPPER}]\w+"
_NAME = rf"{_WORD}(?:\s+{_WORD}){{1,4}}"
_RANK = r"(?:Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thượng úy)"
_POSITION_HEAD = (
    r"(?:Ủy viên|Uỷ viên|Tỉnh ủy viên|Thành ủy viên|Huyện ủy viên|Đảng ủy viên|Phó Bí thư|Bí thư|Phó Chủ tịch|Phó chủ tịch"
    r"|Chủ tịch|Phó Giám đốc|Phó giám đốc|Giám đốc|Phó Trưởng|Phó trưởng|Trưởng|Phó Viện trưởng|Viện trưởng|Phó Chánh"
    r"|Chánh án|Chánh|Phó Thủ tướng|Bộ trưởng|Thứ trưởng|Phó Cục trưởng|Cục trưởng|Chỉ huy trưởng|Chính ủy|Phó Tư lệnh"
    r"|Tư lệnh|Phó Tổng|Tổng|Đại biểu Quốc hội|Chủ nhiệm|Hiệu trưởng|Quyền Chủ tịch|Q\. Chủ tịch)"
)
_PART = rf"(?:{_RANK}|Trưởng [Bb]an [Cc]hỉ đạo [Pp]hòng(?:[^.;()\n]*?[Tt]ổ quốc[\"”]?|,? chống tội phạm)(?:\s*\([^)]*\))?(?:\s(?:tỉnh|xã|thành phố)(?!\w))?|{_POSITION_HEAD}(?!\w)[^,;.\n–()“\"]*?(?:\s[“\"][^”\"]*[”\"](?:\s*\([^)]*\))?(?:\s(?:tỉnh|xã|thành phố)(?!\w))?)?)"
_STOP = r"(?=\s*(?:[,;.\n–()]|\s-\s|$|đã |chủ trì|dự |tham dự|phát biểu|đến dự|trao |yêu cầu|nhấn mạnh|đề nghị|chỉ đạo(?! (?:138|[Pp]hòng))|cho biết|khẳng định|biểu dương|ghi nhận|kết luận|điều hành|đồng chủ trì|cùng |và |tặng |đánh giá|thừa ủy|báo cáo|khen|cảm ơn|giao|kêu gọi|bế mạc|khai mạc|trình bày|thay mặt|làm ))"
_AFTER = re.compile(
    rf"(?:(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à|(?P<rank>{_RANK}))[:\s]\s*(?:(?P<rank2>{_RANK})\s+)?)"
    rf"(?P<name>{_NAME})\s*(?:,|–|-|:)\s*(?P<positions>{_PART}(?:\s*(?:,|–|;? ?-)\s+{_PART})*){_STOP}"
)
_BARE_AFTER = re.compile(
    rf"(?:^|(?<=[.;:\n]\s)|(?<=[.;:\n]))\s*(?P<name>{_NAME})\s*(?:,|–|-)\s*(?P<positions>{_PART}(?:\s*(?:,|–)\s+{_PART})*){_STOP}"
)
_SCOPES = r"(?:\s+(?:UBND|HĐND|UBMTTQ|MTTQ|Ủy ban|ủy ban|Hội đồng|Công an|công an|Tỉnh ủy|tỉnh|thành phố|xã|phường|nhân dân|huyện|Việt Nam|Mặt trận|Tổ quốc|Bộ|Thường trực|thường trực|Ban|ban|[Cc]hỉ đạo|138|Sở|Nội vụ|Tư pháp|Chính phủ|Cục|Đảng|ủy|Phòng|Quốc hội|thị xã|thị trấn|BCĐ|VKSND|TAND|TP|TP\.|Viện|kiểm sát|Tòa án))"
_BEFORE = re.compile(
    rf"(?P<position>{_POSITION_HEAD}(?:{_SCOPES}){{1,8}})\s+(?:đồng chí\s+)?(?P<name>{_NAME})(?=\s+(?:đến|dự|phát|chủ|trao|nhấn|yêu|đã|kết|chỉ|tặng|khẳng|biểu|đánh|ghi|đề|cho|tham|điều)|\s*[,.–;\n]|$)"
)
_NOT_NAMES = frozenset(
    {"Ông", "Bà", "Chị", "Anh", "TP", "Đ", "Ủy", "Công", "Ban", "Hội", "Bộ", "Sở", "Tỉnh", "Chủ", "Phó", "Giám", "Trưởng", "Đảng", "Quốc",
     "Chính", "Mặt", "Tòa", "Viện", "Bằng", "Cờ", "Giấy", "Nhân", "Các", "Đồng", "Theo", "Tại",
     "Thường", "Phòng", "Năm", "Tết", "Thành", "Huyện", "Báo", "Trung", "Hội", "Văn", "Bí"}
)  # fmt: skip
_NAMES_LIKE_TITLES = frozenset({"Công", "Thành", "Trung", "Văn", "Hội"})
_SIGNED = re.compile(
    rf"^\s*(?P<what>Tin,? ảnh|Bài,? ảnh|Tin và ảnh|Bài và ảnh|Tin,? bài|Tin|Bài|Thực hiện|Tác giả)\s*:\s*(?P<name>[{UPPER}][\w. -]{{1,40}}?)\s*$"
)
_PHOTO = re.compile(rf"Ảnh\s*:\s*(?P<name>[{UPPER}][\w. ]{{0,30}}?)\s*\.?\s*$")
_SIGNATURE = re.compile(rf"^\s*(?P<name>{_WORD}(?:\s+{_WORD}){{1,3}})\s*$")
_PARTS = re.compile(rf"{_PART}(?=\s*(?:,|–|;|\s-\s|$))")
_RANKING = {"chair": 0, "attendee_director": 1, "speaker": 2, "attendee": 3}
_ROLE_WORDS = (
    ("chair", re.compile(r"chủ trì|điều hành hội nghị|đồng chủ trì")),
    ("attendee", re.compile(r"đến dự|tham dự|[Dd]ự (?:[Hh]ội nghị|và|có)|cùng dự|dự$|dự\b")),
    ("speaker", re.compile(r"phát biểu|[Pp]hát biểu|kết luận|báo cáo|yêu cầu|nhấn mạnh|đề nghị|trình bày|chỉ đạo")),
)


@dataclass(slots=True)
class _Mention:
    name: str
    parts: list[str]
    roles: set[str]
    directs: bool
    start: int
    end: int


def read_people(text: str, lines: list[Line]) -> tuple[Person, ...]:
    """Return office-holders with position and role, then authors and photographers."""
    mentions: dict[str, list[_Mention]] = {}
    for line in lines:
        for start, end in sentences_of(text, line.start, line.end):
            for mention in _mentions(text, start, end):
                mentions.setdefault(mention.name, []).append(mention)
    people = [_person(group) for group in mentions.values()]
    people.sort(key=lambda person: (_RANKING.get(person.role, 9), person.start))
    return (*_only_one_chair(people), *_writers(text, lines))


def _mentions(text: str, start: int, end: int) -> list[_Mention]:
    found: list[_Mention] = []
    sentence = text[start:end]
    for pattern in (_AFTER, _BARE_AFTER, _BEFORE):
        for match in pattern.finditer(sentence):
            name = " ".join(match["name"].split())
            if not _is_name(name) or any(one.name == name for one in found):
                continue
            groups = match.groupdict()
            positions = groups.get("positions") or groups.get("position") or ""
            rank = groups.get("rank") or groups.get("rank2")
            parts = [" ".join(part.split()).strip(" ,–-") for part in _PARTS.findall(positions)]
            if rank:
                parts.insert(0, rank)
            rest = sentence[match.end() :]
            presides = re.match(r"\W*(?:Đồng c|C)hủ trì", sentence)
            lead = sentence[max(0, match.start() - 70) : match.start()]
            found.append(
                _Mention(
                    name,
                    parts,
                    {"chair"} if presides else _roles(lead, rest),
                    "phát biểu chỉ đạo" in lead.lower() or "phát biểu chỉ đạo" in rest[:40]
                    or "và chỉ đạo" in rest[:50],
                    start + match.start("name"),
                    start + match.end("name"),
                )
            )
    return found


def _is_name(name: str) -> bool:
    words = name.split()
    if words[0] in _NOT_NAMES - _NAMES_LIKE_TITLES:
        return False
    return not any(word in {"Ủy", "Ban", "Bộ", "Sở", "Tỉnh", "Hội", "UBND", "Nghị"} for word in words)


def _roles(lead: str, rest: str) -> set[str]:
    """Return what the person does: the verb after the positions, or the one before."""
    after = re.split(r"[.;\n]", rest)[0][:90]
    roles = {role for role, words in _ROLE_WORDS if words.search(after)}
    if re.search(r"(?:Đồng chủ trì|Chủ trì|chủ trì)[^.;]{0,40}(?:có|của|gồm|:)?\s*(?:các )?(?:[Đđ]ồng chí|ông|bà)?[:\s]*$", lead) and "đến dự" not in lead:
        roles.add("chair")
    opening = re.search(r"(?:[Dd]ự|[Tt]ham dự|[Đđ]ến dự)[^.;]{0,50}(?:có|:)\s*(?:các )?(?:đồng chí)?[:\s]*$", lead)
    if opening:
        roles.add("attendee")
        roles.discard("chair") if "chủ trì" not in after[:25] else None
    if re.search(r"(?:do|dưới sự chủ trì của|chủ trì(?: hội nghị)?(?: có)?:?)\s*(?:đồng chí\s*|ông\s*|bà\s*)?$", lead) \
            and re.search(r"chủ trì|do\s*(?:đồng chí\s*|ông\s*|bà\s*)?$", lead):
        if "chủ trì" in lead or "chủ trì" in after:
            roles = {"chair"}
    if re.search(r"[Pp]hát biểu[^.]{0,40},?\s*(?:đồng chí)?\s*$", lead):
        roles.add("speaker")
    return roles


def _person(group: list[_Mention]) -> Person:
    roles = set().union(*(mention.roles for mention in group))
    role = "attendee"
    if "chair" in roles:
        role = "chair"
    elif "attendee" in roles and any(mention.directs for mention in group):
        role = "attendee_director"
    elif "speaker" in roles:
        role = "speaker"
    best = max(group, key=lambda one: (len(one.parts), -len(", ".join(one.parts))))
    return Person(best.name, ", ".join(best.parts), role, group[0].start, group[0].end)


def _only_one_chair(people: list[Person]) -> list[Person]:
    """Keep every chair the text names; co-chairs are real, so nothing is dropped."""
    return people


def _writers(text: str, lines: list[Line]) -> list[Person]:
    found: list[Person] = []
    for line in lines[max(0, len(lines) - 6) :]:
        words = text[line.start : line.end]
        signed = _SIGNED.match(words)
        if signed:
            what = signed["what"].lower()
            position = "tác giả (tin, ảnh)" if "ảnh" in what else "tác giả"
            found.append(_writer(signed, line, position, "author"))
    photo = next(
        ((m, line) for line in lines if (m := _PHOTO.search(text[line.start : line.end]))), None
    )
    if photo is not None and not any(one.role == "author" and "ảnh" in one.position for one in found):
        found.append(_writer(photo[0], photo[1], "chụp ảnh", "photographer"))
    if not any(one.role == "author" for one in found):
        for line in reversed(lines[max(1, len(lines) - 4) :]):
            signature = _SIGNATURE.match(text[line.start : line.end])
            if signature and not signature["name"].isupper() and signature["name"].split()[0] not in _NOT_NAMES - {"Trung", "Văn", "Công", "Thành", "Hội"}:
                found.insert(0, _writer(signature, line, "tác giả", "author"))
                break
    return found


def _writer(match: re.Match[str], line: Line, position: str, role: str) -> Person:
    return Person(
        " ".join(match["name"].split()),
        position,
        role,
        line.start + match.start("name"),
        line.start + match.end("name"),
    )


