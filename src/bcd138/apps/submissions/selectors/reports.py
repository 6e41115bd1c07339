"""Lists of reports: what is due, what was sent, what waits to be taken in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.models import SigningRight, User
from bcd138.apps.accounts.permissions import signing_on
from bcd138.apps.accounts.selectors import unit_ids_seen
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.catalogue.forms import Form
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.orgunits.selectors import holding
from bcd138.apps.submissions import permissions
from bcd138.apps.submissions.days import in_period
from bcd138.apps.submissions.listed import PEOPLE, shown
from bcd138.apps.submissions.models import Evidence, Extension, Submission
from bcd138.apps.submissions.selectors.deadlines import deadline_of, extended, extensions_of
from bcd138.domain.approval import State
from bcd138.domain.period import ANY_DAYS, Period
from bcd138.domain.regime import last_closed, period_at


@dataclass(frozen=True, slots=True)
class DueReport:
    """A report a unit owes: begun or not, and until when.

    ``is_filled_by_me`` tells whether the person who asks may fill it in; a leader reads it.
    """

    org_unit: OrgUnit
    form: Form
    period: Period
    due_on: date
    submission: Submission | None
    is_filled_by_me: bool = True


def submissions(*, by: User) -> QuerySet[Submission]:
    """Reports that exist as far as ``by`` is concerned, without their cells."""
    return shown(Submission.objects.filter(org_unit__in=unit_ids_seen(by)))


def waiting_for_signature(*, by: User, on: date) -> QuerySet[Submission]:
    """Reports passed to the head and not yet signed, of units ``by`` signs for on a day.

    Oldest first. Whoever signs for a unit works for it, and so sees it.
    """
    mine = SigningRight.objects.filter(signing_on(on), user=by).values("org_unit")
    waiting = Submission.objects.filter(state=State.SUBMITTED, org_unit__in=mine)
    return shown(waiting).order_by("submitted_at", "pk")


def waiting_for_approval(*, by: User) -> QuerySet[Submission]:
    """Reports signed or received, and not yet decided on, of units ``by`` receives from.

    Those are the units below whose nearest standing agency is this one; oldest first.
    """
    waiting = Submission.objects.filter(
        permissions.received_by(by), state__in=[State.SIGNED.value, State.RECEIVED.value]
    )
    return shown(waiting).order_by("sent_at", "pk")


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
        .select_related("org_unit", "data_set", *PEOPLE)
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
        by: Sees the forms of the units assigned to them; a reader none.
        on: Today.
        before: How many closed periods of each form to show, the latest first.
    """
    roles = set(by.assignments.exclude(role=Role.READER).values_list("role", "org_unit"))
    fills = {unit for role, unit in roles if role != Role.LEADER}
    units = OrgUnit.objects.filter(holding(on), pk__in={unit for _, unit in roles}).order_by(
        "sort_key", "code"
    )
    wanted = [
        (unit, form, period)
        for unit in units
        for form in catalogue.forms_for(unit.level, unit.kind, unit.name, on)
        for period in _periods(form, on, before)
    ]
    begun, given = _begun(wanted, by), _extensions(wanted)
    return [
        DueReport(
            org_unit=unit,
            form=form,
            period=period,
            due_on=extended(
                deadline_of(form, period, unit.level),
                given.get((unit.pk, form.data_set_id, period)),
            ).effective_on,
            submission=begun.get((unit.pk, form.data_set_id, period)),
            is_filled_by_me=unit.pk in fills,
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


def _extensions(
    wanted: Collection[tuple[OrgUnit, Form, Period]],
) -> dict[tuple[int, int, Period], Extension]:
    return extensions_of(
        {unit.pk for unit, _, _ in wanted}, {form.data_set_id for _, form, _ in wanted}
    )


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
