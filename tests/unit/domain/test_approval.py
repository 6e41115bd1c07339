"""The way of a report: what leads where, whose step it is, and the words against it."""

from __future__ import annotations

from itertools import product

import pytest
from django.conf import settings

from bcd138.domain.approval import (
    COMPLETE,
    COUNTED,
    EDITABLE,
    FIRST,
    NOT_YOURS,
    OPEN,
    SENT,
    TRANSITIONS,
    Part,
    State,
    Step,
    check_amendment,
    check_return,
    check_step,
    choices,
    next_state,
    part_of,
    steps_of,
)
from bcd138.domain.errors import Refused
from bcd138.formats.messages import LANGUAGES, load_messages, placeholders

MESSAGES = load_messages(settings.CATALOGUES / "messages")
UNIT = "Xã Nam Hải"

USUAL_WAY = (
    (Step.SAVE, Part.PREPARER, State.DRAFT),
    (Step.SUBMIT, Part.PREPARER, State.SUBMITTED),
    (Step.SIGN, Part.HEAD, State.SIGNED),
    (Step.RECEIVE, Part.RECEIVER, State.RECEIVED),
    (Step.RETURN, Part.RECEIVER, State.RETURNED),
    (Step.SAVE, Part.PREPARER, State.RETURNED),
    (Step.SUBMIT, Part.PREPARER, State.SUBMITTED),
    (Step.SIGN, Part.HEAD, State.SIGNED),
    (Step.TAKE_BACK, Part.HEAD, State.DRAFT),
    (Step.SUBMIT, Part.PREPARER, State.SUBMITTED),
    (Step.TAKE_BACK, Part.PREPARER, State.DRAFT),
    (Step.SUBMIT, Part.PREPARER, State.SUBMITTED),
    (Step.RETURN, Part.HEAD, State.RETURNED),
    (Step.SUBMIT, Part.PREPARER, State.SUBMITTED),
    (Step.SIGN, Part.HEAD, State.SIGNED),
    (Step.RECEIVE, Part.RECEIVER, State.RECEIVED),
    (Step.APPROVE, Part.RECEIVER, State.APPROVED),
    (Step.CLOSE, Part.RECEIVER, State.CLOSED),
    (Step.AMEND, Part.PREPARER, State.CLOSED),
    (Step.SUPERSEDE, Part.BOOKS, State.SUPERSEDED),
)


def refused(check, *given):
    with pytest.raises(Refused) as refusal:
        check(*given)
    return refusal.value.code, refusal.value.params


def test_a_report_goes_its_whole_way_each_in_their_part():
    state = FIRST
    for step, part, after in USUAL_WAY:
        check_step(state, step, {part}, UNIT)
        assert part_of(state, step) == part
        state = next_state(state, step)
        assert state == after, step


@pytest.mark.parametrize(("state", "step"), [*product(State, Step)])
def test_every_state_step_and_part_is_a_transition_or_a_refusal_in_words(state, step):
    for part in Part:
        transition = TRANSITIONS.get((state, step))
        if transition is not None and transition.part == part:
            check_step(state, step, {part}, UNIT)
            continue
        code, params = refused(check_step, state, step, {part}, UNIT)
        expected = "submission.transition" if transition is None else NOT_YOURS[transition.part]
        assert code == expected
        assert set(params.values()) <= {*MESSAGES.words.keys(), UNIT}
        assert placeholders(MESSAGES.words[code]["vi"]) == params.keys()
        for language in LANGUAGES:
            assert "…" not in MESSAGES.say(code, language, **params)


def test_a_refusal_names_the_state_and_the_step_or_the_unit():
    assert refused(check_step, State.DRAFT, Step.SIGN, set(Part), UNIT) == (
        "submission.transition",
        {"state": "state.draft", "step": "step.sign"},
    )
    parts = {Part.PREPARER, Part.RECEIVER}
    assert refused(check_step, State.SUBMITTED, Step.SIGN, parts, UNIT) == (
        "submission.not-yours-to-sign",
        {"org_unit": UNIT},
    )


def test_choices_are_the_steps_of_the_state_with_the_reason_against_those_of_others():
    told = {
        one.step: one.refusal and one.refusal.code
        for one in choices(State.SUBMITTED, {Part.PREPARER}, UNIT)
    }

    assert told == {
        Step.TAKE_BACK: None,
        Step.SIGN: "submission.not-yours-to-sign",
        Step.RETURN: "submission.not-yours-to-sign",
    }
    assert [one.step for one in choices(State.SUBMITTED, {Part.HEAD}, UNIT) if one.is_open] == [
        Step.SIGN,
        Step.RETURN,
    ]


@pytest.mark.parametrize("state", State)
def test_nobody_is_offered_what_only_the_books_do(state):
    steps = [one.step for one in choices(state, set(Part), UNIT)]

    assert Step.SUPERSEDE not in steps
    assert len(steps) == len(set(steps))
    assert all(one.is_open for one in choices(state, set(Part), UNIT))


def test_a_signed_report_is_received_by_being_decided_on():
    assert steps_of(State.SIGNED, Step.APPROVE) == (Step.RECEIVE, Step.APPROVE)
    assert steps_of(State.SIGNED, Step.RETURN) == (Step.RECEIVE, Step.RETURN)
    assert steps_of(State.SUBMITTED, Step.RETURN) == (Step.RETURN,)
    assert steps_of(State.SIGNED, Step.TAKE_BACK) == (Step.TAKE_BACK,)
    assert [one.step for one in choices(State.SIGNED, {Part.RECEIVER}, UNIT) if one.is_open] == [
        Step.RECEIVE,
        Step.APPROVE,
        Step.RETURN,
    ]


def test_the_level_above_never_changes_figures():
    assert {step for (_, step), each in TRANSITIONS.items() if each.part == Part.RECEIVER} == {
        Step.RECEIVE,
        Step.RETURN,
        Step.APPROVE,
        Step.CLOSE,
    }


def test_every_state_is_open_or_counts_or_was_replaced():
    assert sorted([*OPEN, *COUNTED, State.SUPERSEDED]) == sorted(State)
    assert set(EDITABLE) == {state for state, step in TRANSITIONS if step == Step.SAVE}
    assert set(SENT) < set(COMPLETE)
    assert set(COUNTED) == {state for state, step in TRANSITIONS if step == Step.AMEND}


@pytest.mark.rule("amendment-needs-reason-and-paper")
@pytest.mark.parametrize(
    ("state", "reason", "paper", "code"),
    [
        (State.APPROVED, "đếm sót một vụ", "", None),
        (State.CLOSED, "đếm sót một vụ", "15/QĐ-BCĐ", None),
        (State.APPROVED, " \n", "15/QĐ-BCĐ", "submission.amendment-without-reason"),
        (State.CLOSED, "", "", "submission.amendment-without-reason"),
        (State.CLOSED, "đếm sót một vụ", "  ", "submission.amendment-without-paper"),
    ],
)
def test_an_amendment_gives_its_reason_and_after_closing_its_paper(state, reason, paper, code):
    if code is None:
        check_amendment(state, reason, paper)
    else:
        assert refused(check_amendment, state, reason, paper) == (code, {})


@pytest.mark.rule("amendment-needs-reason-and-paper")
@pytest.mark.parametrize("state", [*OPEN, State.SUPERSEDED])
def test_only_what_counts_is_amended(state):
    assert refused(check_amendment, state, "đếm sót một vụ", "15/QĐ-BCĐ") == (
        "submission.transition",
        {"state": f"state.{state}", "step": "step.amend"},
    )


@pytest.mark.parametrize(("note", "reasons"), [("", []), (" \n", ["", "  "])])
def test_nothing_is_returned_without_a_word(note, reasons):
    assert refused(check_return, note, reasons) == ("submission.return-without-reason", {})


@pytest.mark.parametrize(("note", "reasons"), [("sai cả bảng", []), ("", ["", "sai đơn vị"])])
def test_a_word_for_the_whole_or_at_one_cell_is_enough(note, reasons):
    check_return(note, reasons)
