"""What others did with the reports of the units a person works for."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from bcd138.apps.accounts.models import User
from bcd138.apps.submissions.listed import HEAVY_OF_STEP
from bcd138.apps.submissions.models import ApprovalStep
from bcd138.domain.approval import State, Step

_TOLD = (Step.SIGN, Step.RECEIVE, Step.RETURN, Step.APPROVE, Step.CLOSE, Step.AMEND)


def steps_by_others(*, by: User) -> QuerySet[ApprovalStep]:
    """Return the steps that others took with reports of the units assigned to ``by``.

    The latest first; that one was received is told until it is decided on.
    """
    return (
        ApprovalStep.objects.filter(
            submission__org_unit__in=by.assignments.values("org_unit"),
            step__in=[step.value for step in _TOLD],
        )
        .exclude(by=by)
        .exclude(~Q(submission__state=State.RECEIVED), step=Step.RECEIVE)
        .select_related("by", "submission__org_unit", "submission__data_set")
        .defer(*HEAVY_OF_STEP)
        .order_by("-pk")
    )
