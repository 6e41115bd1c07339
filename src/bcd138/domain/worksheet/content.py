"""Columns told by what stands in them, where no head has said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bcd138.domain.worksheet.columns import LABEL, NUMBER, OTHER, UNIT, VALUE, Column
from bcd138.domain.worksheet.sheet import Line, Sheet, is_numeric
from bcd138.domain.worksheet.vocabulary import SheetWords

_MOST_LOOKED_AT = 400
_NUMBERING = re.compile(r"[IVX]{1,5}\.?|[a-zđ]\.?|\d{1,2}(?:\.\d{1,2})+\.?")
_FIRST_NUMBERS = {"1", "I", "A", "a"}
_UNITS, _NUMBERS = 0.5, 0.7


def by_content(
    sheet: Sheet, first: int, columns: dict[int, Column], words: SheetWords
) -> dict[int, Column]:
    """Give roles to columns by what stands in them, where no head has said."""
    lines = [line for line in sheet.lines if line.number >= first][:_MOST_LOOKED_AT]
    counts = {place: _count(lines, place, words) for place in range(sheet.width)}
    roles = {each.role: place for place, each in columns.items()}
    found = dict(columns)
    if LABEL not in roles:
        free = [place for place in counts if columns.get(place, Column(0, OTHER)).role == OTHER]
        label = max(free, key=lambda place: (counts[place].letters, -place), default=None)
        if label is not None and counts[label].texts > counts[label].numbers:
            found[label] = Column(label, LABEL, columns[label].head if label in columns else "")
            roles[LABEL] = label
    for place, count in counts.items():
        if place in found or not count.any:
            continue
        guessed = _guess(place, count, roles)
        found[place] = guessed
        roles.setdefault(guessed.role, place)
    if not columns:
        found = _only_values(found)
    return found


@dataclass(frozen=True, slots=True)
class _Count:
    numbers: int
    texts: int
    letters: int
    kinds: int
    rising: bool

    @property
    def any(self) -> int:
        return self.numbers + self.texts


def _count(lines: list[Line], place: int, words: SheetWords) -> _Count:
    cells = [line.at(place) for line in lines if line.at(place) and line.is_own(place)]
    numbers = [cell for cell in cells if is_numeric(cell)]
    texts = [cell for cell in cells if not is_numeric(cell)]
    kinds = sum(bool(words.kind_named(cell)) for cell in texts)
    return _Count(len(numbers), len(texts), sum(map(len, texts)), kinds, _numbers_rows(cells))


def _numbers_rows(cells: list[str]) -> bool:
    """Tell whether the cells of a column number the rows: 1, 1.1, 2 … or I, 1, 2, II, a, b."""
    short = [cell for cell in cells if len(cell) <= len("VIII.12")]
    if len(short) < _NUMBERS * len(cells) or not short:
        return False
    cells, steps = short, 0
    for before, cell in zip(["", *cells], cells, strict=False):
        is_first = cell.strip(" .") in _FIRST_NUMBERS or bool(_NUMBERING.fullmatch(cell))
        digits, digits_before = cell.strip(" ."), before.strip(" .").partition(".")[0]
        follows = digits.isdecimal() and digits_before.isdecimal()
        steps += is_first or (follows and int(digits) == int(digits_before) + 1)
    return steps >= _NUMBERS * len(cells)


def _guess(place: int, count: _Count, roles: Mapping[str, int]) -> Column:
    if count.rising and NUMBER not in roles:
        return Column(place, NUMBER)
    if count.texts and count.kinds >= _UNITS * count.any and UNIT not in roles:
        return Column(place, UNIT)
    if count.numbers and count.numbers >= count.texts:
        return Column(place, VALUE, whose="unknown")
    return Column(place, OTHER, whose="note")


def _only_values(found: dict[int, Column]) -> dict[int, Column]:
    """Take the one column of numbers of a table without heads as the period's."""
    unknown = [each for each in found.values() if each.whose == "unknown"]
    if len(unknown) == 1:
        found[unknown[0].place] = replace(unknown[0], whose="this")
    return found
