"""How far the reports of a period have come below a person: expected, sent, waiting, missing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.timezone import localdate

from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.selectors import is_below, unit_ids_below
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.catalogue.forms import Form
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.orgunits.selectors import holding
from bcd138.apps.submissions.days import in_period, midnight_after
from bcd138.apps.submissions.models import Extension, Submission
from bcd138.domain.approval import COUNTED, SENT, State
from bcd138.domain.period import ANY_DAYS, Period
from bcd138.domain.regime import last_closed

_LONG_OVER = timedelta(days=92)
_NOTHING: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class Asked:
    """One form for the last period that closed, and by when it is due."""

    form: Form
    period: Period
    due_on: date

    @property
    def rows(self) -> Q:
        """Return the condition on rows of these reports."""
        return Q(data_set=self.form.data_set_id, **in_period(self.period))


@dataclass(frozen=True, slots=True)
class MoreTime:
    """How many units have time left by an extension, and how many sent within one."""

    running: int = 0
    used: int = 0


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many units report, and where the reports of one form and period stand.

    Every unit that reports is in one of ``sent``, ``waiting`` for its head's signature,
    ``returned``, ``begun`` and ``untouched``. ``accepted`` and ``sent_late`` are parts of
    ``sent``; ``late`` of those that have not sent, the due day over and no more time given.
    """

    asked: Asked
    expected: int
    sent: int
    accepted: int
    waiting: int
    returned: int
    begun: int
    sent_late: int
    late: int

    @property
    def untouched(self) -> int:
        """Return how many have not begun."""
        return max(self.expected - self.sent - self.waiting - self.returned - self.begun, 0)

    @property
    def missing(self) -> int:
        """Return how many have neither sent it nor passed it to their head."""
        return self.begun + self.untouched


def funnels(*, by: User, on: date) -> list[Funnel]:
    """Return the reports that the units below ``by`` owe, of each form the last closed period.

    What was due long ago is left out, and forms nobody below fills in. At most five queries,
    however many units there are; no report is loaded.

    Args:
        by: Sees the units below those where they are the standing agency, lead or read.
        on: Today.
    """
    if not by.assignments.exclude(role=Role.REPORTER).exists():
        return []
    asked = _asked(on)
    expected = _expected(asked, by)
    owed = [each for each in asked if expected[each.form.data_set_id]]
    if not owed:
        return []
    counted, given = _counted(owed, by), _given_time(owed, by, on)
    found = [
        _funnel(
            each,
            expected[each.form.data_set_id],
            counted.get(each.form.data_set_id, _NOTHING),
            given[each.form.data_set_id],
            on,
        )
        for each in owed
    ]
    return sorted(found, key=lambda one: one.asked.due_on, reverse=True)


def _funnel(
    asked: Asked, expected: int, counted: Mapping[str, int], more: MoreTime, on: date
) -> Funnel:
    sent = counted.get("sent", 0)
    is_over = asked.due_on < on
    return Funnel(
        asked=asked,
        expected=expected,
        sent=sent,
        accepted=counted.get("accepted", 0),
        waiting=counted.get("waiting", 0),
        returned=counted.get("returned", 0),
        begun=counted.get("begun", 0),
        sent_late=max(counted.get("sent_late", 0) - more.used, 0),
        late=max(expected - sent - more.running, 0) if is_over else 0,
    )


def _asked(on: date) -> list[Asked]:
    asked = []
    for form in catalogue.forms_in_use(on):
        if form.form.period_type in ANY_DAYS:
            continue
        period = last_closed(form.regime, form.form.period_type, on)
        if period.end < form.form.valid_from:
            continue
        due_on = form.due_day(period, form.form.reporters.level)
        if due_on + _LONG_OVER > on:
            asked.append(Asked(form, period, due_on))
    return asked


def _expected(asked: Collection[Asked], by: User) -> dict[int, int]:
    """Return how many units below report each form. One query, a second for agencies."""
    below = OrgUnit.objects.filter(pk__in=unit_ids_below(by)).order_by()
    by_name = [one for one in asked if one.form.form.reporters.names_begin]
    others = [one for one in asked if one not in by_name]
    any_of_them = Q(pk__in=())
    for one in others:
        any_of_them |= _reporting(one)
    counts = below.filter(any_of_them).aggregate(
        **{f"of_{one.form.data_set_id}": Count("pk", filter=_reporting(one)) for one in others}
    )
    found = {one.form.data_set_id: counts[f"of_{one.form.data_set_id}"] for one in others}
    if by_name:
        named = list(
            below.filter(kind__in={one.form.form.reporters.kind for one in by_name}).values_list(
                "level", "kind", "name", "valid_from", "valid_until"
            )
        )
        for one in by_name:
            found[one.form.data_set_id] = sum(
                one.form.form.reporters.include(level, kind, name)
                for level, kind, name, begins, ends in named
                if begins <= one.period.end and (ends is None or one.period.end < ends)
            )
    return found


def _reporting(one: Asked) -> Q:
    reporters = one.form.form.reporters
    return holding(one.period.end) & Q(level=reporters.level, kind=reporters.kind)


def _counted(asked: Collection[Asked], by: User) -> dict[int, Mapping[str, Any]]:
    """Return where the reports of each form stand. One query; an amendment counts as before."""
    which, late = Q(), Q()
    for one in asked:
        which |= one.rows
        late |= one.rows & Q(sent_at__gte=midnight_after(one.due_on))
    sent, first = Q(state__in=_values(SENT)), Q(revision=1)
    rows = (
        Submission.objects.filter(which, org_unit__in=unit_ids_below(by))
        .order_by()
        .values("data_set")
        .annotate(
            sent=Count("org_unit", distinct=True, filter=sent),
            accepted=Count("org_unit", distinct=True, filter=Q(state__in=_values(COUNTED))),
            sent_late=Count("org_unit", distinct=True, filter=sent & late),
            waiting=Count("pk", filter=first & Q(state=State.SUBMITTED)),
            returned=Count("pk", filter=first & Q(state=State.RETURNED)),
            begun=Count("pk", filter=first & Q(state=State.DRAFT)),
        )
    )
    return {row["data_set"]: dict(row) for row in rows}


def _given_time(asked: Collection[Asked], by: User, on: date) -> dict[int, MoreTime]:
    """Return what the time added for single units changes, by form. One query."""
    which, due = Q(), {}
    for one in asked:
        which |= one.rows
        due[one.form.data_set_id] = one.due_on
    sent_at = Submission.objects.filter(
        org_unit=OuterRef("org_unit"),
        data_set=OuterRef("data_set"),
        period_type=OuterRef("period_type"),
        period_start=OuterRef("period_start"),
        period_end=OuterRef("period_end"),
        state__in=_values(SENT),
    ).order_by("revision")
    rows = (
        Extension.objects.filter(which, is_below(by, "org_unit"))
        .order_by("pk")
        .values_list("data_set", "org_unit", "until", Subquery(sent_at.values("sent_at")[:1]))
    )
    last = {(data_set, org_unit): (until, sent) for data_set, org_unit, until, sent in rows}
    found = dict.fromkeys(due, MoreTime())
    for (data_set, _), (until, sent) in last.items():
        before = found[data_set]
        found[data_set] = MoreTime(
            before.running + (sent is None and on <= until),
            before.used + (sent is not None and due[data_set] < localdate(sent) <= until),
        )
    return found


def _values(states: Collection[State]) -> list[str]:
    return [state.value for state in states]
