"""One step of a report, named by its code: for programs and the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from bcd138.apps.accounts.models import User
from bcd138.apps.submissions import permissions
from bcd138.apps.submissions.models import Submission
from bcd138.apps.submissions.selectors import Place
from bcd138.apps.submissions.services.approve import approve
from bcd138.apps.submissions.services.book import last_revision
from bcd138.apps.submissions.services.steps import (
    amend,
    close,
    receive,
    return_,
    sign,
    submit,
    take_back,
)
from bcd138.domain.approval import FIRST, Choice, State, Step, choices
from bcd138.domain.errors import Refused

_PLAIN: Mapping[Step, Callable[..., Submission]] = {
    Step.TAKE_BACK: take_back,
    Step.SIGN: sign,
    Step.RECEIVE: receive,
    Step.APPROVE: approve,
    Step.CLOSE: close,
}
ASKED = (Step.SUBMIT, *_PLAIN, Step.RETURN, Step.AMEND)
"""The steps that ``take_step`` takes: all but saving, and what only follows from another."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said with a step.

    ``note`` and ``reasons`` (by cell key) tell why a report is returned; ``reason`` and
    ``paper`` why one that counts is amended.
    """

    note: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A report after a step, and what the same person may ask for next."""

    submission: Submission
    choices: tuple[Choice, ...]


@transaction.atomic
def take_step(
    *,
    place: Place,
    step: Step,
    by: User,
    at: datetime,
    said: Said | None = None,
    version: int | None = None,
) -> Taken:
    """Take one step with the last revision of a report.

    Args:
        place: From ``selectors.place``, which has asked who may see it.
        step: One of ``ASKED``.
        by: Who.
        at: When.
        said: The words that some steps need.
        version: The version that was looked at; another one is refused.

    Raises:
        Refused: ``submission.changed-meanwhile``, ``submission.transition``, or what the
            service of the step refuses.
    """
    last = last_revision(place)
    if last is not None and version not in {None, last.version}:
        raise Refused("submission.changed-meanwhile", org_unit=place.org_unit.name)
    submission = _after(place, last, step, said or Said(), by=by, at=at)
    parts = permissions.parts_of(by, place.org_unit, localdate(at))
    return Taken(submission, choices(State(submission.state), parts, place.org_unit.name))


def _after(
    place: Place, last: Submission | None, step: Step, said: Said, *, by: User, at: datetime
) -> Submission:
    if step == Step.SUBMIT:
        return submit(place=place, by=by, at=at)
    if step == Step.AMEND:
        return amend(place=place, reason=said.reason, paper=said.paper, by=by, at=at)
    if last is None or step not in ASKED:
        state = State(last.state) if last else FIRST
        raise Refused("submission.transition", state=f"state.{state}", step=f"step.{step}")
    if step == Step.RETURN:
        return return_(submission_id=last.pk, note=said.note, reasons=said.reasons, by=by, at=at)
    return _PLAIN[step](submission_id=last.pk, by=by, at=at)
