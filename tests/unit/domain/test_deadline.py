"""Deadlines: in time, late, locked, extended, reminded of."""

from __future__ import annotations

from datetime import date

import pytest

from bcd138.domain.deadline import (
    Deadline,
    DeadlineRules,
    Extension,
    Lateness,
    Reminder,
    Standing,
    check_open,
    deadline,
    extend,
    lateness,
    reminders,
    reminders_on,
    standing,
)
from bcd138.domain.errors import Refused

TET = frozenset(date(2026, 2, day) for day in range(16, 21))
RULES = DeadlineRules(
    grace_days=2, remind_before=(3,), remind_on_the_day=True, remind_after_at_most=2
)
DUE = date(2026, 7, 15)  # a Wednesday
JULY = Deadline(DUE, date(2026, 7, 17))
STORM = Extension(date(2026, 7, 20), "bão số 2, mất điện", "Lê Quang Minh")


@pytest.mark.rule("one-working-day-to-send")
def test_days_of_grace_are_working_days_after_the_due_day():
    closes = deadline(date(2026, 2, 12), date(2026, 2, 13), RULES, TET)

    assert closes == Deadline(date(2026, 2, 13), date(2026, 2, 24))
    assert deadline(date(2026, 7, 14), DUE, DeadlineRules()) == Deadline(DUE)


@pytest.mark.rule("one-working-day-to-send")
@pytest.mark.parametrize(
    ("cut_off", "due_on", "first"),
    [
        (date(2026, 7, 14), date(2026, 7, 14), date(2026, 7, 15)),
        (date(2026, 2, 13), date(2026, 2, 20), date(2026, 2, 23)),  # weekend and Tết only
        (date(2026, 8, 14), date(2026, 8, 16), date(2026, 8, 17)),  # a weekend only
    ],
)
def test_a_due_day_without_a_working_day_before_it_is_refused(cut_off, due_on, first):
    with pytest.raises(Refused) as refusal:
        deadline(cut_off, due_on, RULES, TET)

    assert refusal.value.code == "deadline.too-soon"
    assert refusal.value.params == {"cut_off": cut_off, "first": first}


@pytest.mark.rule("deadline-extended")
def test_an_extension_moves_the_due_day_and_the_lock():
    extended = extend(JULY, STORM)

    assert (extended.due_on, extended.effective_on) == (DUE, date(2026, 7, 20))
    assert extended.last_on == date(2026, 7, 20)
    assert extended.extension == STORM
    assert (JULY.effective_on, JULY.last_on) == (DUE, date(2026, 7, 17))
    assert extend(Deadline(DUE), STORM).last_on is None


@pytest.mark.rule("deadline-extended")
def test_an_extension_within_the_days_of_grace_leaves_the_lock_where_it_is():
    extended = extend(JULY, Extension(date(2026, 7, 16), "ốm", "Lê Quang Minh"))

    assert (extended.effective_on, extended.last_on) == (date(2026, 7, 16), date(2026, 7, 17))


@pytest.mark.rule("deadline-extended")
def test_an_extension_needs_a_reason_and_a_later_day():
    with pytest.raises(Refused) as silent:
        extend(JULY, Extension(date(2026, 7, 20), "  ", "Lê Quang Minh"))
    with pytest.raises(Refused) as short:
        extend(JULY, Extension(DUE, "bão", "Lê Quang Minh"))

    assert (silent.value.code, silent.value.params) == ("deadline.extension-without-reason", {})
    assert short.value.code == "deadline.extension-too-short"
    assert short.value.params == {"until": DUE, "due_on": DUE}


@pytest.mark.rule("late-after-the-due-day")
@pytest.mark.parametrize(
    ("on", "late"),
    [
        (date(2026, 7, 1), Lateness(0, 0)),
        (DUE, Lateness(0, 0)),
        (date(2026, 7, 16), Lateness(1, 1)),
        (date(2026, 7, 18), Lateness(3, 2)),  # Saturday
        (date(2026, 7, 20), Lateness(5, 3)),
    ],
)
def test_a_report_is_late_from_the_day_after_the_due_day(on, late):
    assert lateness(JULY, on) == late
    assert lateness(JULY, on).is_late == (on > DUE)


@pytest.mark.rule("late-after-the-due-day")
def test_an_extended_report_is_late_only_after_its_new_day():
    extended = extend(JULY, STORM)

    assert lateness(extended, date(2026, 7, 20)) == Lateness(0, 0)
    assert lateness(extended, date(2026, 7, 21)) == Lateness(1, 1)


@pytest.mark.rule("late-after-the-due-day")
def test_sent_on_the_saturday_after_a_friday_is_one_day_and_no_working_day_late():
    assert lateness(Deadline(date(2026, 7, 17)), date(2026, 7, 18)) == Lateness(1, 0)


@pytest.mark.rule("locked-after-closing")
def test_a_late_report_goes_through_until_the_days_of_grace_are_over():
    check_open(JULY, date(2026, 7, 17))
    check_open(Deadline(DUE), date(2030, 1, 1))
    check_open(extend(JULY, STORM), date(2026, 7, 20))
    with pytest.raises(Refused) as refusal:
        check_open(JULY, date(2026, 7, 18))

    assert refusal.value.code == "deadline.locked"
    assert refusal.value.params == {"due_on": DUE, "closed_on": date(2026, 7, 17)}


@pytest.mark.rule("locked-after-closing")
def test_an_extension_that_ran_out_locks_again():
    with pytest.raises(Refused) as refusal:
        check_open(extend(JULY, STORM), date(2026, 7, 21))

    ended = date(2026, 7, 20)
    assert refusal.value.params == {"due_on": ended, "closed_on": ended}


@pytest.mark.parametrize(
    ("on", "sent_on", "expected"),
    [
        (date(2026, 7, 13), None, Standing("deadline.left", {"days": 2})),
        (date(2026, 7, 14), None, Standing("deadline.left-one", {})),
        (DUE, None, Standing("deadline.today", {})),
        (date(2026, 7, 16), None, Standing("deadline.late-one", {})),
        (date(2026, 7, 17), None, Standing("deadline.late", {"days": 2})),
        (date(2026, 7, 18), None, Standing("deadline.closed", {"closed_on": date(2026, 7, 17)})),
        (date(2026, 8, 1), DUE, Standing("deadline.sent-in-time", {"sent_on": DUE})),
        (date(2026, 8, 1), date(2026, 7, 16), Standing("deadline.sent-late-one", {})),
        (date(2026, 8, 1), date(2026, 7, 18), Standing("deadline.sent-late", {"days": 3})),
    ],
)
def test_where_a_report_stands_is_said_on_every_day(on, sent_on, expected):
    assert standing(JULY, on, sent_on=sent_on) == expected


def test_a_due_day_behind_days_off_only_is_said_as_a_day():
    until_sunday = extend(Deadline(DUE), Extension(date(2026, 7, 19), "bão", "Lê Quang Minh"))

    assert standing(until_sunday, date(2026, 7, 17)) == Standing(
        "deadline.until", {"due_on": date(2026, 7, 19)}
    )


@pytest.mark.rule("reminders-of-a-report")
def test_a_report_is_reminded_of_before_on_and_after_its_day():
    due = {"due_on": DUE}

    assert reminders(JULY, RULES) == (
        Reminder(date(2026, 7, 10), "deadline.remind-before", {**due, "days": 3}),
        Reminder(DUE, "deadline.remind-today", due),
        Reminder(date(2026, 7, 16), "deadline.remind-late-one", due),
        Reminder(date(2026, 7, 17), "deadline.remind-late", {**due, "days": 2}),
    )


@pytest.mark.rule("reminders-of-a-report")
def test_nobody_is_reminded_of_what_was_sent_or_without_rules():
    sent = reminders(JULY, RULES, sent_on=DUE)

    assert [each.on for each in sent] == [date(2026, 7, 10)]
    assert reminders(JULY, DeadlineRules()) == ()
    assert reminders_on(DUE, JULY, RULES, sent_on=DUE) == ()


@pytest.mark.rule("reminders-of-a-report")
def test_reminders_follow_the_extension_and_skip_days_off():
    tet = extend(Deadline(date(2026, 2, 12)), Extension(date(2026, 2, 13), "ốm", "Lê Quang Minh"))

    assert reminders_on(date(2026, 2, 23), tet, RULES, TET) == (
        Reminder(
            date(2026, 2, 23), "deadline.remind-late", {"due_on": date(2026, 2, 13), "days": 10}
        ),
    )
    assert reminders_on(date(2026, 2, 16), tet, RULES, TET) == ()
