"""Reports as they stood at the end of a day, told by the steps that had been taken."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    F,
    IntegerField,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from bcd138.apps.submissions.days import midnight_after
from bcd138.apps.submissions.models import ApprovalStep, Submission
from bcd138.domain.approval import Step


def then(reports: QuerySet[Submission], on: date) -> QuerySet[Any, Any]:
    """Add to a query of reports how each stood at the end of a day.

    ``state_then`` is empty where the day knows of no step yet: a draft leaves no trace.
    ``sent_then`` is when it had first gone up, ``returned_then`` how often it had come back.
    Of today, or later, that is what the report says of itself.
    """
    if on >= localdate():
        return reports.annotate(
            state_then=F("state"), sent_then=F("sent_at"), returned_then=F("returned_count")
        )
    steps = ApprovalStep.objects.filter(
        submission=OuterRef("pk"), at__lt=midnight_after(on)
    ).order_by()
    signed = steps.filter(step=Step.SIGN).values("submission").annotate(first=Min("at"))
    returned = steps.filter(step=Step.RETURN).values("submission").annotate(many=Count("pk"))
    return reports.annotate(
        state_then=Coalesce(
            Subquery(steps.order_by("-pk").values("state")[:1], output_field=CharField()),
            Value(""),
        ),
        sent_then=Case(
            When(sent_at__lt=midnight_after(on), then=F("sent_at")),
            default=Subquery(signed.values("first"), output_field=DateTimeField()),
        ),
        returned_then=Coalesce(
            Subquery(returned.values("many"), output_field=IntegerField()), Value(0)
        ),
    )
