"""Files that show where a figure comes from, at the cell of a report."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bcd138.apps.accounts.models import User
from bcd138.apps.audit import services as audit
from bcd138.apps.files import services as files
from bcd138.apps.submissions import permissions, selectors
from bcd138.apps.submissions.models import Evidence
from bcd138.apps.submissions.selectors import Place
from bcd138.apps.submissions.services.book import opened
from bcd138.apps.submissions.services.keeping import told
from bcd138.domain.approval import State, Step, next_state
from bcd138.domain.errors import Refused

MOST_BYTES = 20 * 1024 * 1024
_LONGEST_NAME = 200


@transaction.atomic
def add_evidence(
    *,
    place: Place,
    cell: str,
    name: str,
    content: bytes,
    media_type: str,
    by: User,
    at: datetime,
) -> Evidence:
    """Keep a file at a cell; the same file there again is the one already kept.

    Raises:
        Refused: ``submission.unknown-cell``, ``submission.evidence-too-large``,
            ``submission.evidence-empty`` or what opening the report refuses.
    """
    if cell not in place.data_set.cells:
        raise Refused("submission.unknown-cell", cell=cell)
    if not content:
        raise Refused("submission.evidence-empty", name=name)
    if len(content) > MOST_BYTES:
        raise Refused("submission.evidence-too-large", name=name, limit=MOST_BYTES // 1024**2)
    submission = opened(place, by=by, at=at)
    if submission.pk is None:
        submission.version = 1
        submission.cell_count = len(place.data_set.entered)
        submission.save()
    kept = files.keep(content, media_type=media_type, at=at)
    evidence, is_new = Evidence.objects.get_or_create(
        submission=submission,
        cell=cell,
        file=kept,
        defaults={"name": name[-_LONGEST_NAME:], "added_by": by, "added_at": at},
    )
    if is_new:
        about = {"cell": cell, "file": kept.sha256, "name": evidence.name}
        audit.record(
            "submission.evidence-added", by=by.username, at=at, **told(submission), **about
        )
    return evidence


@transaction.atomic
def remove_evidence(*, evidence_id: int, by: User, at: datetime) -> None:
    """Take a file away from a cell of a draft; its bytes stay with the audit's name for them.

    Raises:
        Evidence.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``submission.not-yours-to-fill`` or ``submission.transition``.
    """
    evidence = selectors.evidence(by=by).get(pk=evidence_id)
    submission = evidence.submission
    permissions.check_can_fill(by, submission.org_unit)
    next_state(State(submission.state), Step.SAVE)
    about = {"cell": evidence.cell, "file": evidence.file.sha256, "name": evidence.name}
    evidence.delete()
    audit.record("submission.evidence-removed", by=by.username, at=at, **told(submission), **about)
