"""The shape of a page of figures: groups of rows, a cell for every column."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from itertools import groupby

from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.submissions.models import DataValue
from bcd138.domain.figure import percent
from bcd138.domain.period import Period
from bcd138.domain.units import convert


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many reported of how many expected."""

    reported: int
    expected: int

    def __str__(self) -> str:
        return f"{self.reported}/{self.expected}"


@dataclass(frozen=True, slots=True)
class Column:
    """One unit in one period."""

    org_unit: OrgUnit
    period: Period


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure in force, or silence: every field ``None`` where nothing was reported.

    ``value`` is in ``unit`` as written; ``in_row_unit`` is the same amount in the row's
    unit, if an exact way leads there. ``percent`` is recomputed from the counts. Of a total
    in other borders, ``parts`` counts the figures it is made of; ``why_not`` is the message
    code of why they make none.
    """

    value: Decimal | None = None
    unit: str = ""
    comparator: str = "="
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    percent: Decimal | None = None
    in_row_unit: Decimal | None = None
    data_value_id: int | None = None
    is_invented: bool = False
    coverage: Coverage = field(default_factory=lambda: Coverage(0, 1))
    parts: int = 1
    is_estimate: bool = False
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """What several units make together; of ratios the counts are added, never the percentages."""

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator, as result or as target.

    ``unit`` is empty where the cells' units have nothing in common (blocks and kilograms):
    then each cell shows its own, and there is no total.
    """

    code: str
    name: str
    kind: str
    unit: str
    direction: str
    cells: tuple[Cell, ...]
    coverage: Coverage
    total: Total | None


@dataclass(frozen=True, slots=True)
class Group:
    """A group of the catalogue with its rows."""

    code: str
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and groups of rows; ``is_invented`` when any figure of it is of the demo.

    ``below`` is the level whose figures its totals add up, empty for the units' own; ``as_of``
    the moment at which they counted, ``None`` for now.
    """

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    is_invented: bool
    below: str = ""
    as_of: datetime | None = None

    def without_silent_rows(self) -> Table:
        """Return the table without rows and groups of which no cell speaks."""
        groups = (
            replace(group, rows=tuple(row for row in group.rows if row.coverage.reported))
            for group in self.groups
        )
        return replace(self, groups=tuple(group for group in groups if group.rows))


Key = tuple[int, Period]
Cells = Callable[[list[DataValue]], tuple[str, tuple[Cell, ...]]]


def build_table(
    columns: Iterable[Column], values: Iterable[DataValue], *, with_totals: bool
) -> Table:
    """Lay figures out in rows by the catalogue's order and in the given columns.

    Args:
        columns: A figure outside of them is left out.
        values: In force, with ``indicator`` and ``org_unit`` at hand.
        with_totals: Whether the columns are units that may be added up.
    """
    places = {(column.org_unit.pk, column.period): column for column in columns}
    shown = [value for value in values if (value.org_unit_id, value.period) in places]
    keys = tuple(places)
    return lay_out(places.values(), shown, lambda row: _cells(row, keys), with_totals=with_totals)


def lay_out(
    columns: Iterable[Column], values: Iterable[DataValue], cells: Cells, *, with_totals: bool
) -> Table:
    """Lay rows out by the catalogue's order; ``cells`` gives the unit and the cells of one.

    Args:
        columns: One for each cell that ``cells`` gives.
        values: In force, with ``indicator`` and ``org_unit`` at hand.
        cells: From the figures of one indicator, as result or as target.
        with_totals: Whether the columns are units that may be added up.
    """
    shown = sorted(
        values, key=lambda value: (value.indicator.position, value.indicator_id, value.kind)
    )
    rows = [
        (list(of_row), key)
        for key, of_row in groupby(shown, key=lambda value: (value.indicator_id, value.kind))
    ]
    groups = []
    for group, of_group in groupby(rows, key=lambda row: row[0][0].indicator.group):
        members = [members for members, _ in of_group]
        built = tuple(_row(row, *cells(row), with_totals=with_totals) for row in members)
        groups.append(Group(group, members[0][0].indicator.group_name, built))
    is_invented = any(value.org_unit.is_invented for value in shown)
    return Table(tuple(columns), tuple(groups), is_invented)


def _cells(values: list[DataValue], places: tuple[Key, ...]) -> tuple[str, tuple[Cell, ...]]:
    unit = _unit_of_row(values)
    by_place = {(value.org_unit_id, value.period): value for value in values}
    return unit, tuple(
        _cell(by_place[place], unit) if place in by_place else Cell() for place in places
    )


def _row(values: list[DataValue], unit: str, cells: tuple[Cell, ...], *, with_totals: bool) -> Row:
    indicator = values[0].indicator
    spoken = sum(cell.value is not None or bool(cell.why_not) for cell in cells)
    return Row(
        code=indicator.code,
        name=indicator.name,
        kind=values[0].kind,
        unit=unit,
        direction=indicator.direction,
        cells=cells,
        coverage=Coverage(spoken, len(cells)),
        total=_total(cells, indicator.across_units) if with_totals else None,
    )


def _unit_of_row(values: list[DataValue]) -> str:
    """Return the unit all share, or the catalogue's where all can be turned into it."""
    units = {value.unit for value in values}
    if len(units) == 1:
        return units.pop()
    standard = values[0].indicator.unit
    fits = all(convert(value.value, value.unit, standard) is not None for value in values)
    return standard if fits else ""


def _cell(value: DataValue, row_unit: str) -> Cell:
    return Cell(
        value=value.value,
        unit=value.unit,
        comparator=value.comparator,
        numerator=value.numerator,
        denominator=value.denominator,
        percent=percent(value.numerator, value.denominator),
        in_row_unit=convert(value.value, value.unit, row_unit) if row_unit else None,
        data_value_id=value.pk,
        is_invented=value.org_unit.is_invented,
        coverage=Coverage(1, 1),
    )


def _total(cells: tuple[Cell, ...], across_units: str) -> Total | None:
    """Add up the cells that speak; ``None`` where adding would say something untrue."""
    spoken = [cell for cell in cells if cell.value is not None]
    if any(cell.comparator != "=" for cell in spoken) or any(cell.why_not for cell in cells):
        return None
    numerator = _sum(cell.numerator for cell in spoken)
    denominator = _sum(cell.denominator for cell in spoken)
    if numerator is None or denominator is None:
        numerator = denominator = None
    value = _sum(cell.in_row_unit for cell in spoken) if across_units == "sum" else None
    if value is None and numerator is None:
        return None
    return Total(value, numerator, denominator, percent(numerator, denominator))


def _sum(numbers: Iterable[Decimal | None]) -> Decimal | None:
    total = Decimal(0)
    for number in numbers:
        if number is None:
            return None
        total += number
    return total
