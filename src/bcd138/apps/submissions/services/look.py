"""Keeping what somebody saw of a report."""

from __future__ import annotations

from datetime import datetime

from bcd138.apps.accounts.models import User
from bcd138.apps.submissions import permissions, selectors
from bcd138.apps.submissions.models import Look, Submission
from bcd138.domain.approval import SENT


def looked(*, submission: Submission, by: User, at: datetime) -> None:
    """Keep that whoever receives a report looked at it as it is signed now.

    Called by the page itself, so opening it writes this one row, once for each signature; a
    person's own bookmark, no act on the report, and therefore in no register. Of others, and
    of a report that is not signed, nothing is kept.
    """
    if submission.state not in SENT or not permissions.can_approve(by, submission.org_unit):
        return
    signed = selectors.signature_of(submission)
    if signed is not None:
        Look.objects.get_or_create(user=by, signed=signed, defaults={"at": at})
