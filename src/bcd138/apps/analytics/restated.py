"""Figures of any units in the borders of one day: the same table, its cells are totals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bcd138.apps.analytics.table import Cell, Column, Coverage, Table, lay_out
from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.submissions.models import DataValue
from bcd138.apps.submissions.reported import common_unit, figures_in, ways
from bcd138.domain.borders import Borders
from bcd138.domain.period import Period, year_of
from bcd138.domain.rollup import Rollup
from bcd138.domain.total import Total


@dataclass(frozen=True, slots=True)
class Cited:
    """One total in ``unit`` of measure, with the data values behind it by their ids.

    ``on`` is the day whose borders it is told in.
    """

    indicator: Indicator
    period: Period
    unit: str
    total: Total
    values: Mapping[int, DataValue]
    on: date


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the figures: borders, and the level below whose figures are added.

    Without ``level`` the figures are those that units report of themselves.
    """

    borders: Borders
    level: str | None = None

    def cited(self, values: Sequence[DataValue], code: str, period: Period) -> Cited:
        """Return the total of a unit from the figures of one indicator, at least one."""
        unit = common_unit(values)
        total = self._rollup(values, unit).total(code, period, level=self.level)
        by_id = {value.pk: value for value in values}
        return Cited(values[0].indicator, period, unit, total, by_id, self.borders.on)

    def cells(
        self, values: Sequence[DataValue], columns: Iterable[Column]
    ) -> tuple[str, tuple[Cell, ...]]:
        """Return the unit of measure and a cell for every column."""
        unit = common_unit(values)
        rollup = self._rollup(values, unit)
        by_id = {value.pk: value for value in values}
        cells = (
            _cell(rollup.total(column.org_unit.code, column.period, level=self.level), by_id, unit)
            for column in columns
        )
        return unit, tuple(cells)

    def _rollup(self, values: Sequence[DataValue], unit: str) -> Rollup:
        return Rollup(self.borders, figures_in(values, unit), ways(values[0].indicator))


def restated_table(
    columns: Sequence[Column], values: Iterable[DataValue], asked: Asked, *, with_totals: bool
) -> Table:
    """Lay totals out in rows by the catalogue's order; a row that says nothing is left out.

    Args:
        columns: Units that stand on the day of the borders, with periods.
        values: Results in force of every unit that may have a part in them.
        asked: Which borders, which level.
        with_totals: Whether the columns may be added up.
    """
    table = lay_out(columns, values, lambda row: asked.cells(row, columns), with_totals=with_totals)
    return replace(table.without_silent_rows(), below=asked.level or "")


def years_joined(periods: Iterable[Period]) -> list[Period]:
    """Return periods in order, and with the parts of a year the year they may make."""
    found = set(periods)
    shorter = {period for period in found if period.type in {"half", "quarter", "month"}}
    return sorted(found | {year_of(period) for period in shorter})


def _cell(total: Total, values: dict[int, DataValue], unit: str) -> Cell:
    """Return a total as a cell; one figure taken as it is shows exactly what was written."""
    coverage = Coverage(total.reported, total.expected)
    if total.taken is not None and total.taken.source is not None:
        value = values[total.taken.source]
        return Cell(
            value=value.value,
            unit=value.unit,
            comparator=value.comparator,
            numerator=value.numerator,
            denominator=value.denominator,
            percent=total.percent,
            in_row_unit=total.value if total.taken.is_exact else None,
            data_value_id=value.pk,
            is_invented=value.org_unit.is_invented,
            coverage=coverage,
        )
    is_ratio = total.value is None and total.percent is not None
    return Cell(
        value=total.percent if is_ratio else total.value,
        unit=unit,
        numerator=total.numerator,
        denominator=total.denominator,
        percent=total.percent,
        in_row_unit=total.value,
        coverage=coverage,
        parts=len(total.parts),
        is_estimate=total.is_estimate,
        why_not=total.why_not,
    )
