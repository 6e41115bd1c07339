"""Reports that are still owed, and whose turn each is: what a reminder is about."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from bcd138.apps.accounts.models import User
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.catalogue.sources import deadline_rules
from bcd138.apps.orgunits.enums import Level
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.submissions.expected import registered
from bcd138.apps.submissions.matrix import Cell, Column, Matrix, matches
from bcd138.apps.submissions.models import Submission
from bcd138.apps.submissions.receiving import received_among
from bcd138.apps.submissions.selectors.columns import columns_of, extensions_in
from bcd138.apps.submissions.selectors.deadlines import extended
from bcd138.domain.approval import Part, State
from bcd138.domain.deadline import Deadline, Reminder, reminders_on
from bcd138.domain.period import ANY_DAYS

_THEIRS = (Part.PREPARER, Part.HEAD)


@dataclass(frozen=True, slots=True)
class Owed:
    """A report that has not gone up: whose, whose turn it is, by when; ``code`` of the unit."""

    org_unit_id: int
    code: str
    name: str
    column: Column
    part: Part
    deadline: Deadline
    reminder: Reminder | None = None


def owed_in(
    matrix: Matrix, part: Part | None = None, *, late: bool = False, by: User
) -> list[Owed]:
    """Return what is owed in the rows of a matrix by units whose reports ``by`` receives.

    Args:
        matrix: Of today, a row for each unit.
        part: Only what waits for them.
        late: Only what is late.
        by: Who would remind.
    """
    if matrix.is_grouped:
        return []
    found = OrgUnit.objects.filter(code__in=[row.code for row in matrix.rows]).order_by()
    units = dict(found.values_list("pk", "code"))
    mine = {units[unit]: unit for unit in received_among(units, by=by)}
    return [
        Owed(mine[row.code], row.code, row.name, column, cell.stand.waits_for, cell.deadline)
        for row in matrix.rows
        for column, cell in zip(matrix.columns, row.cells, strict=True)
        if row.code in mine
        and isinstance(cell, Cell)
        and column.period.end < matrix.on
        and cell.stand.waits_for in _THEIRS
        and matches(cell, part, late=late)
    ]


def owed_on(day: date) -> Iterator[Owed]:
    """Yield every report of the country that a reminder is due for on a day.

    What was sent once is left out: whoever has to correct it was told when it came back.
    """
    top = OrgUnit.objects.filter(level=Level.CENTRAL, valid_until=None).order_by("code").first()
    if top is None:
        return
    for form in catalogue.forms_in_use(day):
        if form.form.period_type in ANY_DAYS:
            continue
        for year in (day.year - 1, day.year, day.year + 1):
            for column in columns_of(form.form.code, year):
                yield from _owed_of(top.code, column, day)


def _owed_of(top: str, column: Column, day: date) -> Iterator[Owed]:
    more = extensions_in([column], day)
    off, worked = catalogue.holidays(), catalogue.worked_days()
    plain = _due(column.deadline, day, off, worked)
    if column.period.end >= day or (plain is None and not more):
        return
    found = registered()
    units = found.expected(top, column.form.form.reporters, column.period.end, grouped=False)
    states = _states(column)
    for unit, code in units.by_id.items():
        state, was_sent = states.get(unit, (None, False))
        given = more.get((unit, column.period.start))
        deadline = extended(column.deadline, given)
        reminder = _due(deadline, day, off, worked) if given else plain
        if reminder is not None and not was_sent:
            part = Part.HEAD if state == State.SUBMITTED else Part.PREPARER
            name = found.name(code, [column.period.end])
            yield Owed(unit, code, name, column, part, deadline, reminder)


def _states(column: Column) -> dict[int, tuple[str, bool]]:
    rows = Submission.objects.filter(
        data_set=column.form.data_set_id,
        period_type=column.period.type,
        period_start=column.period.start,
        revision=1,
    )
    told = rows.order_by().values_list("org_unit", "state", F("sent_at"))
    return {unit: (state, sent is not None) for unit, state, sent in told}


def _due(
    deadline: Deadline, day: date, off: Collection[date], worked: Collection[date]
) -> Reminder | None:
    rules = deadline_rules(deadline.due_on)
    return next(iter(reminders_on(day, deadline, rules, off, worked)), None)
