"""What whoever receives reports is told of each: late, returned before, changed since a look."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, Q
from django.utils.timezone import localdate

from bcd138.apps.accounts.models import User
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.submissions.models import ApprovalStep, Look, Submission
from bcd138.apps.submissions.selectors.deadlines import deadline_of, extended, extensions_of
from bcd138.apps.submissions.selectors.reports import waiting_for_approval
from bcd138.domain.approval import Step
from bcd138.domain.deadline import Deadline, Lateness, lateness
from bcd138.domain.period import Period

_ON_TIME = Lateness(0, 0)


class SinceLook(StrEnum):
    """Whether a person has looked at a report as it is signed now."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class WaitingReport:
    """A report that waits to be received or accepted, with what one asks of it first."""

    submission: Submission
    lateness: Lateness
    since_look: SinceLook

    @property
    def passes(self) -> bool:
        """Tell whether nothing keeps it from being accepted together with others."""
        one = self.submission
        return bool(one.filled_count) and not (one.blocking_count or one.unanswered_count)


@dataclass(frozen=True, slots=True)
class WaitingCounts:
    """How many reports wait for a person, and how many of them want a closer look."""

    waiting: int
    blocked: int
    unanswered: int
    returned: int


NOTHING_WAITS = WaitingCounts(waiting=0, blocked=0, unanswered=0, returned=0)


def waiting_counts(*, by: User) -> WaitingCounts:
    """Return how many reports wait to be accepted by a person. One query."""
    return WaitingCounts(
        **waiting_for_approval(by=by)
        .order_by()
        .aggregate(
            waiting=Count("pk"),
            blocked=Count("pk", filter=Q(blocking_count__gt=0)),
            unanswered=Count("pk", filter=Q(unanswered_count__gt=0)),
            returned=Count("pk", filter=Q(returned_count__gt=0)),
        )
    )


def waiting_reports(waiting: Iterable[Submission], *, by: User) -> list[WaitingReport]:
    """Return the reports of a short list, each with what is to be told of it.

    Seven queries, however many they are; none for none.

    Args:
        waiting: Of ``waiting_for_approval``, one page of it.
        by: Whose looks count.
    """
    rows = list(waiting)
    if not rows:
        return []
    signatures, looks = _signatures(rows), _looks(rows, by)
    granted = extensions_of({one.org_unit_id for one in rows}, {one.data_set_id for one in rows})
    plain = _deadlines(rows)
    off, worked = catalogue.holidays(), catalogue.worked_days()
    return [
        WaitingReport(
            one,
            _lateness(one, extended(plain[_kind(one)], granted.get(_place(one))), off, worked),
            _since_look(looks.get(_place(one)), signatures.get(one.pk)),
        )
        for one in rows
    ]


def _kind(one: Submission) -> tuple[int, Period, str]:
    return one.definition_id, one.period, one.org_unit.level


def _deadlines(rows: Collection[Submission]) -> dict[tuple[int, Period, str], Deadline]:
    """Return by when the forms and periods among these are due."""
    forms = catalogue.forms_of({(one.definition_id, one.period_end) for one in rows})
    return {
        (pk, period, level): deadline_of(forms[pk, period.end], period, level)
        for pk, period, level in map(_kind, rows)
    }


def _lateness(
    one: Submission, deadline: Deadline, off: Collection[date], worked: Collection[date]
) -> Lateness:
    """Return how late a report first went up; an amendment is never late."""
    if one.sent_at is None or one.revision > 1:
        return _ON_TIME
    return lateness(deadline, localdate(one.sent_at), off, worked)


def _since_look(looks: set[int] | None, signed: int | None) -> SinceLook:
    if not looks:
        return SinceLook.NEW
    return SinceLook.SAME if signed in looks else SinceLook.CHANGED


_Place = tuple[int, int, Period]


def _place(one: Submission) -> _Place:
    return one.org_unit_id, one.data_set_id, one.period


def _signatures(rows: Collection[Submission]) -> dict[int, int]:
    """Return the last signature under each report."""
    found = ApprovalStep.objects.filter(submission__in=rows, step=Step.SIGN).order_by("pk")
    return dict(found.values_list("submission", "pk"))


def _looks(rows: Collection[Submission], by: User) -> dict[_Place, set[int]]:
    """Return which signatures a person has seen under any revision of each report."""
    found = Look.objects.filter(
        user=by,
        signed__submission__org_unit__in={one.org_unit_id for one in rows},
        signed__submission__data_set__in={one.data_set_id for one in rows},
    ).values_list(
        "signed__submission__org_unit",
        "signed__submission__data_set",
        "signed__submission__period_start",
        "signed__submission__period_end",
        "signed__submission__period_type",
        "signed",
    )
    seen: dict[_Place, set[int]] = {}
    for org_unit, data_set, start, end, kind, signed in found:
        seen.setdefault((org_unit, data_set, Period(start, end, kind)), set()).add(signed)
    return seen
