"""Letters, whose turn it is, days late and counts of expected reports."""

from __future__ import annotations

from datetime import date

import pytest

from bcd138.domain.approval import Part, State
from bcd138.domain.completeness import Counts, Stand, added, counted, late_days, shown_state
from bcd138.domain.deadline import Deadline, Extension, lateness

DUE = date(2026, 7, 15)


@pytest.mark.parametrize(
    ("state", "letter", "part", "is_sent"),
    [
        (None, "·", Part.PREPARER, False),
        (State.DRAFT, "S", Part.PREPARER, False),
        (State.SUBMITTED, "K", Part.HEAD, False),
        (State.SIGNED, "G", Part.RECEIVER, True),
        (State.RECEIVED, "T", Part.RECEIVER, True),
        (State.RETURNED, "L", Part.PREPARER, False),
        (State.APPROVED, "C", None, True),
        (State.CLOSED, "X", None, True),
    ],
)
def test_every_state_has_a_letter_and_whose_turn_it_is(state, letter, part, is_sent):
    stand = Stand(state)

    assert (stand.letter, stand.waits_for, stand.is_sent) == (letter, part, is_sent)


def test_every_expected_report_is_counted_once():
    stands = [
        Stand(),
        Stand(State.DRAFT, late_days=3),
        Stand(State.SUBMITTED),
        Stand(State.SIGNED, late_days=1),
        Stand(State.RECEIVED),
        Stand(State.RETURNED, late_days=2, returned=1),
        Stand(State.APPROVED),
        Stand(State.CLOSED, late_days=4),
    ]

    counts = counted(stands)

    assert counts == Counts(expected=8, head=1, receiver=2, done=2, returned=1, late=4, overdue=2)
    assert (counts.sent, counts.returned, counts.missing) == (4, 1, 3)
    assert [counts.waiting_for(part) for part in Part] == [3, 1, 2, 0]


def test_counts_add_up():
    parts = [counted([Stand()]), counted([Stand(State.CLOSED, late_days=1), Stand(State.RETURNED)])]

    assert added(parts) == Counts(expected=3, done=1, returned=1, late=1)
    assert added([]) == Counts()


@pytest.mark.parametrize("extension", [None, Extension(date(2026, 7, 20), "Bão số 3", "minh")])
@pytest.mark.parametrize("day", [date(2026, 7, 14), DUE, date(2026, 7, 18), date(2026, 8, 3)])
def test_days_late_are_those_of_the_deadline(day, extension):
    deadline = Deadline(DUE, date(2026, 7, 29), extension)

    assert late_days(deadline, day) == lateness(deadline, day).days
    assert late_days(deadline, date(2026, 9, 1), day) == lateness(deadline, day).days


def test_the_revision_that_counts_stands_for_a_report_and_else_the_last():
    superseded, approved, draft = State.SUPERSEDED, State.APPROVED, State.DRAFT

    assert shown_state([]) is None
    assert shown_state([(1, State.SIGNED)]) == State.SIGNED
    assert shown_state([(2, draft), (1, approved)]) == approved
    assert shown_state([(3, draft), (1, superseded), (2, State.CLOSED)]) == State.CLOSED
