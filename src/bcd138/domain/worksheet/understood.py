"""What is understood of a worksheet: the cells it fills, what is asked, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bcd138.domain.entry import Entry
from bcd138.domain.errors import Refused
from bcd138.domain.vietnamese.text import fold
from bcd138.domain.worksheet.columns import Columns
from bcd138.domain.worksheet.outline import LineKind
from bcd138.domain.worksheet.scoring import Rival
from bcd138.domain.worksheet.sheet import address

IGNORED = ""


class RowState(StrEnum):
    """How much of a row is understood."""

    KNOWN = "known"
    REMEMBERED = "remembered"
    IGNORED = "ignored"
    ASKED = "asked"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of the table: which cell of the form it fills, and if that is not sure, which it may.

    ``place`` with the folded label is what a person's mapping is remembered by.
    """

    line: int
    column: int
    label: str
    unit: str
    place: str
    state: RowState
    key: str = ""
    score: float = 0.0
    why: tuple[str, ...] = ()
    rivals: tuple[Rival, ...] = ()

    @property
    def folded(self) -> str:
        """Return the label as mappings are remembered by it."""
        return folded_label(self.label)

    @property
    def is_open(self) -> bool:
        """Tell whether a person has to say what the row is."""
        return self.state in {RowState.ASKED, RowState.UNKNOWN}


@dataclass(frozen=True, slots=True)
class SheetValue:
    """One cell with a value of a known row: the cell of the form it goes to, or its fault."""

    line: int
    column: int
    key: str
    written: str
    words: str = ""
    entry: Entry | None = None
    fault: Refused | None = None
    proposal: str = ""

    @property
    def address(self) -> str:
        """Return where the cell stands: D12."""
        return address(self.line, self.column)


@dataclass(frozen=True, slots=True)
class ComparedRatio:
    """A percentage written in the sheet beside the one that follows from the counts."""

    line: int
    column: int
    key: str
    written: str
    computed: Decimal | None
    agrees: bool


@dataclass(frozen=True, slots=True)
class Understood:
    """Everything understood of one sheet; ``columns`` is ``None`` where it has no table."""

    columns: Columns | None = None
    rows: tuple[SheetRow, ...] = ()
    values: tuple[SheetValue, ...] = ()
    ratios: tuple[ComparedRatio, ...] = ()
    kinds: Mapping[int, LineKind] | None = None

    @property
    def good(self) -> dict[str, SheetValue]:
        """Return the values that can go into the report, by cell key."""
        return {each.key: each for each in self.values if each.entry is not None}

    @property
    def bad(self) -> tuple[SheetValue, ...]:
        """Return the values that cannot be read."""
        return tuple(each for each in self.values if each.fault is not None)

    @property
    def open_rows(self) -> tuple[SheetRow, ...]:
        """Return the rows a person has to place."""
        return tuple(each for each in self.rows if each.is_open)


Remembered = Mapping[tuple[str, str], str]


def folded_label(label: str) -> str:
    """Return a label as mappings are remembered by it."""
    return " ".join(fold(label).split())
