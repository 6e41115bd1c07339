"""A worksheet as it stands in the file: lines of words, addressed as in the spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bcd138.domain.vietnamese.numbers import parse_number

_LETTERS = 26
_DIGITS = re.compile(r"\d")
_NUMBER_FIRST = re.compile(r"[-+]?\d[\d.,]*\s*(?:%|[^\d\s]\D{0,20})?")
_ERROR = re.compile(r"#(?:REF|DIV/0|VALUE|N/A|NAME|NUM|NULL|GETTING_DATA)[!?]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number in the spreadsheet and the words of its cells from column A on.

    ``inherited`` are the columns that only repeat the merged cell above.
    """

    number: int
    cells: tuple[str, ...]
    inherited: frozenset[int] = frozenset()

    def at(self, column: int) -> str:
        """Return the words of a cell; nothing beyond the last one."""
        return self.cells[column] if 0 <= column < len(self.cells) else ""

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing stands in the line itself."""
        return not any(words for place, words in enumerate(self.cells) if self.is_own(place))

    def is_own(self, column: int) -> bool:
        """Tell whether the cell begins here and is no continuation of a merged one."""
        return column not in self.inherited


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, without the blank lines at its end."""

    name: str
    lines: tuple[Line, ...] = field(default=())

    @property
    def width(self) -> int:
        """Return how many columns the widest line has."""
        return max((len(line.cells) for line in self.lines), default=0)

    def with_repairs(self, repairs: Mapping[tuple[int, int], str]) -> Sheet:
        """Return the sheet with the cells that a person has put right, by line and column."""
        if not repairs:
            return self
        return replace(self, lines=tuple(_repaired(line, repairs) for line in self.lines))


def column_letters(column: int) -> str:
    """Return the letters of a column as spreadsheets show them: 0 is A, 26 is AA."""
    letters = ""
    number = column + 1
    while number:
        number, place = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + place) + letters
    return letters


def address(line: int, column: int) -> str:
    """Return where a cell stands: D12."""
    return f"{column_letters(column)}{line}"


def is_error(words: str) -> bool:
    """Tell whether a cell holds the error of a formula, such as #REF!."""
    return _ERROR.fullmatch(words.strip()) is not None


def is_numeric(words: str) -> bool:
    """Tell whether a cell holds a number, alone or with a word behind it: 12, "05 vụ"."""
    return parse_number(words) is not None or _NUMBER_FIRST.fullmatch(words) is not None


def has_digit(words: str) -> bool:
    """Tell whether any digit stands in a cell."""
    return _DIGITS.search(words) is not None


def _repaired(line: Line, repairs: Mapping[tuple[int, int], str]) -> Line:
    mine = {column: words for (number, column), words in repairs.items() if number == line.number}
    if not mine:
        return line
    width = max(len(line.cells), max(mine) + 1)
    cells = tuple(mine.get(column, line.at(column)) for column in range(width))
    return Line(line.number, cells, line.inherited - mine.keys())
