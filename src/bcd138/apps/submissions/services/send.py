"""Sending a report up, and taking it back before anybody has taken it in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bcd138.apps.accounts.models import User
from bcd138.apps.audit import services as audit
from bcd138.apps.submissions import permissions, selectors
from bcd138.apps.submissions.cells import entries_of
from bcd138.apps.submissions.models import Submission
from bcd138.apps.submissions.selectors import Place
from bcd138.apps.submissions.services.book import opened, put_down, told
from bcd138.domain.approval import State, Step, next_state


@transaction.atomic
def submit(*, place: Place, by: User, at: datetime, version: int | None = None) -> Submission:
    """Send the open draft of a report, checked once more as it stands now.

    Raises:
        Refused: ``submission.not-yours-to-fill``, ``submission.transition``,
            ``submission.changed-meanwhile`` or ``submission.blocked``.
    """
    submission = opened(place, by=by, at=at, version=version)
    submission.state = next_state(State(submission.state), Step.SUBMIT)
    submission.submitted_by, submission.submitted_at = by, at
    put_down(submission, place, entries_of(submission.cells), by=by, at=at, must_pass=True)
    audit.record("submission.submitted", by=by.username, at=at, **told(submission))
    return submission


@transaction.atomic
def take_back(*, submission_id: int, by: User, at: datetime) -> Submission:
    """Make a report that was sent, and not yet taken in, a draft again.

    Raises:
        Submission.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``submission.not-yours-to-fill`` or ``submission.transition``.
    """
    visible = selectors.submissions(by=by).filter(pk=submission_id)
    submission = Submission.objects.select_for_update(of=("self",)).get(pk__in=visible.values("pk"))
    permissions.check_can_fill(by, submission.org_unit)
    submission.state = next_state(State(submission.state), Step.TAKE_BACK)
    submission.submitted_by = submission.submitted_at = None
    submission.version += 1
    submission.save(update_fields=["state", "submitted_by", "submitted_at", "version"])
    audit.record("submission.taken-back", by=by.username, at=at, **told(submission))
    return submission
