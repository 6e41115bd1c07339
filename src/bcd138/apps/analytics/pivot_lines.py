"""A pivot as lines, one for each total: what files and other systems take away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bcd138.apps.analytics.pivot import every_cell
from bcd138.apps.analytics.pivoted import Cell, Pivot, Role, UnitHead


@dataclass(frozen=True, slots=True)
class Line:
    """One total by codes; numbers as they are, ``None`` where nothing was reported."""

    role: Role
    unit: UnitHead | None
    cell: Cell

    @property
    def value(self) -> Decimal | None:
        """Return the total."""
        return plain(self.cell.now.value)

    @property
    def why_not(self) -> str:
        """Return the message code of why there is no total, or no comparison."""
        return self.cell.now.why_not.code or self.cell.not_compared.code


def lines_of(pivot: Pivot) -> Iterator[Line]:
    """Return every total shown, row by row, in the order of the columns."""
    for row, column, cell in every_cell(pivot):
        head = row if row.measure is None else column
        yield Line(head.role, head.unit, cell)


def plain(number: Decimal | None) -> Decimal | None:
    """Return a number without the zeros behind it, however the database gave it."""
    return None if number is None else Decimal(f"{number.normalize():f}")
