"""Who has not sent, who sent late and who was returned: one form, one year, below one unit."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.utils.timezone import get_default_timezone

from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.sight import seen_among
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.submissions.expected import Expected, Registered, is_grouped, registered
from bcd138.apps.submissions.matrix import Cell, Column, Matrix, Row, row_of
from bcd138.apps.submissions.models import Extension, Submission
from bcd138.apps.submissions.selectors.columns import Key, columns_of, extensions_in, within
from bcd138.apps.submissions.selectors.deadlines import extended
from bcd138.apps.submissions.selectors.groups import groups
from bcd138.apps.submissions.then import then
from bcd138.domain.approval import State
from bcd138.domain.completeness import Stand, late_days, shown_state

_Report = tuple[list[tuple[int, State]], date | None, int]
_NOTHING: _Report = ([], None, 0)


def matrix(org_unit: str, data_set: str, year: int, *, by: User, on: date) -> Matrix:
    """Return where the reports of a form stood on a day, for every unit and period.

    The number of queries is the same for a commune and for the country.

    Args:
        org_unit: The code of a unit; reporters below it, itself included, are shown.
        data_set: The code of the form.
        year: The reporting year.
        by: Who asks.
        on: The day; periods that begin after it are left out.

    Raises:
        OrgUnit.DoesNotExist: There is no such unit, or none that ``by`` may see.
        Refused: ``catalogue.unknown-data-set`` or ``period.no-due-day``.
    """
    top = OrgUnit.objects.get(code=org_unit)
    if not seen_among([top.pk], by=by):
        raise OrgUnit.DoesNotExist
    columns = tuple(each for each in columns_of(data_set, year) if each.period.start <= on)
    if not columns:
        return Matrix(top, data_set, year, on, (), (), is_grouped=False)
    found = registered()
    grouped = is_grouped(top, columns[-1].form.form.reporters)
    expected = [
        found.expected(top.code, each.form.form.reporters, each.period.end, grouped=grouped)
        for each in columns
    ]
    make = groups if grouped else _rows
    rows = make(found, columns, expected, by=by, on=on)
    return Matrix(top, data_set, year, on, columns, tuple(rows), grouped)


def _rows(
    found: Registered,
    columns: Sequence[Column],
    expected: Sequence[Expected],
    *,
    by: User,
    on: date,
) -> list[Row]:
    """Return a row for each reporter that ``by`` may see, by name."""
    asked = {unit: code for each in expected for unit, code in each.by_id.items()}
    seen = OrgUnit.objects.filter(pk__in=seen_among(asked, by=by)).order_by("sort_key", "code")
    ids = list(seen.values_list("pk", flat=True))
    reports = _reports(columns, ids, on)
    more = extensions_in(columns, on, ids)
    ended = tuple(each.period.end < on for each in columns)
    days = [each.period.end for each in columns]
    beside = list(zip(columns, expected, strict=True))
    return [
        row_of(
            asked[unit],
            found.name(asked[unit], days),
            tuple(
                _cell((unit, each.period.start), each, reports, more, on)
                if unit in told.by_id
                else None
                for each, told in beside
            ),
            ended,
        )
        for unit in ids
    ]


def _reports(columns: Sequence[Column], ids: Collection[int], on: date) -> dict[Key, _Report]:
    """Return each report's revisions with states, when it first went up, how often it came back."""
    found: dict[Key, _Report] = {}
    zone = get_default_timezone()
    rows = then(Submission.objects.filter(**within(columns), org_unit__in=ids), on)
    for unit, start, revision, state, sent, returned in rows.order_by().values_list(
        "org_unit", "period_start", "revision", "state_then", "sent_then", "returned_then"
    ):
        if state:
            states, sent_on, times = found.get((unit, start), _NOTHING)
            if revision == 1 and sent is not None:
                sent_on = sent.astimezone(zone).date()
            found[unit, start] = ([*states, (revision, State(state))], sent_on, times + returned)
    return found


def _cell(
    key: Key,
    column: Column,
    reports: Mapping[Key, _Report],
    more: Mapping[Key, Extension],
    on: date,
) -> Cell | None:
    if column.period.end >= on and key not in reports:
        return None
    states, sent_on, returned = reports.get(key, _NOTHING)
    deadline = extended(column.deadline, more.get(key))
    stand = Stand(shown_state(states), late_days(deadline, on, sent_on), returned)
    return Cell(stand, deadline, sent_on)
