"""Parts a text into lines and sentences and tells what each line is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_SENTENCE_END = re.compile(rf"(?<=[.!?…])[\"”»)\]]*\s+(?=[\"“«(]?[{UPPER}\d–-])")
_ABBREVIATION = re.compile(r"(?:\b(?:TP|Tp|tp|Th\.?S|TS|GS|PGS|Đ/c|đ/c|St|Tr|[A-ZĐ])|\b\d{1,2})\.$")
_LINE = re.compile(r"[^\n]+")
PHOTO_CREDIT = re.compile(r"[Ảả]nh\s*:\s*\S[^\n]{0,40}$")
_WHO_IS_SEEN = re.compile(
    r"(?:Các|Quang cảnh|Toàn cảnh|Đại biểu|Đồng chí|Lãnh đạo|Đại diện|Chủ tịch|Phó|Giám đốc"
    r"|Thừa ủy|Trưởng|Bí thư|Thiếu tướng|Đại tá|Thượng tá|Trung tá|Ông|Bà)\b"
)
_WHAT_IS_SEEN = re.compile(
    r"\b(?:trao|tặng|khen thưởng|[Pp]hát biểu|(?:dự|tại) [Hh]ội nghị|chủ trì|ký kết|chụp ảnh"
    r"|tham dự)\b"
)
_NUMBERED = re.compile(
    r"(?:[IVX]{1,5}\s*[.\-)/]|\d{1,2}(?:\.\d{1,2}){0,2}\s*[.)/]|[a-hđ]\)|[-+*•])\s*(?=\S)"
)
_RELATED = re.compile(
    r"(?i)\s*(?:(?:các )?(?:tin|bài|tin bài)(?: tức)? (?:liên quan|khác|cùng chuyên mục|mới|đã đưa)"
    r"|tin cùng chuyên mục|xem thêm|đọc thêm|có thể bạn quan tâm)\b[^.]{0,30}$"
)
_LAST_PAUSE = re.compile(r"(?s).*[;,\s]")
_LONGEST_SENTENCE = 2_000
_LONGEST_HEADING, _WORDS_OF_A_CAPTION = 170, 60


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its sentences: ``kind`` is title, caption, row, heading or body."""

    start: int
    end: int
    kind: str
    sentences: tuple[tuple[int, int], ...] = ()


def lines_of(text: str) -> list[Line]:
    """Return the lines that say something, each with its kind and sentences.

    Headlines of other articles at the end of a page ("Tin liên quan") are left out.
    """
    found: list[Line] = []
    for match in _LINE.finditer(text):
        if found and _RELATED.match(match[0]):
            break
        edges = " " if "\t" in match[0] else None  # a row may begin with an empty cell
        words = match[0].strip(edges)
        if words.strip():
            start = match.start() + len(match[0]) - len(match[0].lstrip(edges))
            end = start + len(words)
            sentences = tuple(sentences_of(text, start, end))
            kind = _kind(words, sentences=len(sentences), first=not found)
            found.append(Line(start, end, kind, sentences))
    return found


def _kind(words: str, *, sentences: int, first: bool) -> str:
    if "\t" in words or words.count("|") > 1:
        return "row"
    short, open_end = len(words) < _LONGEST_HEADING, words[-1] not in ".;:…"
    if first:
        return "title" if short and open_end else "body"
    if _is_caption(words, sentences):
        return "caption"
    numbered_or_loud = open_end and (_NUMBERED.match(words) or words.isupper())
    return "heading" if short and (numbered_or_loud or words[-1] == ":") else "body"


def _is_caption(words: str, sentences: int) -> bool:
    """Tell a caption: a photo credit, or one sentence that shows somebody doing something."""
    if len(words.split()) > _WORDS_OF_A_CAPTION:
        return False
    if PHOTO_CREDIT.search(words):
        return True
    seen = _WHO_IS_SEEN.match(words) and _WHAT_IS_SEEN.search(words)
    return bool(seen) and sentences == 1 and ";" not in words


def sentences_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the span of each sentence between two offsets.

    A dot after an abbreviation ("TP.", "Đ/c.", an initial) ends nothing. What goes on for
    thousands of characters is cut at a pause, so that reading stays linear.
    """
    for begin, stop in _whole_sentences(text, start, end):
        while stop - begin > _LONGEST_SENTENCE:
            cut = _LAST_PAUSE.match(text, begin, begin + _LONGEST_SENTENCE)
            middle = cut.end() if cut else begin + _LONGEST_SENTENCE
            yield begin, middle
            begin = middle  # noqa: PLW2901 - the rest of the same sentence
        yield begin, stop


def _whole_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if _ABBREVIATION.search(text, max(start, match.start() - 6), match.start()):
            continue
        yield begin, match.start()
        begin = match.end()
    if begin < end:
        yield begin, end
