"""Lists of reports: what is due, what was sent, what waits to be taken in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.selectors import unit_ids_seen
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.catalogue.forms import Form
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.orgunits.selectors import holding
from bcd138.apps.submissions.days import in_period
from bcd138.apps.submissions.models import Evidence, Submission
from bcd138.domain.approval import State
from bcd138.domain.period import ANY_DAYS, Period
from bcd138.domain.regime import last_closed, period_at

_PEOPLE = ("saved_by", "submitted_by", "approved_by")


@dataclass(frozen=True, slots=True)
class DueReport:
    """A report somebody has to fill in: begun or not, and until when."""

    org_unit: OrgUnit
    form: Form
    period: Period
    due_on: date
    submission: Submission | None


def submissions(*, by: User) -> QuerySet[Submission]:
    """Reports that exist as far as ``by`` is concerned, without their cells."""
    return (
        Submission.objects.filter(org_unit__in=unit_ids_seen(by))
        .select_related("org_unit", "data_set", *_PEOPLE)
        .defer("cells", "narratives")
    )


def waiting_for_approval(*, by: User) -> QuerySet[Submission]:
    """Reports sent and not yet taken in, of units ``by`` is the standing agency of.

    Oldest first.
    """
    mine = by.assignments.filter(role=Role.STANDING).values_list("org_unit", flat=True)
    return (
        submissions(by=by)
        .filter(state=State.SUBMITTED, org_unit__above__ancestor__in=mine)
        .distinct()
        .order_by("submitted_at", "pk")
    )


def latest(org_unit: OrgUnit, data_set_id: int, period: Period) -> Submission | None:
    """Return the last revision of a report, if somebody has begun one. One query.

    For callers that have asked who before.
    """
    return (
        Submission.objects.filter(
            org_unit=org_unit,
            data_set=data_set_id,
            **in_period(period),
        )
        .select_related("org_unit", "data_set", *_PEOPLE)
        .order_by("-revision")
        .first()
    )


def evidence(*, by: User) -> QuerySet[Evidence]:
    """Files at the cells of the reports that ``by`` may see, in the order they were added."""
    return Evidence.objects.filter(submission__org_unit__in=unit_ids_seen(by)).select_related(
        "file", "added_by", "submission__org_unit", "submission__data_set"
    )


def evidence_of(submission: Submission) -> Mapping[str, int]:
    """Return how many files stand at each cell of a report."""
    found = submission.evidence.order_by().values_list("cell").annotate(Count("pk"))
    return dict(found)


def due_reports(*, by: User, on: date, before: int = 2) -> list[DueReport]:
    """Return the reports of the units ``by`` works for: of the period that runs and those before.

    Args:
        by: Sees the forms of the units assigned to them as reporter or standing agency.
        on: Today.
        before: How many closed periods of each form to show, the latest first.
    """
    units = OrgUnit.objects.filter(
        holding(on),
        pk__in=by.assignments.filter(role__in=(Role.REPORTER, Role.STANDING)).values("org_unit"),
    ).order_by("sort_key", "code")
    wanted = [
        (unit, form, period)
        for unit in units
        for form in catalogue.forms_for(unit.level, unit.kind, unit.name, on)
        for period in _periods(form, on, before)
    ]
    begun = _begun(wanted, by)
    return [
        DueReport(
            org_unit=unit,
            form=form,
            period=period,
            due_on=catalogue.due_day(form.form, period, unit.level),
            submission=begun.get((unit.pk, form.data_set_id, period)),
        )
        for unit, form, period in wanted
    ]


def _periods(form: Form, on: date, before: int) -> list[Period]:
    """Return the period of a form that runs on a day and the closed ones, the latest first."""
    if form.form.period_type in ANY_DAYS:
        return []
    periods = [period_at(form.regime, form.form.period_type, on)]
    for _ in range(before):
        periods.append(last_closed(form.regime, form.form.period_type, periods[-1].end))
    return [period for period in periods if period.end >= form.form.valid_from]


def _begun(
    wanted: Iterable[tuple[OrgUnit, Form, Period]], by: User
) -> dict[tuple[int, int, Period], Submission]:
    found = submissions(by=by).filter(
        org_unit__in={unit.pk for unit, _, _ in wanted},
        data_set__in={form.data_set_id for _, form, _ in wanted},
    )
    return {
        (one.org_unit_id, one.data_set_id, one.period): one for one in found.order_by("revision")
    }
