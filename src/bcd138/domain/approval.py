"""The way of a report: its states and what leads from one to the next."""

from __future__ import annotations

from enum import StrEnum

from bcd138.domain.errors import Refused


class State(StrEnum):
    """Where a report stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    SUPERSEDED = "superseded"


class Step(StrEnum):
    """What a person does with a report."""

    SAVE = "save"
    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    APPROVE = "approve"
    SUPERSEDE = "supersede"


TRANSITIONS: dict[tuple[State, Step], State] = {
    (State.DRAFT, Step.SAVE): State.DRAFT,
    (State.DRAFT, Step.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Step.TAKE_BACK): State.DRAFT,
    (State.SUBMITTED, Step.APPROVE): State.APPROVED,
    (State.APPROVED, Step.SUPERSEDE): State.SUPERSEDED,
}
OPEN = (State.DRAFT, State.SUBMITTED)
SENT = (State.SUBMITTED, State.APPROVED)


def next_state(state: State, step: Step) -> State:
    """Return the state that ``step`` leads to.

    Raises:
        Refused: ``submission.transition`` with the codes of both.
    """
    after = TRANSITIONS.get((state, step))
    if after is None:
        raise Refused("submission.transition", state=f"state.{state}", step=f"step.{step}")
    return after
