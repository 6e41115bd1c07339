"""A table of figures as it is drawn: words in every cell, and where each leads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from bcd138.apps.analytics.table import Cell, Column, Row, Table, Total
from bcd138.apps.intake.models import ReceivedText
from bcd138.apps.orgunits.enums import Kind, Level
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.submissions.models import DataValue
from bcd138.apps.submissions.selectors import Chain
from bcd138.domain.figure import percent
from bcd138.web.templatetags.say import comparator, number, period_words

_SIDE_BY_SIDE = 8


@dataclass(frozen=True, slots=True)
class CellWords:
    """What a cell shows; ``text`` is empty where nothing was reported.

    ``unit`` is there where it is not the row's own.
    """

    text: str = ""
    unit: str = ""
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


def table_words(table: Table, columns: Sequence[Column] = ()) -> TableWords:
    """Put a table into words, with empty ``columns`` beside those that have figures."""
    shown = [*table.columns, *(column for column in columns if column not in table.columns)]
    shown.sort(key=lambda column: (column.org_unit.sort_key, column.period))
    places = [table.columns.index(column) if column in table.columns else None for column in shown]
    groups = tuple(
        GroupWords(group.name, tuple(_row(row, places) for row in group.rows))
        for group in table.groups
    )
    has_totals = len(shown) > 1 and any(row.total for group in groups for row in group.rows)
    width = len(shown) + 2 + has_totals
    return TableWords(tuple(shown), groups, has_totals, width, table.is_invented)


def known_columns(reported: Iterable[Column], texts: Iterable[ReceivedText]) -> list[Column]:
    """Return each unit and period with a figure in force or a text with something confirmed."""
    known = set(reported) | {
        Column(text.org_unit, text.period)
        for text in texts
        if text.org_unit is not None and text.period is not None
    }
    return sorted(known, key=lambda column: (column.org_unit.sort_key, column.period))


def peers(units: Sequence[OrgUnit]) -> list[OrgUnit]:
    """Return the territories of the highest level there is: provinces beside provinces."""
    order = (Level.CENTRAL, Level.PROVINCE, Level.COMMUNE)
    for level in order:
        same = [unit for unit in units if unit.level == level and unit.kind == Kind.TERRITORY]
        if same:
            return same[:_SIDE_BY_SIDE]
    return list(units[:_SIDE_BY_SIDE])


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
        is_target=row.kind == "target",
        cells=tuple(
            CellWords() if place is None else _cell(row.cells[place], row.unit) for place in places
        ),
        total=_total(row.total),
    )


def _cell(cell: Cell, row_unit: str) -> CellWords:
    if cell.value is None:
        return CellWords()
    own_unit = cell.unit if cell.unit != row_unit else ""
    text = f"{comparator(cell.comparator)} {number(cell.value)}".strip()
    href = reverse("analytics:figure", args=[cell.data_value_id])
    return CellWords(text, own_unit, _counts(cell.numerator, cell.denominator), href)


def _total(total: Total | None) -> CellWords | None:
    if total is None:
        return None
    shown = total.percent if total.percent is not None else total.value
    return CellWords(number(shown), under=_counts(total.numerator, total.denominator))


def _counts(numerator: Decimal | None, denominator: Decimal | None) -> str:
    if numerator is None or denominator is None:
        return ""
    return f"{number(numerator)}/{number(denominator)}"


def periods_line(columns: tuple[Column, ...]) -> str:
    """Name the periods of a table, for the head of a printed page."""
    named = list(dict.fromkeys(period_words(column.period) for column in columns))
    return ", ".join(named) or _("chưa có kỳ nào")
