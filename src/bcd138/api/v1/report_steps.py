"""The steps of a report by program: passing it up, signing, receiving, returning, accepting."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Router

from bcd138.api.v1 import submission_schemas as schemas
from bcd138.api.v1.errors import Faults, Refusal, words
from bcd138.apps.submissions import selectors, services
from bcd138.apps.submissions.models import ApprovalStep
from bcd138.domain.approval import Choice, Step
from bcd138.domain.errors import Refused

_NO: dict[int, Any] = {400: Refusal, 401: Refusal, 403: Refusal, 404: Refusal, 409: Refusal}
router = Router(tags=["submissions"])


@router.post(
    "",
    response={200: schemas.StepTaken, **_NO, 422: Faults},
    operation_id="take_step",
)
def take(request: HttpRequest, given: schemas.StepIn) -> schemas.StepTaken:
    """Take one step with the last revision of a report, or tell with 409 why not.

    Who acts on a ``version`` that somebody else has changed meanwhile is told so, and
    changes nothing.
    """
    by: Any = request.user  # the session's user, signed in by then
    place = selectors.place(given.org_unit, given.data_set, given.period, by=by)
    taken = services.take_step(
        place=place,
        step=Step(given.step),
        said=services.Said(given.note, given.reasons, given.reason, given.paper),
        version=given.version,
        by=by,
        at=now(),
    )
    standing: Any = taken.submission.state
    return schemas.StepTaken(
        org_unit=place.org_unit.code,
        data_set=place.data_set.code,
        period=place.period.code,
        state=standing,
        revision=taken.submission.revision,
        version=taken.submission.version,
        choices=choices_out(taken.choices),
    )


def choices_out(choices: Iterable[Choice]) -> list[schemas.ChoiceOut]:
    """Return the steps one could ask for, each with the words against it."""
    return [
        schemas.ChoiceOut(step=one.step.value, refusal=_refusal(one.refusal)) for one in choices
    ]


def steps_out(steps: Iterable[ApprovalStep]) -> list[schemas.StepOut]:
    """Return the steps that were taken."""
    return [_step_out(one) for one in steps]


def _step_out(taken: ApprovalStep) -> schemas.StepOut:
    step: Any = taken.step
    state: Any = taken.state
    return schemas.StepOut(
        revision=taken.submission.revision,
        step=step,
        state=state,
        by=taken.by.username,
        at=taken.at,
        note=taken.note,
        reasons=taken.reasons,
        signed_as=taken.signed_as,
    )


def _refusal(refused: Refused | None) -> Refusal | None:
    if refused is None:
        return None
    return Refusal(code=refused.code, words=words(refused.code, refused.params))
