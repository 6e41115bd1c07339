"""Questions about received texts: what waits, what is late, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.sight import is_seen
from bcd138.apps.intake import permissions
from bcd138.apps.intake.enums import SuggestionKind, SuggestionState
from bcd138.apps.intake.models import ReceivedText, Suggestion, TextFinding
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.formats.parameters import load_parameter

CONFIRMED = (SuggestionState.ACCEPTED, SuggestionState.CORRECTED)
WAITS = Q(pending_count__gt=0) | Q(org_unit=None)


@dataclass(frozen=True, slots=True)
class TextDetail:
    """One text with what was read in it, in the order of the sentences.

    ``sure`` counts the pending figures that ``confirm_certain`` would take, ``asked`` the
    pending figures that need a person's eye.
    """

    text: ReceivedText
    suggestions: tuple[Suggestion, ...]
    findings: tuple[TextFinding, ...]
    can_decide: bool
    pending: int
    sure: int
    asked: int


@dataclass(frozen=True, slots=True)
class WaitingText:
    """One text that waits for a person: how much of what, and whether it is late."""

    text: ReceivedText
    pending: int
    pending_figures: int
    asked: int
    decided: int
    errors: int
    without_unit: bool
    is_late: bool


def visible(*, by: User) -> QuerySet[ReceivedText]:
    """Texts that exist as far as ``by`` is concerned.

    A text about a unit is seen by whoever sees the unit; one whose unit nobody knows yet,
    by whoever sees the unit that brought it.
    """
    return ReceivedText.objects.filter(
        Q(org_unit__isnull=False) & is_seen(by, "org_unit")
        | Q(org_unit=None) & is_seen(by, "received_for")
    )


def texts(*, by: User) -> QuerySet[ReceivedText, Any]:
    """Visible texts, newest first, with their units; ``pending_count`` and ``error_count``.

    The text itself is left in the database: lists do not need it. One query.
    """
    return _counted(visible(by=by)).order_by("-received_at", "-pk")


def visible_suggestion(suggestion_id: int, *, by: User) -> Suggestion:
    """Return one suggestion with what its row on the page shows. One query.

    Raises:
        Suggestion.DoesNotExist: There is none, or none in a text that ``by`` may see.
    """
    return (
        Suggestion.objects.filter(text__in=visible(by=by))
        .select_related("text", "indicator", "decided_by", "data_value")
        .get(pk=suggestion_id)
    )


def received_before(sha256: str, received_for: OrgUnit) -> ReceivedText | None:
    """Return the text with these bytes that this unit has brought in already."""
    return ReceivedText.objects.filter(file__sha256=sha256, received_for=received_for).first()


def text_detail(text_id: int, *, by: User) -> TextDetail:
    """Return a text, its suggestions and its findings. Five queries.

    Raises:
        ReceivedText.DoesNotExist: There is none, or none that ``by`` may see.
    """
    related = ("file", "org_unit", "received_for", "received_by")
    text = visible(by=by).select_related(*related).get(pk=text_id)
    rows = Suggestion.objects.filter(text=text).select_related(
        "indicator", "decided_by", "data_value"
    )
    suggestions = tuple(rows.order_by("start", "pk"))
    findings = tuple(TextFinding.objects.filter(text=text).order_by("start", "pk"))
    waiting = [one for one in suggestions if one.state == SuggestionState.PENDING]
    sure = sum(is_certain(one, findings) for one in waiting)
    figures = sum(one.kind == SuggestionKind.FIGURE for one in waiting)
    return TextDetail(
        text=text,
        suggestions=suggestions,
        findings=findings,
        can_decide=permissions.can_decide(by, text),
        pending=len(waiting),
        sure=sure,
        asked=figures - sure,
    )


def is_certain(suggestion: Suggestion, findings: tuple[TextFinding, ...]) -> bool:
    """Tell whether a figure may be confirmed with the others, without a look at each.

    The reader was sure, and no finding says that the sentence contradicts itself.
    """
    if suggestion.kind != SuggestionKind.FIGURE or not suggestion.certain:
        return False
    return not any(
        finding.severity == "error"
        and finding.start < suggestion.end
        and suggestion.start < finding.end
        for finding in findings
    )


def waiting(*, by: User, at: datetime) -> tuple[WaitingText, ...]:
    """Return the texts with something pending or without a unit, oldest first.

    Late is one that was received longer ago than the parameter
    ``intake/confirm_within_days`` allows. One query.
    """
    rows = _counted(visible(by=by)).filter(WAITS).order_by("received_at", "pk")
    late_before = _late_before(at)
    return tuple(
        WaitingText(
            text=row,
            pending=row.pending_count,
            pending_figures=row.figure_count,
            asked=row.asked_count,
            decided=row.decided_count,
            errors=row.error_count,
            without_unit=row.org_unit_id is None,
            is_late=late_before is not None and row.received_at < late_before,
        )
        for row in rows
    )


def late(*, by: User, at: datetime) -> tuple[WaitingText, ...]:
    """Return the waiting texts that are late, oldest first. One query."""
    return tuple(one for one in waiting(by=by, at=at) if one.is_late)


def findings(*, by: User) -> QuerySet[TextFinding]:
    """Return what is wrong or odd in visible texts: newest text first, as it reads. One query."""
    return (
        TextFinding.objects.filter(text__in=visible(by=by))
        .select_related("text", "text__org_unit", "text__received_for")
        .defer("text__text")
        .order_by("-text__received_at", "-text", "start", "pk")
    )


def confirmed(*, by: User) -> QuerySet[Suggestion]:
    """Return every suggestion that a named person accepted or corrected. One query."""
    return (
        Suggestion.objects.filter(text__in=visible(by=by), state__in=CONFIRMED)
        .select_related("text", "text__org_unit", "indicator", "decided_by")
        .defer("text__text")
        .order_by("text", "start", "pk")
    )


def confirmed_texts(*, by: User) -> QuerySet[ReceivedText]:
    """Return the texts of which a named person confirmed something, with their units. One query."""
    return (
        visible(by=by)
        .filter(pk__in=confirmed(by=by).order_by().values("text"))
        .select_related("org_unit")
        .defer("text")
        .order_by("pk")
    )


def confirmations(data_value_id: int, *, by: User) -> QuerySet[Suggestion]:
    """Return every sentence that a person confirmed as saying this figure, first one first."""
    return confirmed(by=by).filter(data_value=data_value_id).order_by("decided_at", "pk")


def _counted(rows: QuerySet[ReceivedText]) -> QuerySet[ReceivedText, Any]:
    waits = Q(suggestions__state=SuggestionState.PENDING)
    figure = Q(suggestions__kind=SuggestionKind.FIGURE)
    errors = (
        TextFinding.objects.filter(text=OuterRef("pk"), severity="error")
        .order_by()
        .values("text")
        .annotate(number=Count("pk"))
        .values("number")
    )
    related = rows.select_related("org_unit", "received_for", "received_by").defer("text")
    return related.annotate(
        pending_count=Count("suggestions", filter=waits),
        figure_count=Count("suggestions", filter=waits & figure),
        asked_count=Count("suggestions", filter=waits & figure & Q(suggestions__certain=False)),
        decided_count=Count("suggestions", filter=~waits & Q(suggestions__isnull=False)),
        error_count=Coalesce(Subquery(errors, output_field=IntegerField()), 0),
    )


def _late_before(at: datetime) -> datetime | None:
    parameter = load_parameter(settings.CATALOGUES, "intake/confirm_within_days", on=localdate(at))
    return None if parameter is None else at - timedelta(days=int(parameter.value))
