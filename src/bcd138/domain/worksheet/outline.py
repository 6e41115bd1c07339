"""The lines of a worksheet as sections, rows under rows, subtotals and notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from bcd138.domain.worksheet.columns import LABEL, NUMBER, OTHER, UNIT, Columns
from bcd138.domain.worksheet.heads import role_of
from bcd138.domain.worksheet.phrase import Phrase, is_part, phrase_of
from bcd138.domain.worksheet.sheet import Line, Sheet, has_digit
from bcd138.domain.worksheet.vocabulary import SheetWords, plain_words

_ROMAN = re.compile(r"[IVX]{1,5}\.?|[A-HĐ]\.?")
_DOTTED = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?")
_NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,2})*\.?")
_FEWEST_HEADS = 2
_NOTHING = Phrase("", frozenset())


class LineKind(StrEnum):
    """What a line of the table is."""

    HEAD = "head"
    SECTION = "section"
    ROW = "row"
    SUBTOTAL = "subtotal"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Outlined:
    """One line with its place in the table.

    ``parent`` is the index of the row it is a part of, among the lines of the outline.
    ``place`` tells rows of the same label apart: section, and parent where it matters.
    """

    line: Line
    kind: LineKind
    label: str
    number: str = ""
    unit: str = ""
    section: str = ""
    parent: int | None = None
    is_part: bool = False
    place: str = ""
    phrase: Phrase = _NOTHING


def outline(sheet: Sheet, columns: Columns, words: SheetWords) -> tuple[Outlined, ...]:
    """Return the lines of the table from its first to the last one of the sheet."""
    places = [each.place for each in (*columns.values, *columns.options)]
    last = _last_line(sheet, columns, places, words)
    found = [
        _kind_of(line, columns, places, words, is_below=line.number > last)
        for line in sheet.lines
        if line.number >= columns.first_line and not line.is_blank
    ]
    return tuple(_placed(found))


def _last_line(sheet: Sheet, columns: Columns, places: list[int], words: SheetWords) -> int:
    """Return the number of the last line in which a value and a label stand."""
    filled = [
        line.number
        for line in sheet.lines
        if line.number >= columns.first_line
        and any(_says_a_value(line.at(place), words) for place in places)
        and _label(line, columns)
    ]
    return max(filled, default=0)


def _says_a_value(cell: str, words: SheetWords) -> bool:
    return has_digit(cell) or plain_words(cell) in words.nothing or cell in {"-", "–", "…"}


def _kind_of(
    line: Line, columns: Columns, places: list[int], words: SheetWords, *, is_below: bool
) -> Outlined:
    label = _label(line, columns)
    number, unit = _text(line, columns, NUMBER), _text(line, columns, UNIT)
    if not label and len(number) > len("viii."):
        label, number = number, ""
    has_value = any(line.at(place) and line.is_own(place) for place in places)
    base = Outlined(line, LineKind.ROW, label, number, unit)
    if _is_head(line, columns, words):
        return replace(base, kind=LineKind.HEAD)
    if is_below or not label:
        return replace(base, kind=LineKind.NOTE)
    if _is_subtotal(label, words):
        return replace(base, kind=LineKind.SUBTOTAL)
    if _is_section(label, number, unit, has_value=has_value):
        return replace(base, kind=LineKind.SECTION)
    return replace(
        base,
        is_part=is_part(label, words) or number.strip() in {"-", "+", "*", "–"},
        phrase=phrase_of(label, words, unit),
    )


def _label(line: Line, columns: Columns) -> str:
    """Return the label of a line, also where a wide head covers columns of parts of it.

    "Ma túy" merged downwards with "Số vụ" and "Số đối tượng" beside it reads "Số vụ Ma túy".
    """
    place = columns.only(LABEL)
    if place is None:
        return ""
    taken = {each.place for each in columns.columns if each.head or each.role != OTHER}
    beside, right = "", place + 1
    while right < len(line.cells) and right not in taken:
        if line.at(right) and not has_digit(line.at(right)):
            beside = line.at(right).strip()
        right += 1
    return " ".join(part for part in (beside, line.at(place).strip()) if part)


def _text(line: Line, columns: Columns, role: str) -> str:
    place = columns.only(role)
    return "" if place is None else line.at(place).strip()


def _is_head(line: Line, columns: Columns, words: SheetWords) -> bool:
    """Tell whether the heads are written once more, as on each printed page."""
    label = columns.only(LABEL)
    if line.number in columns.head_lines:
        return True
    said = [role_of(cell, words) for cell in line.cells if cell]
    is_label = label is not None and role_of(line.at(label), words) == "label"
    return is_label and sum(map(bool, said)) >= _FEWEST_HEADS and len(said) > _FEWEST_HEADS


def _is_subtotal(label: str, words: SheetWords) -> bool:
    plain = plain_words(label)
    return plain in words.totals or bool(re.fullmatch(r"cong (?:muc )?[ivx\d]{1,5}", plain))


def _is_section(label: str, number: str, unit: str, *, has_value: bool) -> bool:
    is_loud = label.upper() == label and any(each.isalpha() for each in label)
    is_counted = bool(_ROMAN.fullmatch(number)) or bool(re.match(r"[IVX]{1,5}[.)/ ]", label))
    if has_value:
        return is_loud and (is_counted or " " in label) and not unit
    return is_loud or is_counted or not unit


def _placed(found: list[Outlined]) -> Iterator[Outlined]:
    """Give each row its section, the row it is a part of, and what tells it from others."""
    again = Counter(plain_words(each.label) for each in found if each.kind is LineKind.ROW)
    section = ""
    numbered: dict[str, int] = {}
    whole: int | None = None
    for place, each in enumerate(found):
        if each.kind is LineKind.SECTION:
            section, numbered, whole = each.label, {}, None
        if each.kind is not LineKind.ROW:
            yield each
            continue
        number = each.number.strip(" .")
        above = number.rpartition(".")[0]
        depends = each.is_part or not each.phrase.words
        parent = numbered.get(above) if _DOTTED.fullmatch(each.number) else None
        if parent is None and depends:
            parent = whole
        if _NUMBERED.fullmatch(each.number):
            numbered[number] = place
        if not depends:
            whole = place
        is_told_by_parent = depends or again[plain_words(each.label)] > 1
        under = found[parent].label if parent is not None and is_told_by_parent else ""
        told = [plain_words(part) for part in (section, under) if part]
        yield replace(each, section=section, parent=parent, place=" › ".join(told))
