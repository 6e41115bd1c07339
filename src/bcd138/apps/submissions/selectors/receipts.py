"""The receipt of a report: what was signed, by whom, when, in time or not, and its seal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.utils.timezone import localdate

from bcd138.apps.accounts.models import User
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.submissions.models import ApprovalStep, Submission
from bcd138.apps.submissions.selectors.deadlines import deadline_for
from bcd138.apps.submissions.selectors.filling import Place, place
from bcd138.apps.submissions.selectors.way import report_revisions
from bcd138.domain.approval import SENT, State, Step
from bcd138.domain.deadline import Deadline, Standing, standing
from bcd138.domain.errors import Refused


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a unit keeps of a report it sent; ``content`` is what was signed, byte for byte.

    An amendment has no deadline, so ``standing`` is empty for it.
    """

    place: Place
    submission: Submission
    signed: ApprovalStep
    received: ApprovalStep | None
    deadline: Deadline
    standing: Standing | None
    content: bytes

    @property
    def seal(self) -> str:
        """Return the SHA-256 of what was signed."""
        return sha256(self.content).hexdigest()


def receipt(
    org_unit: str, data_set: str, period: str, *, by: User, revision: int | None = None
) -> Receipt:
    """Return the receipt of a report that went up: of one revision, or of the last one sent.

    Raises:
        OrgUnit.DoesNotExist: There is no such unit, or none that ``by`` may see.
        Submission.DoesNotExist: The report has no such revision.
        Refused: ``submission.no-receipt``, or what ``place`` says.
    """
    where = place(org_unit, data_set, period, by=by)
    revisions = report_revisions(where, by=by)
    sent = revisions.filter(state__in=[state.value for state in (*SENT, State.SUPERSEDED)])
    found = sent.last() if revision is None else revisions.get(revision=revision)
    if found is None or found.state not in {*SENT, State.SUPERSEDED}:
        raise Refused("submission.no-receipt", org_unit=where.org_unit.name)
    steps = list(found.steps.filter(step__in=(Step.SIGN, Step.RECEIVE)).select_related("by"))
    signed = [each for each in steps if each.step == Step.SIGN][-1]
    deadline = deadline_for(where.org_unit.pk, where.org_unit.level, where.form, where.period)
    return Receipt(
        place=where,
        submission=found,
        signed=signed,
        received=next(
            (each for each in steps if each.step == Step.RECEIVE and each.pk > signed.pk), None
        ),
        deadline=deadline,
        standing=_standing(deadline, found.sent_at) if found.revision == 1 else None,
        content=canonical(signed.content or {}),
    )


def canonical(content: Mapping[str, Any]) -> bytes:
    """Return what was signed as the same bytes on every database: JSON with sorted keys."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _standing(deadline: Deadline, sent_at: datetime | None) -> Standing | None:
    if sent_at is None:
        return None
    day = localdate(sent_at)
    off, worked = catalogue.holidays(), catalogue.worked_days()
    return standing(deadline, day, off, worked, sent_on=day)
