"""Laws of working days, against counting day by day; laws of deadlines."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcd138.domain.deadline import (
    Deadline,
    DeadlineRules,
    Extension,
    check_open,
    extend,
    lateness,
    reminders,
    reminders_on,
)
from bcd138.domain.errors import Refused
from bcd138.domain.working_days import between, days_in_lieu, earlier, is_working, later

DAY = timedelta(days=1)
days = st.dates(date(2018, 1, 1), date(2030, 12, 31))
near = st.integers(0, 120).map(lambda count: date(2026, 1, 1) + count * DAY)
closed = st.frozensets(near, max_size=12)
counts = st.integers(0, 30)
rules = st.builds(
    DeadlineRules,
    grace_days=st.none() | st.integers(0, 15),
    remind_before=st.lists(st.integers(1, 6), max_size=3, unique=True).map(tuple),
    remind_on_the_day=st.booleans(),
    remind_after_at_most=st.integers(0, 6),
)


def _slowly(first, last, holidays, worked):
    """Every working day after ``first`` up to ``last``, one by one."""
    found, day = [], first
    while day < last:
        day += DAY
        rest = day.strftime("%A") in {"Saturday", "Sunday"} or day in holidays
        if day in worked or not rest:
            found.append(day)
    return found


@given(near, near, closed, closed)
def test_between_counts_as_one_does_by_hand(first, last, holidays, worked):
    assert between(first, last, holidays, worked) == len(_slowly(first, last, holidays, worked))


@given(days, days)
def test_between_counts_any_years(first, last):
    assert between(first, last) == len(_slowly(first, last, (), ()))


@given(near, counts, closed, closed)
def test_later_and_earlier_are_the_days_one_counts_by_hand(day, count, holidays, worked):
    end = later(day, count, holidays, worked)

    assert len(_slowly(day, end, holidays, worked)) == between(day, end, holidays, worked) == count
    assert end == day or is_working(end, holidays, worked)
    start = earlier(day, count, holidays, worked)
    assert between(start - DAY, day - DAY, holidays, worked) == count
    assert start == day or is_working(start, holidays, worked)


@given(near, near, near, closed, closed)
def test_parts_of_a_stretch_add_up(one, two, three, holidays, worked):
    first, middle, last = sorted((one, two, three))

    parts = between(first, middle, holidays, worked) + between(middle, last, holidays, worked)
    assert parts == between(first, last, holidays, worked)


@pytest.mark.rule("day-in-lieu")
@given(closed)
def test_every_holiday_on_a_weekend_is_given_back_once(holidays):
    given_back = days_in_lieu(holidays)

    assert sorted(given_back.values()) == sorted(d for d in holidays if d.weekday() > 4)
    for day, holiday in given_back.items():
        assert day > holiday
        assert is_working(day, holidays)


@pytest.mark.rule("late-after-the-due-day")
@given(near, near, closed, closed)
def test_lateness_is_nothing_up_to_the_due_day_and_never_falls(due, on, holidays, worked):
    late = lateness(Deadline(due), on, holidays, worked)
    next_day = lateness(Deadline(due), on + DAY, holidays, worked)

    assert late.is_late == (on > due)
    assert 0 <= late.working_days <= late.days == max((on - due).days, 0)
    assert (next_day.days, next_day.working_days) >= (late.days, late.working_days)


@pytest.mark.rule("locked-after-closing")
@given(near, counts, near, near)
def test_more_time_opens_and_never_closes(due, grace, until, on):
    before = Deadline(due, due + grace * DAY)
    if until <= due:
        return
    after = extend(before, Extension(until, "bão", "Lê Quang Minh"))

    assert _is_open(after, on) == (_is_open(before, on) or on <= until)


def _is_open(deadline, on):
    try:
        check_open(deadline, on)
    except Refused:
        return False
    return True


@pytest.mark.rule("reminders-of-a-report")
@given(near, rules, closed, closed, st.none() | near)
def test_reminders_come_in_order_and_never_after_it_was_sent(due, set_, holidays, worked, sent):
    deadline = Deadline(due)
    every = reminders(deadline, set_, holidays, worked, sent_on=sent)
    most = len(set_.remind_before) + set_.remind_on_the_day + set_.remind_after_at_most

    assert [each.on for each in every] == sorted({each.on for each in every})
    assert len(every) == most if sent is None else all(each.on < sent for each in every)
    assert all(each.on == due or is_working(each.on, holidays, worked) for each in every)
    for each in every:
        assert reminders_on(each.on, deadline, set_, holidays, worked, sent_on=sent) == (each,)
