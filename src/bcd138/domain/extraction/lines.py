"""Parts a text into lines and sentences and tells what each line is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_SENTENCE_END = re.compile(rf"(?<=[.!?…;])[\"”»)\]]*\s+(?=[\"“«(]?[{UPPER}\d–-])")
_ABBREVIATION = re.compile(r"(?:\b(?:TP|Tp|tp|Th\.?S|TS|GS|PGS|Đ/c|đ/c|St|Tr|[A-ZĐ])|\b\d{1,2})\.$")
_LINE = re.compile(r"[^\n]+")
_CAPTION = re.compile(
    r"(?:Ảnh|ảnh|Ảnh tư liệu)\s*:\s*[^.]{1,40}$"
    r"|^\s*(?:Các|Quang cảnh|Toàn cảnh|Đại biểu|Đồng chí|Lãnh đạo|Đại diện|Chủ tịch|Phó|Giám đốc"
    r"|Thừa ủy|Thừa ủy quyền|Trưởng|Bí thư|Thiếu tướng|Đại tá|Thượng tá|Trung tá|Ông|Bà)\b"
)
_CAPTION_ACT = re.compile(
    r"\b(?:trao|tặng|khen thưởng|phát biểu|dự hội nghị|tại hội nghị|chủ trì|ký kết|chụp ảnh|tham dự"
    r"|dự Hội nghị|tại Hội nghị|trao tặng|Phát biểu)\b"
)
_HEADING = re.compile(r"^\s*(?:[IVX]{1,5}\s*[.\-)/]|\d{1,2}(?:\.\d{1,2}){0,2}\s*[.)/]|[a-hđ]\)|[-+*•])\s*(?=\S)")
_WORDS_OF_A_CAPTION = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``kind`` is title, caption, row (of a table), heading or body."""

    start: int
    end: int
    kind: str


def lines_of(text: str) -> list[Line]:
    """Return the lines that say something, each with its kind.

    A caption is a short line that begins with who is seen and says what they do, stands
    between paragraphs and is not the text's first; photo credits tell it as well.
    """
    found: list[Line] = []
    for match in _LINE.finditer(text):
        raw = match[0]
        stripped = raw.strip()
        if not stripped:
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        found.append(Line(start, start + len(stripped), _kind(stripped, first=not found)))
    return found


def _kind(line: str, *, first: bool) -> str:
    if "\t" in line or line.count("|") >= 2:  # noqa: PLR2004 - two bars make three cells
        return "row"
    ends_open = line[-1] not in ".;:…"
    short = len(line) < 170  # noqa: PLR2004 - a title takes at most two lines of print
    if first and short and ends_open:
        return "title"
    if not first and _is_caption(line):
        return "caption"
    if short and ends_open and (_HEADING.match(line) or line.isupper()):
        return "heading"
    if short and line[-1] == ":":
        return "heading"
    return "body"


def _is_caption(line: str) -> bool:
    match = _CAPTION.search(line)
    if match is None or len(line.split()) > _WORDS_OF_A_CAPTION:
        return False
    if match[0].lower().startswith("ảnh"):
        return True
    return bool(_CAPTION_ACT.search(line)) and len(_SENTENCE_END.split(line)) == 1


def sentences_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the span of each sentence between two offsets, semicolons kept inside.

    A dot after an abbreviation ("TP.", "Đ/c.", an initial) ends nothing.
    """
    begin = start
    for match in _SENTENCE_END.finditer(text, start, end):
        before = text[max(start, match.start() - 6) : match.start()]
        if before.endswith(";") or _ABBREVIATION.search(before):
            continue
        yield begin, match.start()
        begin = match.end()
    if begin < end:
        yield begin, end
