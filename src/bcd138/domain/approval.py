"""The way of a report: its states, what leads from one to the next, and whose step it is.

Here stands *when* something may be done, and whose part it is; who plays which part is asked
in ``permissions`` of the room. Pages, API and command line tell both with the same words.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from bcd138.domain.errors import Refused
from bcd138.domain.rules import rule


class State(StrEnum):
    """Where a report stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SIGNED = "signed"
    RECEIVED = "received"
    RETURNED = "returned"
    APPROVED = "approved"
    CLOSED = "closed"
    SUPERSEDED = "superseded"


class Step(StrEnum):
    """What a person does with a report."""

    SAVE = "save"
    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    SIGN = "sign"
    RECEIVE = "receive"
    RETURN = "return"
    APPROVE = "approve"
    CLOSE = "close"
    AMEND = "amend"
    SUPERSEDE = "supersede"


class Part(StrEnum):
    """In whose place a step is taken.

    The preparer and the head are of the unit itself; the receiver is the standing agency of
    the level above. ``BOOKS`` is nobody: what follows from a step taken on another revision.
    """

    PREPARER = "preparer"
    HEAD = "head"
    RECEIVER = "receiver"
    BOOKS = "books"


@dataclass(frozen=True, slots=True)
class Transition:
    """Where a step leads, and whose it is."""

    after: State
    part: Part


TRANSITIONS: dict[tuple[State, Step], Transition] = {
    (State.DRAFT, Step.SAVE): Transition(State.DRAFT, Part.PREPARER),
    (State.DRAFT, Step.SUBMIT): Transition(State.SUBMITTED, Part.PREPARER),
    (State.SUBMITTED, Step.TAKE_BACK): Transition(State.DRAFT, Part.PREPARER),
    (State.SUBMITTED, Step.SIGN): Transition(State.SIGNED, Part.HEAD),
    (State.SUBMITTED, Step.RETURN): Transition(State.RETURNED, Part.HEAD),
    (State.SIGNED, Step.TAKE_BACK): Transition(State.DRAFT, Part.HEAD),
    (State.SIGNED, Step.RECEIVE): Transition(State.RECEIVED, Part.RECEIVER),
    (State.RECEIVED, Step.RETURN): Transition(State.RETURNED, Part.RECEIVER),
    (State.RECEIVED, Step.APPROVE): Transition(State.APPROVED, Part.RECEIVER),
    (State.RETURNED, Step.SAVE): Transition(State.RETURNED, Part.PREPARER),
    (State.RETURNED, Step.SUBMIT): Transition(State.SUBMITTED, Part.PREPARER),
    (State.APPROVED, Step.CLOSE): Transition(State.CLOSED, Part.RECEIVER),
    (State.APPROVED, Step.AMEND): Transition(State.APPROVED, Part.PREPARER),
    (State.CLOSED, Step.AMEND): Transition(State.CLOSED, Part.PREPARER),
    (State.APPROVED, Step.SUPERSEDE): Transition(State.SUPERSEDED, Part.BOOKS),
    (State.CLOSED, Step.SUPERSEDE): Transition(State.SUPERSEDED, Part.BOOKS),
}

FIRST = State.DRAFT
EDITABLE = (State.DRAFT, State.RETURNED)
OPEN = (*EDITABLE, State.SUBMITTED, State.SIGNED, State.RECEIVED)
COUNTED = (State.APPROVED, State.CLOSED)
SENT = (State.SIGNED, State.RECEIVED, *COUNTED)
COMPLETE = (State.SUBMITTED, *SENT)
"""Whoever fills it in holds it for finished: what later periods are compared with."""


_DECIDING = (Step.APPROVE, Step.RETURN)


@dataclass(frozen=True, slots=True)
class Choice:
    """A step somebody could ask for, and why not, where it is refused."""

    step: Step
    refusal: Refused | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether the step may be taken."""
        return self.refusal is None


def next_state(state: State, step: Step) -> State:
    """Return the state that ``step`` leads to.

    Raises:
        Refused: ``submission.transition`` with the codes of both.
    """
    return _transition(state, step).after


def part_of(state: State, step: Step) -> Part:
    """Return whose step it is.

    Raises:
        Refused: ``submission.transition`` with the codes of both.
    """
    return _transition(state, step).part


def _transition(state: State, step: Step) -> Transition:
    found = TRANSITIONS.get((state, step))
    if found is None:
        raise Refused("submission.transition", state=f"state.{state}", step=f"step.{step}")
    return found


NOT_YOURS = {
    Part.PREPARER: "submission.not-yours-to-fill",
    Part.HEAD: "submission.not-yours-to-sign",
    Part.RECEIVER: "submission.not-yours-to-approve",
    Part.BOOKS: "submission.transition-of-itself",
}
"""What somebody is told who does not play a part in the reports of a unit."""


def check_step(state: State, step: Step, parts: Collection[Part], org_unit: str) -> None:
    """Allow ``step`` to whoever plays one of ``parts``, where the state leads on by it.

    Raises:
        Refused: ``submission.transition``; the code of ``NOT_YOURS`` with the ``org_unit``'s
            name where it is the part of somebody else.
    """
    part = part_of(state, step)
    if part not in parts:
        raise Refused(NOT_YOURS[part], org_unit=org_unit)


def steps_of(state: State, step: Step) -> tuple[Step, ...]:
    """Return what a step is made of: by being decided on, a signed report is received."""
    if state == State.SIGNED and step in _DECIDING:
        return Step.RECEIVE, step
    return (step,)


def choices(state: State, parts: Collection[Part], org_unit: str) -> tuple[Choice, ...]:
    """Return every step a person may ask for in this state, with the reason against it.

    Args:
        state: Where the report stands.
        parts: Those the person plays in the reports of the unit.
        org_unit: The name of the unit, for the reasons.
    """
    asked = [step for (before, step), each in TRANSITIONS.items() if _asked(before, each, state)]
    asked += _DECIDING if state == State.SIGNED else ()
    return tuple(Choice(step, _refusal(state, step, parts, org_unit)) for step in asked)


def _asked(before: State, transition: Transition, state: State) -> bool:
    return before == state and transition.part != Part.BOOKS


def _refusal(state: State, step: Step, parts: Collection[Part], org_unit: str) -> Refused | None:
    try:
        check_step(state, steps_of(state, step)[0], parts, org_unit)
    except Refused as refused:
        return refused
    return None


@rule("amendment-needs-reason-and-paper", "Quy ước của phần mềm")
def check_amendment(state: State, reason: str, paper: str) -> None:
    """Allow the next revision of a report that counts.

    Every amendment gives its reason; after closing it also names the paper that decides it.
    Nothing that counts is overwritten: the revision before stays as it was.

    Raises:
        Refused: ``submission.transition``, ``submission.amendment-without-reason`` or
            ``submission.amendment-without-paper``.
    """
    next_state(state, Step.AMEND)
    if not reason.strip():
        raise Refused("submission.amendment-without-reason")
    if state == State.CLOSED and not paper.strip():
        raise Refused("submission.amendment-without-paper")


def check_return(note: str, reasons: Collection[str]) -> None:
    """Allow a report to be returned with at least one reason, at a cell or for the whole.

    Raises:
        Refused: ``submission.return-without-reason``.
    """
    if not note.strip() and not any(reason.strip() for reason in reasons):
        raise Refused("submission.return-without-reason")
