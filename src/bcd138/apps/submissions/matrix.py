"""Units by periods: where each report stands, who is asked about it, and in which order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bcd138.apps.catalogue.forms import Form
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.approval import Part
from bcd138.domain.completeness import Counts, Stand, added, counted
from bcd138.domain.deadline import Deadline
from bcd138.domain.period import Period


@dataclass(frozen=True, slots=True)
class Column:
    """A period with the form as it is then, and by when it is due."""

    period: Period
    form: Form
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class Cell:
    """One expected report: where it stands, and by when it is due with the time added."""

    stand: Stand
    deadline: Deadline
    sent_on: date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One unit, or all the reporters below it: a cell or its counts for each period.

    A cell is ``None`` where nothing is expected: the unit does not stand then, or the period
    still runs and nobody has begun.
    """

    code: str
    name: str
    cells: tuple[Cell | Counts | None, ...]
    counts: Counts
    late_days: int = 0


@dataclass(frozen=True, slots=True)
class Matrix:
    """The reports of one form in one year below a unit, as they stood on a day.

    ``is_grouped``: each row is the sum of the reporters below its unit.
    """

    org_unit: OrgUnit
    data_set: str
    year: int
    on: date
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    is_grouped: bool

    @property
    def counts(self) -> Counts:
        """Return how many of all the reports shown stand where."""
        return added(row.counts for row in self.rows)


def row_of(code: str, name: str, cells: tuple[Cell | None, ...], ended: tuple[bool, ...]) -> Row:
    """Return the row of one unit; of periods that still run nothing is counted."""
    told = [cell for cell, over in zip(cells, ended, strict=True) if cell is not None and over]
    stands = [cell.stand for cell in told]
    return Row(code, name, cells, counted(stands), sum(each.late_days for each in stands))


def group_of(code: str, name: str, cells: tuple[Counts | None, ...]) -> Row:
    """Return the row of all the reporters below one unit."""
    return Row(code, name, cells, added(cell for cell in cells if cell is not None))


def matches(cell: Cell | Counts | None, part: Part | None, *, late: bool) -> bool:
    """Tell whether a cell waits for somebody, and is late where only that is asked for."""
    if cell is None:
        return False
    if isinstance(cell, Counts):
        return (part is None or cell.waiting_for(part) > 0) and (not late or cell.late > 0)
    stand = cell.stand
    return (part is None or stand.waits_for == part) and (not late or stand.late_days > 0)


def arranged(
    matrix: Matrix, part: Part | None = None, *, late: bool = False, worst_first: bool = False
) -> Matrix:
    """Return the rows with a cell that is asked for, by name or the worst first.

    The worst have most reports late now, then most late at all, then most days.
    """
    rows = list(matrix.rows)
    if part is not None or late:
        rows = [row for row in rows if any(matches(cell, part, late=late) for cell in row.cells)]
    if worst_first:
        rows.sort(key=_badness, reverse=True)
    return replace(matrix, rows=tuple(rows))


def _badness(row: Row) -> tuple[int, ...]:
    counts = row.counts
    return counts.overdue, counts.late, row.late_days, counts.returned, counts.missing
