"""A table of figures as it is drawn: words in every cell, and where each leads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from bcd138.apps.analytics.table import Cell, Column, Row, Table
from bcd138.apps.analytics.table import Total as RowTotal
from bcd138.apps.intake.models import ReceivedText
from bcd138.apps.orgunits.enums import Kind, Level
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.period import Period
from bcd138.web.templatetags.say import amount_words, counts_words, number, words_of

_SIDE_BY_SIDE = 8


@dataclass(frozen=True, slots=True)
class CellWords:
    """What a cell shows; ``text`` is empty where nothing was reported.

    ``unit`` is there where it is not the row's own. ``is_silent`` says that its whole column
    is empty, as the head tells: then no cell repeats it. Of a total, ``note`` says what to
    know of it: an estimate, or how many of how many; ``why_not`` why there is none.
    """

    text: str = ""
    unit: str = ""
    under: str = ""
    href: str = ""
    is_silent: bool = False
    note: str = ""
    why_not: str = ""


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
        if any(row.cells[at].value is not None or row.cells[at].why_not for row in rows)
    }
    shown = in_order({*spoken, *columns})
    places = [table.columns.index(column) if column in spoken else None for column in shown]
    words = tuple(
        GroupWords(group.name, tuple(_row(row, places, table) for row in of_kind))
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


def _row(row: Row, places: Sequence[int | None], table: Table) -> RowWords:
    return RowWords(
        code=row.code,
        name=row.name,
        unit=row.unit,
        cells=tuple(
            CellWords(is_silent=True)
            if place is None
            else _cell(row.cells[place], row, table.columns[place], table)
            for place in places
        ),
        total=_total(row.total),
    )


def _cell(cell: Cell, row: Row, column: Column, table: Table) -> CellWords:
    if cell.value is None and not cell.why_not:
        return CellWords()
    if cell.data_value_id is not None:
        href = reverse("analytics:figure", args=[cell.data_value_id])
    else:
        keys = {"don_vi": column.org_unit.code, "chi_tieu": row.code, "ky": column.period.code}
        keys |= {"cap": table.below} if table.below else {}
        keys |= {"luc": localtime(table.as_of).date().isoformat()} if table.as_of else {}
        href = f"{reverse('analytics:total')}?{urlencode(keys)}"
    return CellWords(
        text="" if cell.why_not else amount_words(cell.comparator, cell.value),
        unit=cell.unit if cell.unit != row.unit else "",
        under=counts_words(cell.numerator, cell.denominator),
        href=href,
        note=_note(cell),
        why_not=words_of(cell.why_not, {}) if cell.why_not else "",
    )


def _note(cell: Cell) -> str:
    """Say of a total that it is an estimate, and of how many how many are in it."""
    notes = [_("ước tính")] if cell.is_estimate and not cell.why_not else []
    if cell.coverage.reported < cell.coverage.expected:
        notes.append(
            _("mới có %(some)s/%(all)s số liệu")
            % {"some": cell.coverage.reported, "all": cell.coverage.expected}
        )
    return ", ".join(notes)


def _total(total: RowTotal | None) -> CellWords | None:
    if total is None:
        return None
    shown = total.percent if total.percent is not None else total.value
    return CellWords(number(shown), under=counts_words(total.numerator, total.denominator))
