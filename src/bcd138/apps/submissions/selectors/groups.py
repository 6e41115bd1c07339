"""Thousands of reports counted by the unit above them, without reading each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from typing import Any

from django.db.models import (
    BigAutoField,
    CharField,
    DateField,
    DateTimeField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.utils.timezone import localdate

from bcd138.apps.accounts.models import User
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.statements import Select, given
from bcd138.apps.submissions.days import midnight_after
from bcd138.apps.submissions.expected import Expected, Registered
from bcd138.apps.submissions.gathered import Gathered
from bcd138.apps.submissions.matrix import Column, Row, group_of
from bcd138.apps.submissions.models import Extension, Submission
from bcd138.apps.submissions.selectors.columns import Key, within
from bcd138.apps.submissions.then import then
from bcd138.domain.approval import EDITABLE, State
from bcd138.domain.completeness import Counts

_DONE = (State.APPROVED, State.CLOSED, State.SUPERSEDED)
_NOT_SENT = (*EDITABLE, State.SUBMITTED)
_OWED = {None, "", *_NOT_SENT}
_AGAIN = Q(state__in=[state.value for state in _NOT_SENT], sent_at__isnull=False)
_LATE = Q(sent_at__gte=given("over", DateTimeField()))


@dataclass(frozen=True, slots=True)
class _Ids:
    """The units whose reports are in one state, as texts: all, sent once, and sent late."""

    every: Sequence[str]
    sent: Sequence[str] = ()
    late: Sequence[str] = ()


_States = Mapping[State, _Ids]
_STATES = Select(
    lambda: (
        Submission.objects.filter(
            data_set=given("data_set", BigAutoField()),
            period_type=given("type", CharField()),
            period_start=given("start", DateField()),
            revision=1,
        )
        .order_by()
        .values_list("state")
        .annotate(
            every=Gathered("org_unit_id"),
            sent=Gathered("org_unit_id", filter=_AGAIN),
            late=Gathered("org_unit_id", filter=_LATE),
        )
    )
)


def groups(
    found: Registered,
    columns: Sequence[Column],
    expected: Sequence[Expected],
    *,
    by: User,
    on: date,
) -> list[Row]:
    """Return the counts of the reports below each unit, by name.

    For callers that asked whether ``by`` sees the unit above all of these. A first revision
    tells of its report: one that was superseded was accepted, and stays so.
    """
    del by
    reports = then(Submission.objects.filter(revision=1, **within(columns)), on).order_by()
    gathered = _gathered(columns) if on >= localdate() else _read(reports, columns)
    cells = [
        _counts(told, gathered.get(each.period.start, {}), is_due=on > each.deadline.due_on)
        if each.period.end < on
        else {}
        for each, told in zip(columns, expected, strict=True)
    ]
    _give_time(columns, expected, cells, reports, on)
    days = [each.period.end for each in columns]
    codes = {code for told in expected for code in told.by_id.values()}
    order = OrgUnit.objects.filter(code__in=codes).order_by("sort_key", "code")
    return [
        group_of(code, found.name(code, days), tuple(cell.get(code) for cell in cells))
        for code in order.values_list("code", flat=True)
    ]


def _gathered(columns: Sequence[Column]) -> dict[date, dict[State, _Ids]]:
    """Return the units of each period by the state of their reports, as they stand now.

    One query for each period, which reads nothing but an index.
    """
    found: dict[date, dict[State, _Ids]] = {}
    for each in columns:
        rows = _STATES.rows(
            data_set=each.form.data_set_id,
            type=each.period.type,
            start=each.period.start,
            over=midnight_after(each.deadline.due_on),
        )
        found[each.period.start] = {
            State(state): _Ids(*(ids.split(",") if ids else () for ids in gathered))
            for state, *gathered in rows
        }
    return found


def _read(reports: QuerySet[Any, Any], columns: Sequence[Column]) -> dict[date, dict[State, _Ids]]:
    """Return what ``_gathered`` does of a day that has passed, from each report's steps."""
    over = {each.period.start: midnight_after(each.deadline.due_on) for each in columns}
    found: dict[tuple[date, str], tuple[list[str], list[str], list[str]]] = {}
    rows = reports.values_list("period_start", "org_unit", "state_then", "sent_then")
    for start, unit, state, sent_at in rows:
        every, sent, late = found.setdefault((start, state), ([], [], []))
        every.append(str(unit))
        if sent_at is not None:
            sent.append(str(unit))
            if sent_at >= over[start]:
                late.append(str(unit))
    kept: dict[date, dict[State, _Ids]] = {}
    for (start, state), lists in found.items():
        if state:
            kept.setdefault(start, {})[State(state)] = _Ids(*lists)
    return kept


def _counts(expected: Expected, states: _States, *, is_due: bool) -> dict[str, Counts]:
    """Return the counts of one period by row, as if nobody had been given more time."""
    by_state = {state: _by_row(expected, ids.every) for state, ids in states.items()}
    nobody: Counter[str | None] = Counter()
    head, returned = (by_state.get(each, nobody) for each in (State.SUBMITTED, State.RETURNED))
    receiver = by_state.get(State.SIGNED, nobody) + by_state.get(State.RECEIVED, nobody)
    done = sum((by_state.get(each, nobody) for each in _DONE), nobody)
    again = _by_row(expected, *(states[each].sent for each in _NOT_SENT if each in states))
    late = _by_row(expected, *(ids.late for ids in states.values()))
    late_again = _by_row(expected, *(states[each].late for each in _NOT_SENT if each in states))
    made = {}
    for code, many in Counter(expected.by_id.values()).items():
        never = many - done[code] - receiver[code] - again[code] if is_due else 0
        made[code] = Counts(
            expected=many,
            head=head[code],
            receiver=receiver[code],
            done=done[code],
            returned=returned[code],
            late=late[code] + never,
            overdue=late_again[code] + never,
        )
    return made


def _by_row(expected: Expected, *ids: Sequence[str]) -> Counter[str | None]:
    """Count units under their rows; those that are not expected under none."""
    return Counter(map(expected.by_text.get, chain(*ids)))


def _give_time(
    columns: Sequence[Column],
    expected: Sequence[Expected],
    cells: Sequence[dict[str, Counts]],
    reports: QuerySet[Any, Any],
    on: date,
) -> None:
    """Take out of the late ones those that are in time by the time they were given."""
    places = {each.period.start: place for place, each in enumerate(columns)}
    for (unit, start), (until, state, sent_at) in _extended(columns, reports, on).items():
        place = places[start]
        code = expected[place].by_id.get(unit, "")
        day = on if sent_at is None else localdate(sent_at)
        if code in cells[place] and columns[place].deadline.due_on < day <= until:
            told = cells[place][code]
            overdue = told.overdue - (state in _OWED)
            cells[place][code] = replace(told, late=told.late - 1, overdue=overdue)


def _extended(
    columns: Sequence[Column], reports: QuerySet[Any, Any], on: date
) -> dict[Key, tuple[date, str | None, datetime | None]]:
    """Return until when time was given last, where the report stands, and when it was sent."""
    same = reports.filter(org_unit=OuterRef("org_unit"), period_start=OuterRef("period_start"))
    rows = Extension.objects.filter(**within(columns), granted_at__lt=midnight_after(on)).order_by(
        "pk"
    )
    told = rows.values_list(
        "org_unit",
        "period_start",
        "until",
        Subquery(same.values("state_then")[:1]),
        Subquery(same.values("sent_then")[:1]),
    )
    return {(unit, start): (until, state, sent) for unit, start, until, state, sent in told}
