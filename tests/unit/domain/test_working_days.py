"""Working days: holidays, days in lieu, swapped Saturdays."""

from __future__ import annotations

from datetime import date

import pytest

from bcd138.domain.working_days import between, days_in_lieu, earlier, is_working, later

TET = frozenset(date(2026, 2, day) for day in range(16, 21))
OFF = TET | {date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2)}
WORKED = frozenset({date(2026, 8, 22)})


@pytest.mark.rule("working-day")
@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 2, 13), True),  # Friday before Tết
        (date(2026, 2, 14), False),  # Saturday
        (date(2026, 2, 16), False),  # Monday of Tết
        (date(2026, 8, 22), True),  # Saturday worked for 31/8
        (date(2026, 8, 23), False),  # Sunday
        (date(2026, 8, 31), False),
        (date(2026, 9, 3), True),
    ],
)
def test_a_day_is_worked_unless_it_is_a_weekend_or_a_holiday(day, working):
    assert is_working(day, OFF, WORKED) is working


def test_a_swapped_saturday_counts_and_tet_does_not():
    assert later(date(2026, 2, 13), 1, OFF, WORKED) == date(2026, 2, 23)
    assert later(date(2026, 8, 21), 1, OFF, WORKED) == date(2026, 8, 22)
    assert earlier(date(2026, 2, 23), 1, OFF, WORKED) == date(2026, 2, 13)
    assert between(date(2026, 2, 13), date(2026, 2, 23), OFF, WORKED) == 1
    assert between(date(2026, 8, 21), date(2026, 9, 3), OFF, WORKED) == 1 + 5 + 1


def test_no_working_day_later_or_earlier_is_the_day_itself():
    sunday = date(2026, 11, 22)

    assert (later(sunday, 0), earlier(sunday, 0)) == (sunday, sunday)


def test_no_working_day_lies_between_a_day_and_itself_or_an_earlier_one():
    assert between(date(2026, 7, 15), date(2026, 7, 15)) == 0
    assert between(date(2026, 7, 15), date(2026, 7, 1)) == 0


@pytest.mark.rule("day-in-lieu")
def test_holidays_on_a_weekend_are_given_back_on_the_next_working_days():
    spring = {date(2023, 4, 29), date(2023, 4, 30), date(2023, 5, 1)}
    tet = {date(2020, 1, day) for day in range(23, 28)}

    assert days_in_lieu(spring) == {
        date(2023, 5, 2): date(2023, 4, 29),
        date(2023, 5, 3): date(2023, 4, 30),
    }
    assert days_in_lieu(tet) == {
        date(2020, 1, 28): date(2020, 1, 25),
        date(2020, 1, 29): date(2020, 1, 26),
    }
    assert days_in_lieu({date(2026, 1, 1)}) == {}
