"""The cells of a pivot by what they are about, however its rows and columns are laid out."""

from __future__ import annotations

from decimal import Decimal

from bcd138.apps.analytics.pivot import every_cell
from bcd138.apps.analytics.pivoted import Amount, Cell, Head, MeasureHead, Pivot, Role
from bcd138.domain.period import Period
from bcd138.domain.units import convert


class Places:
    """The units, measures and cells of one pivot."""

    def __init__(self, pivot: Pivot) -> None:
        self.pivot = pivot
        heads = (*pivot.rows, *pivot.columns)
        units: dict[tuple[Role, str], Head] = {}
        for head in heads:
            if head.unit is not None:
                units.setdefault((head.role, head.unit.code), head)
        self.each = tuple(head for head in units.values() if head.role == Role.EACH)
        self.above = tuple(head for head in units.values() if head.role != Role.EACH)
        self.measures = tuple(
            dict.fromkeys(head.measure for head in heads if head.measure is not None)
        )
        self.periods = pivot.question.periods
        self._cells: dict[tuple[Role, str, MeasureHead, Period], Cell] = {}
        for row, column, cell in every_cell(pivot):
            role = row.role if row.measure is None else column.role
            self._cells[role, cell.unit, cell.measure, cell.period] = cell

    def cell(self, head: Head, measure: MeasureHead, period: Period) -> Cell | None:
        """Return what a unit has of a measure in a period."""
        code = head.unit.code if head.unit else ""
        return self._cells.get((head.role, code, measure, period))

    def is_by_rate(self, measure: MeasureHead) -> bool:
        """Tell whether a measure is shown per 100,000 people."""
        return self.pivot.question.per_100k and not measure.is_ratio


def value_in_unit(amount: Amount, measure: MeasureHead) -> Decimal | None:
    """Return a total in the unit of its indicator; ``None`` where nothing leads there."""
    if amount.value is None or not amount.unit:
        return amount.value
    return convert(amount.value, amount.unit, measure.unit)
