"""The steps of a report between two hands: passing it up, signing, receiving, returning it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from bcd138.apps.accounts.models import User
from bcd138.apps.audit import services as audit
from bcd138.apps.notices import services as notices
from bcd138.apps.submissions import permissions, selectors
from bcd138.apps.submissions.cells import entries_of
from bcd138.apps.submissions.models import Submission
from bcd138.apps.submissions.selectors import Place
from bcd138.apps.submissions.services.book import Amendment, locked, opened, put_down
from bcd138.apps.submissions.services.keeping import (
    about,
    content_of,
    keep_amendment,
    keep_step,
    told,
)
from bcd138.domain.approval import State, Step, check_return, next_state
from bcd138.domain.errors import Refused


@transaction.atomic
def submit(*, place: Place, by: User, at: datetime, version: int | None = None) -> Submission:
    """Pass the open draft of a report to the head, checked once more as it stands now.

    Raises:
        Refused: ``submission.not-yours-to-fill``, ``submission.transition``,
            ``submission.changed-meanwhile``, ``submission.blocked`` or ``deadline.locked``.
    """
    submission = opened(place, by=by, at=at, version=version)
    selectors.check_still_open(submission, localdate(at), place.form)
    submission.state = next_state(State(submission.state), Step.SUBMIT)
    submission.submitted_by, submission.submitted_at = by, at
    put_down(submission, place, entries_of(submission.cells), by=by, at=at, must_pass=True)
    keep_step(submission, Step.SUBMIT, by=by, at=at)
    audit.record("submission.submitted", by=by.username, at=at, **told(submission))
    return submission


@transaction.atomic
def take_back(
    *, submission_id: int, by: User, at: datetime, version: int | None = None
) -> Submission:
    """Make a report that the level above has not received yet a draft again.

    Before the signature that is the preparer's, after it the signer's.

    Raises:
        Submission.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``submission.not-yours-to-fill``, ``submission.not-yours-to-sign``,
            ``submission.transition`` or ``submission.changed-meanwhile``.
    """
    submission = locked(submission_id, Step.TAKE_BACK, by=by, at=at, version=version)
    submission.submitted_by = submission.submitted_at = None
    submission.signed_by = submission.signed_at = None
    if not submission.returned_count:
        submission.sent_at = None
    _leave(submission, Step.TAKE_BACK, by, at)
    audit.record("submission.taken-back", by=by.username, at=at, **told(submission))
    return submission


@transaction.atomic
def sign(*, submission_id: int, by: User, at: datetime, version: int | None = None) -> Submission:
    """Sign a report for its unit: what stands in it now goes up, and is kept as signed.

    Raises:
        Submission.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``submission.not-yours-to-sign``, ``submission.transition``,
            ``submission.changed-meanwhile`` or ``deadline.locked``.
    """
    submission = locked(submission_id, Step.SIGN, by=by, at=at, version=version)
    selectors.check_still_open(submission, localdate(at))
    right = permissions.signing_right(by, submission.org_unit, localdate(at))
    submission.signed_by, submission.signed_at = by, at
    submission.sent_at = submission.sent_at or at
    _leave(
        submission,
        Step.SIGN,
        by,
        at,
        signed_as=right.capacity,
        content=content_of(submission),
    )
    audit.record(
        "submission.signed",
        by=by.username,
        at=at,
        **told(submission),
        signed_as=right.capacity,
    )
    return submission


@transaction.atomic
def receive(
    *, submission_id: int, by: User, at: datetime, version: int | None = None
) -> Submission:
    """Receive a signed report: from now on it is proved, and no longer taken back.

    Raises:
        Submission.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``submission.not-yours-to-approve``, ``submission.transition`` or
            ``submission.changed-meanwhile``.
    """
    submission = locked(submission_id, Step.RECEIVE, by=by, at=at, version=version)
    _leave(submission, Step.RECEIVE, by, at)
    audit.record("submission.received", by=by.username, at=at, **told(submission))
    return submission


@transaction.atomic
def return_(
    *,
    submission_id: int,
    note: str,
    reasons: Mapping[str, str],
    by: User,
    at: datetime,
    version: int | None = None,
) -> Submission:
    """Return a report to whoever prepared it: by its head, or by the level above.

    Args:
        submission_id: One waiting for a signature, or one received; a signed one is
            received by this.
        note: What is wrong with the whole; may be empty where a cell has a reason.
        reasons: What is wrong, by cell key; the number at the cell stays as it was sent.
        by: Who.
        at: When.
        version: The version that was looked at; another one is refused.

    Raises:
        Submission.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``submission.return-without-reason``, ``submission.unknown-cell``, and
            what the other steps refuse.
    """
    check_return(note, reasons.values())
    submission = locked(submission_id, Step.RETURN, by=by, at=at, version=version)
    _check_cells(submission, reasons)
    submission.returned_count += 1
    words = {cell: reason.strip() for cell, reason in reasons.items() if reason.strip()}
    _leave(submission, Step.RETURN, by, at, note=note.strip(), reasons=words)
    audit.record(
        "submission.returned",
        by=by.username,
        at=at,
        **told(submission),
        note=note.strip(),
        cells=sorted(words),
    )
    notices.tell(
        {submission.saved_by_id, submission.submitted_by_id} - {None, by.pk},
        "notice.returned",
        {**_named(submission), "count": len(words), "by": str(by)},
        about=about(submission.org_unit.code, submission.data_set.code, submission.period),
        at=at,
    )
    return submission


@transaction.atomic
def close(*, submission_id: int, by: User, at: datetime, version: int | None = None) -> Submission:
    """Close a report that counts: what it says changes only through an amendment on paper.

    Raises:
        Submission.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``submission.not-yours-to-approve``, ``submission.transition`` or
            ``submission.changed-meanwhile``.
    """
    submission = locked(submission_id, Step.CLOSE, by=by, at=at, version=version)
    _leave(submission, Step.CLOSE, by, at)
    audit.record("submission.closed", by=by.username, at=at, **told(submission))
    return submission


@transaction.atomic
def close_all(
    *, submission_ids: Iterable[int], by: User, at: datetime
) -> tuple[list[Submission], dict[int, Refused]]:
    """Close many reports; return those closed, and why the others are not, by id."""
    closed: list[Submission] = []
    refused: dict[int, Refused] = {}
    for submission_id in sorted(set(submission_ids)):
        try:
            closed.append(close(submission_id=submission_id, by=by, at=at))
        except Refused as refusal:
            refused[submission_id] = refusal
    return closed, refused


@transaction.atomic
def amend(*, place: Place, reason: str, paper: str, by: User, at: datetime) -> Submission:
    """Begin the next revision of a report that counts, with its cells, as a draft.

    What counts goes on counting until the revision has gone the whole way and is approved.

    Raises:
        Refused: ``submission.not-yours-to-fill``, ``submission.transition``,
            ``submission.amendment-without-reason`` or
            ``submission.amendment-without-paper``.
    """
    submission = opened(place, by=by, at=at, amendment=Amendment(reason, paper))
    if submission.pk is not None:
        raise Refused("submission.transition", state=f"state.{submission.state}", step="step.amend")
    put_down(submission, place, entries_of(submission.cells), by=by, at=at)
    keep_amendment(submission, by=by, at=at)
    return submission


def _leave(submission: Submission, step: Step, by: User, at: datetime, **kept: object) -> None:
    """Save a report that took a step, with the step."""
    submission.version += 1
    submission.save()
    keep_step(submission, step, by=by, at=at, **kept)


def _check_cells(submission: Submission, reasons: Mapping[str, str]) -> None:
    unknown = sorted(reasons.keys() - selectors.form_of(submission).cells.keys())
    if unknown:
        raise Refused("submission.unknown-cell", cell=", ".join(unknown[:5]))


def _named(submission: Submission) -> dict[str, str]:
    return {
        "org_unit": submission.org_unit.name,
        "form": submission.data_set.name,
        "period": submission.period.label,
    }
