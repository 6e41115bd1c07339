"""What somebody saw of a report when they last looked, so that the page tells what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bcd138.apps.accounts.models import User
from bcd138.apps.submissions.cells import entries_of, with_computed
from bcd138.apps.submissions.days import in_period
from bcd138.apps.submissions.models import ApprovalStep, Look, Submission
from bcd138.apps.submissions.selectors.deadlines import form_of
from bcd138.domain.approval import Step
from bcd138.domain.entry import Entry


@dataclass(frozen=True, slots=True)
class Seen:
    """A report as somebody saw it, signed at ``signed_at`` and looked at from ``at`` on."""

    at: datetime
    signed_at: datetime
    entries: Mapping[str, Entry]
    narratives: Mapping[str, str]


def signature_of(submission: Submission) -> ApprovalStep | None:
    """Return the signature under a report; ``None`` before the first.

    For callers that have asked who before.
    """
    return (
        ApprovalStep.objects.filter(submission=submission, step=Step.SIGN)
        .select_related("by")
        .defer("content")
        .order_by("pk")
        .last()
    )


def seen_before(submission: Submission, *, by: User) -> Seen | None:
    """Return what ``by`` saw under the signature before this one; ``None`` at a first look.

    An amendment is compared with the revision it amends. What changed stays told for as long
    as this signature stands, not only the first time the page is opened.
    """
    period = {
        f"signed__submission__{column}": is_ for column, is_ in in_period(submission.period).items()
    }
    look = (
        Look.objects.filter(
            user=by,
            signed__submission__org_unit=submission.org_unit_id,
            signed__submission__data_set=submission.data_set_id,
            **period,
        )
        .exclude(signed=signature_of(submission))
        .select_related("signed__submission")
        .order_by("signed")
        .last()
    )
    if look is None:
        return None
    content = look.signed.content or {}
    form = form_of(look.signed.submission)
    return Seen(
        at=look.at,
        signed_at=look.signed.at,
        entries=with_computed(form, entries_of(content.get("cells", {}))),
        narratives=content.get("narratives", {}),
    )
