"""Totals laid out in rows and columns: units, indicators, periods and parts, with comparisons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.conf import settings
from django.utils.timezone import localdate

from bcd138.apps.accounts.models import User
from bcd138.apps.analytics import pivot_found
from bcd138.apps.analytics.pivot_cells import Maker
from bcd138.apps.analytics.pivot_found import Found, found_for
from bcd138.apps.analytics.pivot_heads import Heads, heads_of
from bcd138.apps.analytics.pivot_order import arranged, ranked
from bcd138.apps.analytics.pivot_rates import rates_for
from bcd138.apps.analytics.pivoted import Cell, Head, Pivot, Role
from bcd138.apps.analytics.question import Down, Question, Sort
from bcd138.apps.analytics.remembered import Memory, State, state_for
from bcd138.domain.borders import NOTHING
from bcd138.domain.comparing import ComparisonRules
from bcd138.formats.comparison_files import load_comparison_rules

_NO_LIMITS = ComparisonRules(least_base=NOTHING, most_apart=NOTHING)
_MEMORY: Memory[Pivot] = Memory(8)


def pivot(question: Question, *, by: User) -> Pivot:
    """Return the answer to a question over totals.

    Units begin with the sum of the level below and, where there is one, the figure that the
    unit above reported itself. The number of queries does not depend on how many units,
    indicators or periods are asked about; what was asked before is answered from memory while
    nothing has changed.

    Raises:
        OrgUnit.DoesNotExist: A unit is not there for ``by``.
        Refused: What ``heads_of`` refuses.
    """
    state, unsorted = state_for(by), replace(question, sort=Sort())
    made = _MEMORY.answer(state, unsorted, lambda: _made(unsorted, by, state))
    return arranged(replace(made, question=question), question.sort)


def _made(question: Question, by: User, state: State) -> Pivot:
    heads = heads_of(question, by=by)
    found = found_for(question, heads, by=by, state=state)
    rules = _rules()
    rates = rates_for(heads, most_apart=rules.most_apart) if question.per_100k else None
    make = Maker(question, heads, found, rules, rates)
    units = units_of(heads, found)
    if question.down == Down.UNITS:
        rows = units
        columns = tuple(
            Head(measure=measure, period=period)
            for period in question.periods
            for measure in heads.measures
        )
    else:
        rows = tuple(Head(measure=measure) for measure in heads.measures)
        columns = tuple(replace(one, period=period) for one in units for period in question.periods)
    cells = tuple(tuple(_cell(make, row, column) for column in columns) for row in rows)
    made = Pivot(
        question=question,
        rows=rows,
        columns=columns,
        cells=cells,
        on=question.on,
        is_invented=any(head.unit is not None and head.unit.is_invented for head in units),
    )
    return ranked(made)


def _rules() -> ComparisonRules:
    """Return by which rules totals are compared today."""
    return load_comparison_rules(settings.CATALOGUES, on=localdate()) or _NO_LIMITS


def units_of(heads: Heads, found: Found) -> tuple[Head, ...]:
    """Return the units in their order: what stands above first, then each."""
    above: list[Head] = []
    if heads.top is not None:
        above.append(Head(unit=heads.top, role=Role.SUM))
        if found.tells(Role.OWN):
            above.append(Head(unit=heads.top, role=Role.OWN))
    elif heads.is_apart and len(heads.units) > 1:
        above.append(Head(role=Role.PEERS))
    return (*above, *(Head(unit=one) for one in heads.units))


def every_cell(pivot: Pivot) -> Iterable[tuple[Head, Head, Cell]]:
    """Return every cell with its row and its column, row by row."""
    for row, cells in zip(pivot.rows, pivot.cells, strict=True):
        for column, cell in zip(pivot.columns, cells, strict=True):
            yield row, column, cell


def _cell(make: Maker, row: Head, column: Head) -> Cell:
    units = row if row.measure is None else column
    measure, period = row.measure or column.measure, row.period or column.period
    if measure is None or period is None:
        message = "a row and a column name an indicator and a period between them"
        raise ValueError(message)
    return make.cell(units.role, units.unit, measure, period)


def forget() -> None:
    """Drop the answers that are kept."""
    _MEMORY.forget()
    pivot_found.forget()
