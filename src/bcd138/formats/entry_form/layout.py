"""Where everything stands in the workbook of a form, for writing and for reading it.

The first line and the last column are hidden and name what a column and a line hold, so that
a form whose lines were moved is still read by what they say and not by where they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import count

from xlsxwriter.utility import xl_rowcol_to_cell

from bcd138.domain.data_set import Cell, DataSet, Row, Section

FORM_SHEET = "Biểu mẫu"
WORDS_SHEET = "Thuyết minh"
PARTS_SHEET = "Giải trình"
HEAD_SHEET = "bcd138"
KIND = "bcd138-entry-form-1"

# What the hidden first line calls a column; a cell of the row is "cell:0", "cell:1" …
NUMBER, LABEL, UNIT, CELL = "number", "label", "unit", "cell:"
LAST, SAME, EXPLANATION, COMMENT = "last", "same", "explanation", "comment"
FINDING, KEY = "finding", "key"

HEAD_ROW = 7
FIRST_ROW = HEAD_ROW + 1
LONGEST_TEXT = 16_000  # a cell holds 32.767 halves of a character; longer words take several


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the sheet: the head of a section, or one of its rows."""

    place: int
    section: Section
    row: Row | None = None


@dataclass(frozen=True)
class Layout:
    """The places of one form's cells."""

    form: DataSet

    @cached_property
    def parts(self) -> int:
        """Return how many columns of figures the widest section has."""
        return max((len(section.columns) for section in self.form.sections), default=1)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Return what each column holds, as the hidden first line says it."""
        cells = (f"{CELL}{index}" for index in range(self.parts))
        told = (LAST, SAME, EXPLANATION, COMMENT, FINDING, KEY)
        return (NUMBER, LABEL, UNIT, *cells, *told)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Return the lines of all sections from ``FIRST_ROW`` on."""
        return tuple(self._lines())

    @cached_property
    def places(self) -> dict[str, tuple[int, int]]:
        """Return the line and column of every cell by its key."""
        first = self.column(f"{CELL}0")
        return {
            cell.key: (line.place, first + index)
            for line in self.lines
            if line.row is not None
            for index, cell in enumerate(line.row.cells)
            if cell is not None
        }

    def column(self, code: str) -> int:
        """Return the number of a column."""
        return self.columns.index(code)

    def address(self, key: str, *, fixed: bool = False) -> str:
        """Return where a cell stands: E12, or $E$12."""
        row, column = self.places[key]
        return str(xl_rowcol_to_cell(row, column, row_abs=fixed, col_abs=fixed))

    def _lines(self) -> Iterator[Line]:
        places = count(FIRST_ROW)
        for section in self.form.sections:
            yield Line(next(places), section)
            yield from (Line(next(places), section, row) for row in section.rows)


def own_cell(row: Row) -> Cell | None:
    """Return the cell whose explanation and comment stand in the line itself."""
    return next((cell for cell in row.cells if cell is not None), None)


def row_key(row: Row) -> str:
    """Return what the hidden last column says of a row: the keys of its cells."""
    return " ".join(cell.key if cell else "-" for cell in row.cells)


def part_cells(form: DataSet) -> Iterator[tuple[Row, Cell]]:
    """Yield the cells whose explanation and comment have a sheet of their own."""
    for section in form.sections:
        for row in section.rows:
            own = own_cell(row)
            yield from ((row, cell) for cell in row.cells if cell is not None and cell != own)


def fingerprint(form: DataSet) -> str:
    """Return a short mark of what the form asks for; it differs where a cell does."""
    asked = [f"{form.code} {form.valid_from}", *(one.code for one in form.narratives)]
    asked += [row_key(row) for section in form.sections for row in section.rows]
    return sha256("\n".join(asked).encode()).hexdigest()[:16]
