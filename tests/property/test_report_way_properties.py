"""Laws of the way of a report: through the rules alone, and on the database with its people."""

from __future__ import annotations

import os
from dataclasses import dataclass

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import factories
from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.submissions import selectors, services
from bcd138.apps.submissions.cells import entries_of, with_computed
from bcd138.apps.submissions.models import ApprovalStep, DataValue, Submission
from bcd138.domain.approval import (
    COUNTED,
    FIRST,
    NOT_YOURS,
    OPEN,
    TRANSITIONS,
    Part,
    State,
    Step,
    check_step,
    next_state,
    part_of,
)
from bcd138.domain.errors import Refused

WAYS = int(os.environ.get("BCD138_WAYS", "12"))
LONGEST = int(os.environ.get("BCD138_WAY_STEPS", "25"))
WHERE = ("DEMO-AB-NH", "commune_month", "2026M11--12-15")
UNIT = "Xã Nam Hải"
AT = factories.AT
PARTS = st.sets(st.sampled_from(Part))
USUAL = {  # who takes the next step on the usual way
    State.DRAFT: ("lan", Step.SUBMIT),
    State.SUBMITTED: ("binh", Step.SIGN),
    State.SIGNED: ("minh", Step.RECEIVE),
    State.RECEIVED: ("minh", Step.APPROVE),
    State.RETURNED: ("lan", Step.SUBMIT),
    State.APPROVED: ("minh", Step.CLOSE),
    State.CLOSED: ("lan", Step.AMEND),
}


@dataclass(frozen=True)
class Act:
    """What somebody tries: a step of their own or, without one, the next on the usual way."""

    asked: tuple[str, Step] | None
    said: services.Said
    number: int
    is_late: bool


WORDS = st.sampled_from(["vì đếm sót", "vì đếm sót", ""])
ACTS = st.builds(
    Act,
    asked=st.none()
    | st.none()
    | st.none()
    | st.tuples(
        st.sampled_from(["lan", "binh", "minh", "hoa", "phuc"]),
        st.sampled_from([Step.SAVE, *services.ASKED]),
    ),
    said=st.builds(
        services.Said,
        note=WORDS,
        reasons=st.sampled_from([{}, {"theft_cases": "sai"}, {"no": "x"}]),
        reason=WORDS,
        paper=WORDS,
    ),
    number=st.integers(0, 3),
    is_late=st.integers(0, 9).map(lambda chance: chance == 9),
)


@settings(max_examples=max(300, 20 * WAYS))
@given(st.lists(st.tuples(st.sampled_from(Step), PARTS), max_size=60))
def test_no_path_counts_without_a_signature_after_the_last_change(path):
    state, is_signed = FIRST, False
    for step, parts in path:
        before = state
        try:
            check_step(state, step, parts, UNIT)
        except Refused:
            continue
        state = next_state(state, step)
        assert before != State.SUPERSEDED, "nothing leaves a revision that was replaced"
        assert part_of(before, step) in parts
        if step in {Step.SAVE, Step.SUBMIT, Step.TAKE_BACK, Step.RETURN}:
            is_signed = False
        elif step == Step.SIGN:
            is_signed = True
        assert is_signed or state not in {State.SIGNED, State.RECEIVED, *COUNTED}


@given(st.sampled_from(State), st.sampled_from(Step), PARTS)
def test_a_step_is_taken_exactly_where_the_table_has_it_for_one_of_the_parts(state, step, parts):
    transition = TRANSITIONS.get((state, step))
    if transition is not None and transition.part in parts:
        check_step(state, step, parts, UNIT)
        return
    with pytest.raises(Refused) as refusal:
        check_step(state, step, parts, UNIT)
    if transition is None:
        named = {"state": f"state.{state}", "step": f"step.{step}"}
        assert (refusal.value.code, refusal.value.params) == ("submission.transition", named)
    else:
        code = NOT_YOURS[transition.part]
        assert (refusal.value.code, refusal.value.params) == (code, {"org_unit": UNIT})


@pytest.fixture
def begun(demo):
    place = selectors.place_to_fill(*WHERE, by=demo["lan"])
    services.fill_empty(place=place, how="zero", by=demo["lan"], at=AT)
    return place


@pytest.mark.slow
@settings(
    max_examples=WAYS,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=st.lists(ACTS, min_size=8, max_size=LONGEST))
@example(acts=[Act(None, services.Said(reason="vì đếm sót", paper="15/QĐ"), 0, is_late=False)] * 16)
def test_whatever_people_do_the_books_stay_true(demo, begun, acts):
    with transaction.atomic():
        for act in acts:
            who, step = act.asked or USUAL[State(_last().state)]
            before = _rows()
            try:
                with transaction.atomic():
                    _take(act, step, demo[who])
            except (Refused, ObjectDoesNotExist):
                assert _rows() == before, f"{who} was refused {step} and it left something"
            _check_books(begun)
        transaction.set_rollback(True)


def _last():
    return Submission.objects.order_by("-revision").first()


def _take(act, step, by):
    place = selectors.place(*WHERE, by=by)
    version = _last().version - act.is_late
    if step == Step.SAVE:
        number = str(act.number)
        typed = {"social_order_crime_cases": number, "theft_cases": number}
        services.save_cells(place=place, typed=typed, by=by, at=AT, version=version)
    else:
        services.take_step(place=place, step=step, said=act.said, by=by, at=AT, version=version)


def _rows():
    tables = (Submission, ApprovalStep, DataValue)
    events = AuditEvent.objects.filter(event__startswith="submission.").count()
    return [list(table.objects.order_by("pk").values()) for table in tables], events


def _check_books(place):
    """Look at everything that is to hold after each step, taken or refused."""
    revisions = list(Submission.objects.order_by("revision"))
    states = [State(one.state) for one in revisions]
    counted = [one for one in revisions if one.state in COUNTED]
    assert [one.revision for one in revisions] == list(range(1, len(revisions) + 1))
    assert len(counted) <= 1
    assert not any(state in OPEN for state in states[:-1])
    assert _in_force() == (_numbers(place, counted[0]) if counted else {})
    for one in revisions:
        steps = list(one.steps.all())
        _check_path(one, steps)
        if one.state in {State.SIGNED, State.RECEIVED, *COUNTED, State.SUPERSEDED}:
            signed = [step for step in steps if step.step == Step.SIGN][-1]
            assert signed.content == {"cells": one.cells, "narratives": one.narratives}
            assert signed.by.username == "binh"


def _check_path(submission, steps):
    """See that the steps kept of a revision are a path of the table to where it stands."""
    state = FIRST
    for place, one in enumerate(steps):
        if one.step == Step.AMEND:
            assert (place, submission.revision > 1) == (0, True)
        else:
            state = next_state(state, Step(one.step))
        assert one.state == state
    assert submission.state == state


def _numbers(place, submission):
    entries = with_computed(place.data_set, entries_of(submission.cells))
    return {key: one.value for key, one in entries.items() if one.value is not None}


def _in_force():
    found = DataValue.objects.filter(superseded_at=None, submission__isnull=False)
    return {one.cell: one.value for one in found.select_related("indicator")}
