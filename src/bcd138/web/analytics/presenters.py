"""A table of figures as it is drawn: words in every cell, and where each leads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from bcd138.apps.analytics.table import Cell, Column, Row, Table, Total
from bcd138.apps.intake.models import ReceivedText
from bcd138.apps.orgunits.enums import Kind, Level
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.submissions.models import DataValue
from bcd138.apps.submissions.selectors import Chain
from bcd138.domain.figure import percent
from bcd138.domain.period import Period
from bcd138.web.templatetags.say import amount_words, counts_words, number

_SIDE_BY_SIDE = 8


@dataclass(frozen=True, slots=True)
class CellWords:
    """What a cell shows; ``text`` is empty where nothing was reported.

    ``unit`` is there where it is not the row's own. ``is_silent`` says that its whole column
    is empty, as the head tells: then no cell repeats it.
    """

    text: str = ""
    unit: str = ""
    under: str = ""
    href: str = ""
    is_silent: bool = False


@dataclass(frozen=True, slots=True)
class RowWords:
    """One indicator: name, unit, a cell for every column, and the total where there is one."""

    code: str
    name: str
    unit: str
    cells: tuple[CellWords, ...]
    total: CellWords | None


@dataclass(frozen=True, slots=True)
class GroupWords:
    """A group of the catalogue."""

    name: str
    rows: tuple[RowWords, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """One unit in one period; ``is_silent`` where it has no figure in this table."""

    org_unit: OrgUnit
    period: Period
    is_silent: bool


@dataclass(frozen=True, slots=True)
class TableWords:
    """A table ready to be drawn; ``width`` counts its columns for a row that spans all."""

    kind: str
    columns: tuple[Head, ...]
    groups: tuple[GroupWords, ...]
    has_totals: bool
    width: int
    is_invented: bool


@dataclass(frozen=True, slots=True)
class FigurePage:
    """One figure: how much, by which formula, and the chain back to its sentence."""

    value: DataValue
    chain: Chain
    amount: str
    formula: str
    disagrees: str


def tables_words(table: Table, columns: Sequence[Column] = ()) -> list[TableWords]:
    """Put a table into words: results in one table, targets in another.

    A target is set for the year to come, so together they would leave a column nearly empty.
    ``columns`` stand among the results also where they have none.
    """
    made = [_table_words(table, "result", columns), _table_words(table, "target", ())]
    return [one for one in made if one.groups]


def _table_words(table: Table, kind: str, columns: Sequence[Column]) -> TableWords:
    groups = [(group, [row for row in group.rows if row.kind == kind]) for group in table.groups]
    rows = [row for _, of_kind in groups for row in of_kind]
    spoken = {
        column
        for at, column in enumerate(table.columns)
        if any(row.cells[at].value is not None for row in rows)
    }
    shown = in_order({*spoken, *columns})
    places = [table.columns.index(column) if column in spoken else None for column in shown]
    words = tuple(
        GroupWords(group.name, tuple(_row(row, places) for row in of_kind))
        for group, of_kind in groups
        if of_kind
    )
    has_totals = len(spoken) > 1 and any(row.total for row in rows)
    heads = tuple(Head(one.org_unit, one.period, one not in spoken) for one in shown)
    width = len(shown) + 2 + has_totals
    return TableWords(kind, heads, words, has_totals, width, table.is_invented)


def known_columns(reported: Iterable[Column], texts: Iterable[ReceivedText]) -> list[Column]:
    """Return each unit and period with a figure in force or a text with something confirmed."""
    return in_order({*reported, *columns_told(texts)})


def in_order(columns: Iterable[Column]) -> list[Column]:
    """Sort columns: units by name, periods by their days."""
    return sorted(columns, key=lambda column: (column.org_unit.sort_key, column.period))


def columns_told(texts: Iterable[ReceivedText]) -> set[Column]:
    """Return the units and periods that texts speak of."""
    return {
        Column(text.org_unit, text.period)
        for text in texts
        if text.org_unit is not None and text.period is not None
    }


def peers(units: Sequence[OrgUnit]) -> list[OrgUnit]:
    """Return the territories of the highest level that has two: provinces beside provinces.

    Where two real ones stand side by side, an invented one waits until it is asked for.
    """
    order = (Level.CENTRAL, Level.PROVINCE, Level.COMMUNE)
    for level in order:
        same = [unit for unit in units if unit.level == level and unit.kind == Kind.TERRITORY]
        real = [unit for unit in same if not unit.is_invented]
        if len(same) > 1:
            return (real if len(real) > 1 else same)[:_SIDE_BY_SIDE]
    return list(units[:_SIDE_BY_SIDE])


def first_shown(units: Sequence[OrgUnit]) -> str:
    """Return the code of the unit a person sees first: a real one where there is any."""
    real = [unit.code for unit in units if not unit.is_invented]
    return next(iter([*real, *(unit.code for unit in units)]), "")


def figure_page(chain: Chain) -> FigurePage:
    """Put one figure and its chain into words."""
    value = chain.value
    computed = percent(value.numerator, value.denominator)
    formula = disagrees = ""
    if computed is not None:
        formula = f"{counts_words(value.numerator, value.denominator)} = {number(computed)} %"
        if value.unit == "%" and _differ(value, computed):
            disagrees = number(computed)
    amount = amount_words(value.comparator, value.value)
    return FigurePage(value, chain, amount, formula, disagrees)


def _differ(value: DataValue, computed: Decimal) -> bool:
    """Tell whether the printed percentage is not the computed one at its own precision."""
    exponent = value.value.normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return value.comparator == "=" and number(value.value, places) != number(computed, places)


def _row(row: Row, places: Sequence[int | None]) -> RowWords:
    return RowWords(
        code=row.code,
        name=row.name,
        unit=row.unit,
        cells=tuple(
            CellWords(is_silent=True) if place is None else _cell(row.cells[place], row.unit)
            for place in places
        ),
        total=_total(row.total),
    )


def _cell(cell: Cell, row_unit: str) -> CellWords:
    if cell.value is None:
        return CellWords()
    own_unit = cell.unit if cell.unit != row_unit else ""
    text = amount_words(cell.comparator, cell.value)
    href = reverse("analytics:figure", args=[cell.data_value_id])
    return CellWords(text, own_unit, counts_words(cell.numerator, cell.denominator), href)


def _total(total: Total | None) -> CellWords | None:
    if total is None:
        return None
    shown = total.percent if total.percent is not None else total.value
    return CellWords(number(shown), under=counts_words(total.numerator, total.denominator))
