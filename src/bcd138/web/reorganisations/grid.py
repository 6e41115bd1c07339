"""The rows of an act as fields to type in, or, where there are hundreds, as a list to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bcd138.domain.reorganisation import ActRow
from bcd138.formats.act_columns import CELLS, CODED, FIRST, word_of
from bcd138.web.reorganisations.faults import FaultLine
from bcd138.web.reorganisations.words import cell_words, kinds, levels, natures

MOST_IN_GRID = 40
FIRST_ROWS = 4
MORE_ROWS = 5
_MOST_LISTED = 100
_REST = tuple(cell for cell in CELLS if cell not in FIRST)
_NAMES_STANDING = ("unit", "parent")


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of the grid with what was typed and what is wrong with it."""

    field: str
    label: str
    name: str
    id: str
    value: str
    faults: tuple[str, ...]
    choices: tuple[tuple[str, str], ...] = ()
    offers_units: bool = False
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of fields: those always needed, and the others behind a fold."""

    line: int
    cells: tuple[Cell, ...]
    rest: tuple[Cell, ...]
    faults: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Tell whether the fold has something that must be seen."""
        return any(cell.value or cell.faults for cell in self.rest)


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row that is held but not shown as fields, with what is wrong with it."""

    line: int
    cells: tuple[tuple[str, bool], ...]
    faults: tuple[str, ...]


def fits_the_grid(rows: Sequence[ActRow]) -> bool:
    """Tell whether rows are few enough to be fields; a browser slows down over hundreds."""
    return len(rows) <= MOST_IN_GRID


def grid(
    rows: Sequence[ActRow], faults: Iterable[FaultLine], *, blank: int, more: bool = False
) -> list[GridRow]:
    """Return the rows as fields, and blank ones behind them.

    Where ``more`` were asked for, the first of the new ones has the focus.
    """
    said: dict[tuple[int | None, str], list[str]] = {}
    for fault in faults:
        said.setdefault((fault.line, fault.column), []).append(fault.words)
    last = max((row.line for row in rows), default=0)
    empty = [ActRow(last + number, "") for number in range(1, blank + 1)]
    first = empty[-MORE_ROWS].line if more else 0
    return [_row(row, said, is_first=row.line == first) for row in (*rows, *empty)]


def listed(rows: Sequence[ActRow], faults: Sequence[FaultLine]) -> list[ListedRow]:
    """Return the rows that have faults, or where none has one the first rows."""
    said: dict[int | None, list[FaultLine]] = {}
    for fault in faults:
        said.setdefault(fault.line, []).append(fault)
    wrong = [row for row in rows if row.line in said]
    return [
        ListedRow(
            row.line,
            tuple(
                (
                    word_of(cell, getattr(row, cell)),
                    any(fault.column == cell for fault in said.get(row.line, ())),
                )
                for cell in FIRST
            ),
            tuple(_with_cell(fault) for fault in said.get(row.line, ())),
        )
        for row in (wrong or rows)[:_MOST_LISTED]
    ]


def _with_cell(fault: FaultLine) -> str:
    label = cell_words().get(fault.column, "")
    return f"{label}: {fault.words}" if label else fault.words


def _row(row: ActRow, said: dict[tuple[int | None, str], list[str]], *, is_first: bool) -> GridRow:
    def cell(field: str) -> Cell:
        return Cell(
            field=field,
            label=cell_words()[field],
            name=f"{row.line}-{field}",
            id=f"r{row.line}-{field}",
            value=getattr(row, field),
            faults=tuple(said.get((row.line, field), ())),
            choices=_choices(field, getattr(row, field)),
            offers_units=field in _NAMES_STANDING,
            is_first=is_first and field == "kind",
        )

    return GridRow(
        row.line,
        tuple(map(cell, FIRST)),
        tuple(map(cell, _REST)),
        tuple(said.get((row.line, ""), ())),
    )


def _choices(field: str, value: str) -> tuple[tuple[str, str], ...]:
    """Return the choices of a cell; words that are none of them stay there to be seen."""
    if field not in CODED:
        return ()
    known = {
        "kind": [(one.code, one.word) for one in kinds()],
        "level": levels(),
        "nature": natures(),
    }[field]
    strange = [(value, value)] if value and value not in dict(known) else []
    return (("", "–"), *known, *strange)
