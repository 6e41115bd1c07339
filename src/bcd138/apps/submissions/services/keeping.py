"""Keeping reports and their steps: the rows that every change of one writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError

from bcd138.apps.accounts.models import User
from bcd138.apps.audit import services as audit
from bcd138.apps.statements import Insert
from bcd138.apps.submissions.models import ApprovalStep, Submission
from bcd138.domain.approval import State, Step
from bcd138.domain.errors import Refused
from bcd138.domain.period import Period

_ADDING = Insert(Submission)
_KEEPING = Insert(ApprovalStep)


def keep(submission: Submission) -> None:
    """Save a report: a new row, or the one it is.

    Raises:
        Refused: ``submission.changed-meanwhile``: somebody began the same one just now.
    """
    if submission.pk is None:
        keep_new([submission])
    else:
        submission.save()


def keep_new(submissions: Sequence[Submission]) -> None:
    """Save new reports with one statement.

    Raises:
        Refused: ``submission.changed-meanwhile``: somebody began one of them just now.
    """
    try:
        _ADDING.add_all(submissions)
    except IntegrityError as error:
        if "unique" not in str(error).lower():
            raise
        names = ", ".join(sorted({one.org_unit.name for one in submissions})[:3])
        raise Refused("submission.changed-meanwhile", org_unit=names) from error


def keep_step(
    submission: Submission, step: Step, *, by: User, at: datetime, **kept: Any
) -> ApprovalStep:
    """Add one step to the way of a report; ``kept`` are other columns of it."""
    taken = ApprovalStep(
        **{"state": submission.state, **kept}, submission=submission, step=step, by=by, at=at
    )
    _KEEPING.add(taken)
    return taken


def keep_steps(submissions: Iterable[Submission], step: Step, *, by: User, at: datetime) -> None:
    """Add the same step to the way of many reports."""
    _KEEPING.add_all(
        [
            ApprovalStep(submission=one, step=step, state=one.state, by=by, at=at)
            for one in submissions
        ]
    )


def keep_amendment(submission: Submission, *, by: User, at: datetime) -> None:
    """Add the first step of a revision that amends, with its event."""
    keep_step(
        submission,
        Step.AMEND,
        by=by,
        at=at,
        state=State.DRAFT,
        note=submission.amendment_reason,
    )
    audit.record(
        "submission.amended",
        by=by.username,
        at=at,
        **told(submission),
        reason=submission.amendment_reason,
        paper=submission.amendment_paper,
    )


def content_of(submission: Submission) -> dict[str, Any]:
    """Return what a signature covers: every cell and every word of the report."""
    return {"cells": submission.cells, "narratives": submission.narratives}


def about(org_unit: str, data_set: str, period: Period) -> dict[str, str]:
    """Return what a notice leads to: a report by its three codes."""
    return {
        "kind": "submission",
        "org_unit": org_unit,
        "data_set": data_set,
        "period": period.code,
    }


def told(submission: Submission) -> dict[str, object]:
    """Return what an event says of a report."""
    return {
        "submission": submission.pk,
        "org_unit": submission.org_unit.code,
        "definition": submission.definition_id,
        "period": submission.period.code,
        "revision": submission.revision,
        "version": submission.version,
    }
