"""The pieces of a sheet as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from bcd138.web.worksheets.cell_names import CellName


@dataclass(frozen=True, slots=True)
class Head:
    """One column of the sheet: its letter and what it holds."""

    place: int
    letter: str
    words: str
    is_value: bool


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell of the sheet; ``tone`` is good, bad, or nothing where it is only shown."""

    words: str
    tone: str = ""
    goes_to: str = ""
    was: str = ""
    align: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be read: why, and what it may have meant."""

    line: int
    column: int
    address: str
    reason: str
    proposal: str
    cell: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """What one row is taken for, or the question what it is."""

    line: int
    column: int
    label: str
    value: str
    state: str
    target: CellName | None
    why: str
    chips: tuple[CellName, ...]
    is_asked: bool


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the sheet with all that is said about it."""

    number: int
    kind: str
    cells: tuple[ShownCell, ...]
    rows: tuple[ShownRow, ...]
    faults: tuple[Fault, ...]

    @property
    def is_open(self) -> bool:
        """Tell whether somebody has something to do in this line."""
        return bool(self.faults) or any(row.is_asked for row in self.rows)
