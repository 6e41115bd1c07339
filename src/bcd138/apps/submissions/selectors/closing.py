"""Which accepted reports a standing agency closes together, and what stays open beside them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from bcd138.apps.accounts.models import User
from bcd138.apps.submissions import permissions
from bcd138.apps.submissions.days import in_period
from bcd138.apps.submissions.listed import shown
from bcd138.apps.submissions.models import Submission
from bcd138.domain.approval import OPEN, State
from bcd138.domain.period import Period

_OPEN = [state.value for state in OPEN]


@dataclass(frozen=True, slots=True)
class ToClose:
    """The accepted reports of one form and period; ``left_open`` are on their way beside them."""

    data_set: str
    form: str
    period: Period
    accepted: int
    left_open: int


def to_close(*, by: User) -> list[ToClose]:
    """Return the forms and periods with accepted reports that ``by`` may close. One query.

    The latest period first.
    """
    rows = (
        _received(by)
        .filter(state__in=[State.APPROVED.value, *_OPEN])
        .order_by("-period_end", "-period_start", "data_set__position")
        .values_list(
            "data_set__code", "data_set__name", "period_start", "period_end", "period_type"
        )
        .annotate(
            accepted=Count("pk", filter=Q(state=State.APPROVED)),
            left_open=Count("pk", filter=Q(state__in=_OPEN)),
        )
        .filter(accepted__gt=0)
    )
    return [
        ToClose(code, form, Period(start, end, kind), accepted, left_open)
        for code, form, start, end, kind, accepted, left_open in rows
    ]


def accepted_ids(data_set: str, period: Period, *, by: User) -> list[int]:
    """Return the accepted reports of a form and period that ``by`` may close."""
    found = _received(by).filter(data_set__code=data_set, **in_period(period), state=State.APPROVED)
    return list(found.order_by("pk").values_list("pk", flat=True))


def left_open(data_set: str, period: Period, *, by: User) -> QuerySet[Submission]:
    """Return the reports of a form and period that are still on their way, by unit."""
    found = _received(by).filter(data_set__code=data_set, **in_period(period), state__in=_OPEN)
    return found.order_by("org_unit__sort_key", "pk")


def _received(by: User) -> QuerySet[Submission]:
    return shown(Submission.objects.filter(permissions.received_by(by)))
