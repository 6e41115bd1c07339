"""A table of figures as it is drawn: words in every cell, and where each leads."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from bcd138.apps.analytics.table import Cell, Column, Row, Table, Total
from bcd138.apps.submissions.models import DataValue
from bcd138.apps.submissions.selectors import Chain
from bcd138.domain.figure import percent
from bcd138.web.templatetags.say import comparator, number, period_words


@dataclass(frozen=True, slots=True)
class CellWords:
    """What a cell shows; ``text`` is empty where nothing was reported."""

    text: str = ""
    under: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class RowWords:
    """One indicator: name, unit, a cell for every column, and the total where there is one."""

    code: str
    name: str
    unit: str
    is_target: bool
    cells: tuple[CellWords, ...]
    total: CellWords | None


@dataclass(frozen=True, slots=True)
class GroupWords:
    """A group of the catalogue."""

    name: str
    rows: tuple[RowWords, ...]


@dataclass(frozen=True, slots=True)
class TableWords:
    """A table ready to be drawn; ``width`` counts its columns for a row that spans all."""

    columns: tuple[Column, ...]
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


def table_words(table: Table) -> TableWords:
    """Put a table into words."""
    groups = tuple(
        GroupWords(group.name, tuple(_row(row) for row in group.rows)) for group in table.groups
    )
    has_totals = any(row.total for group in groups for row in group.rows)
    width = len(table.columns) + 2 + has_totals
    return TableWords(table.columns, groups, has_totals, width, table.is_invented)


def figure_page(chain: Chain) -> FigurePage:
    """Put one figure and its chain into words."""
    value = chain.value
    computed = percent(value.numerator, value.denominator)
    formula = disagrees = ""
    if computed is not None and value.numerator is not None and value.denominator is not None:
        formula = f"{number(value.numerator)}/{number(value.denominator)} = {number(computed)} %"
        if value.unit == "%" and _differ(value, computed):
            disagrees = number(computed)
    before = comparator(value.comparator)
    amount = f"{before} {number(value.value)}".strip()
    return FigurePage(value, chain, amount, formula, disagrees)


def _differ(value: DataValue, computed: object) -> bool:
    """Tell whether the printed percentage is not the computed one at its own precision."""
    exponent = value.value.normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return value.comparator == "=" and number(value.value, places) != number(computed, places)  # type: ignore[arg-type]


def _row(row: Row) -> RowWords:
    return RowWords(
        code=row.code,
        name=row.name,
        unit=row.unit,
        is_target=row.kind == "target",
        cells=tuple(_cell(cell, row.unit) for cell in row.cells),
        total=_total(row.total),
    )


def _cell(cell: Cell, row_unit: str) -> CellWords:
    if cell.value is None:
        return CellWords()
    own_unit = cell.unit if cell.unit != row_unit else ""
    text = f"{comparator(cell.comparator)} {number(cell.value)} {own_unit}".strip()
    href = reverse("analytics:figure", args=[cell.data_value_id])
    return CellWords(text, _counts(cell.numerator, cell.denominator), href)


def _total(total: Total | None) -> CellWords | None:
    if total is None:
        return None
    shown = total.percent if total.percent is not None else total.value
    return CellWords(number(shown), _counts(total.numerator, total.denominator))


def _counts(numerator: object, denominator: object) -> str:
    if numerator is None or denominator is None:
        return ""
    return f"{number(numerator)}/{number(denominator)}"  # type: ignore[arg-type]


def periods_line(columns: tuple[Column, ...]) -> str:
    """Name the periods of a table, for the head of a printed page."""
    named = list(dict.fromkeys(period_words(column.period) for column in columns))
    return ", ".join(named) or _("chưa có kỳ nào")
