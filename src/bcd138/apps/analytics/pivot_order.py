"""The order of the rows of a pivot, and the place of each unit among its peers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bcd138.apps.analytics.pivoted import Cell, Head, Pivot, Role
from bcd138.apps.analytics.question import Sort
from bcd138.domain.ranking import Place, ranking

_Spot = tuple[int, int]


def arranged(pivot: Pivot, sort: Sort) -> Pivot:
    """Return the pivot with its rows in the order asked for.

    Sums stay on top, and what says nothing stands last, whichever way is asked.
    """
    if not sort.aspect or sort.column >= len(pivot.columns):
        return pivot
    lines = list(zip(pivot.rows, pivot.cells, strict=True))
    above = [line for line in lines if line[0].role != Role.EACH]
    each = [line for line in lines if line[0].role == Role.EACH]
    told = [line for line in each if _aspect(line[1][sort.column], sort.aspect) is not None]
    silent = [line for line in each if _aspect(line[1][sort.column], sort.aspect) is None]
    told.sort(
        key=lambda line: _aspect(line[1][sort.column], sort.aspect) or Decimal(0),
        reverse=sort.is_descending,
    )
    lines = [*above, *told, *silent]
    return replace(
        pivot, rows=tuple(row for row, _ in lines), cells=tuple(cells for _, cells in lines)
    )


def ranked(pivot: Pivot) -> Pivot:
    """Return the pivot with the rank of each unit among those shown, if it is asked for.

    The best is 1. Fewer is better or more is, as the indicator says; of a neutral one the most
    stands first. Units that tie share a rank, and the next one counts them all.
    """
    if not pivot.question.is_ranked:
        return pivot
    by_question: dict[object, list[_Spot]] = {}
    for at, (row, cells) in enumerate(zip(pivot.rows, pivot.cells, strict=True)):
        for place, (column, cell) in enumerate(zip(pivot.columns, cells, strict=True)):
            if _is_each(row, column) and _weight(cell) is not None:
                by_question.setdefault((cell.measure, cell.period), []).append((at, place))
    ranks: dict[_Spot, Place] = {}
    for places in by_question.values():
        if len(places) > 1:
            ranks |= _ranks(pivot, places)
    if not ranks:
        return pivot
    placed = tuple(
        tuple(
            _placed(cell, ranks[at, place]) if (at, place) in ranks else cell
            for place, cell in enumerate(line)
        )
        for at, line in enumerate(pivot.cells)
    )
    return replace(pivot, cells=placed)


def _ranks(pivot: Pivot, places: list[_Spot]) -> dict[_Spot, Place]:
    """Return the rank of each place among units of one indicator and period."""
    cells = {(at, place): pivot.cells[at][place] for at, place in places}
    direction = next(iter(cells.values())).measure.direction
    return ranking({key: _weight(cell) for key, cell in cells.items()}, direction=direction)


def _placed(cell: Cell, place: Place) -> Cell:
    return replace(cell, rank=place.first, rank_last=place.last)


def _is_each(row: Head, column: Head) -> bool:
    return row.role == Role.EACH and column.role == Role.EACH


def _weight(cell: Cell) -> Decimal | None:
    """Return the number by which units are ranked: their rates where those were asked for.

    A unit without a rate stands nowhere among rates.
    """
    return cell.rate if cell.rate is not None or cell.no_rate else cell.now.value


def _aspect(cell: Cell, aspect: str) -> Decimal | None:
    """Return the number of a cell that the rows are ordered by; ``None`` where it has none."""
    coverage = cell.now.coverage
    numbers = {
        "value": cell.now.value,
        "base": cell.base.value if cell.base else None,
        "difference": cell.change.difference if cell.change else None,
        "percent": cell.change.percent if cell.change else None,
        "rate": cell.rate,
        "rank": None if cell.rank is None else Decimal(cell.rank),
        "reported": Decimal(coverage.reported) / (coverage.expected or 1),
    }
    return numbers.get(aspect)
