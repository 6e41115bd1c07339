"""Questions about report drafts, and the facts a new one would be written from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet
from django.utils.timezone import localtime

from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.models import Assignment, User
from bcd138.apps.accounts.selectors import active_person
from bcd138.apps.accounts.sight import is_seen
from bcd138.apps.analytics import selectors as analytics
from bcd138.apps.analytics.restated import Cited
from bcd138.apps.committees import selectors as committees
from bcd138.apps.intake import selectors as intake
from bcd138.apps.intake.enums import SuggestionKind
from bcd138.apps.intake.models import ReceivedText, Suggestion
from bcd138.apps.orgunits.enums import Kind
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.orgunits.selectors import current_pairs
from bcd138.apps.reports import facts as made
from bcd138.apps.reports.models import Report
from bcd138.apps.reports.paper import compose_paper
from bcd138.apps.submissions import selectors as submissions
from bcd138.apps.submissions.days import in_period
from bcd138.apps.submissions.models import DataValue
from bcd138.domain.document.comparison import period_before
from bcd138.domain.document.facts import ReviewFacts, from_json
from bcd138.domain.document.tree import DocumentTree
from bcd138.domain.errors import Refused
from bcd138.domain.period import Period


def visible(*, by: User) -> QuerySet[Report]:
    """Drafts that exist as far as ``by`` is concerned: of own units and below."""
    return Report.objects.filter(is_seen(by, "org_unit"))


def latest_draft(report_type: str, org_unit: OrgUnit, period: Period, *, by: User) -> Report | None:
    """Return the newest draft of this type for a unit and period, with its file. One query."""
    return (
        visible(by=by)
        .filter(
            report_type=report_type,
            org_unit=org_unit,
            **in_period(period),
        )
        .select_related("file")
        .order_by("-drafted_at", "-pk")
        .first()
    )


def paper_of(report: Report) -> DocumentTree:
    """Return the draft as a document, composed again from the facts frozen in it."""
    return compose_paper(report.report_type, from_json(report.facts))


def facts(org_unit: OrgUnit, period: Period, *, by: User, at: datetime) -> ReviewFacts:
    """Return everything confirmed about a unit and period, as ``by`` may see it.

    Figures come from the books, commendations and tasks from confirmed lines, the conference
    from the texts themselves. The committee's name, its chair and who signs are those of the
    day of writing by the register of committees; what it does not know, the texts say. A unit
    formed from others has what they reported, added up. Twelve queries, fourteen then.
    """
    before = period_before(period)
    values = list(submissions.figures_of(org_unit.code, period, by=by))
    earlier = list(submissions.figures_of(org_unit.code, before, by=by)) if before else []
    to_come = _next_aims(org_unit, period, by)
    aims = [one for one in values if one.kind == "target" and not _is_set_ahead(one, period)]
    details = _details([*values, *earlier, *to_come])
    texts = _texts(org_unit, period, by)
    joined = _joined(org_unit, [period, *([before] if before else [])], by=by, at=at)
    registered = committees.in_office(org_unit, localtime(at).date())
    named = made.chair_of(texts)
    results = [value for value in values if value.kind == "result"]
    return ReviewFacts(
        org_unit=org_unit.code,
        org_unit_name=org_unit.name,
        level=org_unit.level,
        is_agency=org_unit.kind == Kind.AGENCY,
        is_invented=org_unit.is_invented or _any_invented(results, texts),
        committee=registered.name or made.committee_of(texts),
        period=period,
        period_before=before,
        written_at=localtime(at),
        figures=made.facts_of(results, details, joined[period]),
        before=made.facts_of(
            [value for value in earlier if value.kind == "result"],
            details,
            joined[before] if before else (),
        ),
        aims=made.facts_of(aims, details),
        next_aims=made.facts_of(to_come, details),
        awards=made.awards_of(_confirmed(SuggestionKind.AWARD, texts, by)),
        tasks=made.tasks_of(_confirmed(SuggestionKind.TASK, texts, by)),
        chair=made.head_of(registered, named),
        meeting=made.meeting_of(texts, named),
        signer=made.signature_of(registered),
    )


def _joined(
    org_unit: OrgUnit, periods: list[Period], *, by: User, at: datetime
) -> dict[Period, list[Cited]]:
    """Return, for a unit formed from others, the totals that their figures make."""
    if not analytics.is_joined(org_unit):
        return {period: [] for period in periods}
    today = localtime(at).date()
    return {
        period: analytics.totals_for(org_unit, period, by=by, today=today) for period in periods
    }


def periods_known(org_unit: OrgUnit, *, by: User) -> str:
    """Return in words for which periods the unit has figures, newest first. One query."""
    counted = (
        submissions.in_force(by=by)
        .filter(org_unit=org_unit)
        .order_by()
        .values_list("period_type", "period_start", "period_end")
        .annotate(count=Count("pk"))
        .order_by("-period_start", "period_type")
    )
    return "; ".join(
        f"{Period(start, end, kind).label} ({count} số liệu)" for kind, start, end, count in counted
    )


def drafter(username: str | None, org_unit: OrgUnit) -> User:
    """Return who drafts on the command line: the person named, or the unit's standing officer.

    Of several, the one nearest above the unit.

    Raises:
        Refused: ``reports.nobody`` or ``reports.no-officer``.
    """
    if username is not None:
        person = active_person(username)
        if person is None:
            raise Refused("reports.nobody", username=username)
        return person
    nearest = (
        Assignment.objects.filter(
            current_pairs("org_unit__below__"),
            role=Role.STANDING,
            user__is_active=True,
            org_unit__below__descendant=org_unit,
        )
        .select_related("user")
        .order_by("org_unit__below__depth", "pk")
        .first()
    )
    if nearest is None:
        raise Refused("reports.no-officer", org_unit=org_unit.name)
    return nearest.user


def _texts(org_unit: OrgUnit, period: Period, by: User) -> list[ReceivedText]:
    """Texts of the unit that speak of the period, the newest first."""
    return list(
        intake.visible(by=by)
        .filter(
            org_unit=org_unit,
            **in_period(period),
        )
        .defer("text")
        .order_by("-received_at", "-pk")
    )


def _confirmed(kind: SuggestionKind, texts: list[ReceivedText], by: User) -> QuerySet[Suggestion]:
    return (
        Suggestion.objects.filter(
            kind=kind, state__in=intake.CONFIRMED, text__in=[text.pk for text in texts]
        )
        .filter(text__in=intake.visible(by=by))
        .select_related("text")
        .defer("text__text")
        .order_by("text", "start", "pk")
    )


def _next_aims(org_unit: OrgUnit, period: Period, by: User) -> list[DataValue]:
    """Targets for what comes next: those of the period that begins the day after this one.

    A target that a text about this period states without naming another is one of them:
    a review sets targets for the year to come.
    """
    rows = submissions.in_force(by=by).filter(org_unit=org_unit, kind="target")
    begins = period.end + timedelta(days=1)
    return [row for row in rows if row.period_start == begins or _is_set_ahead(row, period)]


def _is_set_ahead(value: DataValue, period: Period) -> bool:
    text = value.source_text
    stated_in = text.period if text else None
    return value.kind == "target" and value.period == stated_in == period


def _any_invented(values: Iterable[DataValue], texts: Iterable[ReceivedText]) -> bool:
    return any(value.is_invented for value in values) or any(text.is_invented for text in texts)


def _details(values: list[DataValue]) -> made.Details:
    """What was read beside each figure, by the figure's id."""
    rows = Suggestion.objects.filter(
        data_value__in=[value.pk for value in values], state__in=intake.CONFIRMED
    )
    return {
        value: details
        for value, details in rows.order_by("-pk").values_list("data_value_id", "details")
        if value is not None
    }
