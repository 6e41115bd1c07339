"""A committee on a day: who sits, in which order, and who signs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bcd138.domain.committee import (
    DatedName,
    DatedSeat,
    Register,
    SeatRole,
    Signer,
    in_force,
    signer,
    standing,
)

SINCE, LEAVES = date(2021, 7, 1), date(2025, 11, 1)
LAST_DAY = LEAVES - timedelta(days=1)


def seat(person, role=SeatRole.MEMBER, *, since=SINCE, until=None, **given):
    given = {"position": f"chức vụ của {person}", "valid_until": until, **given}
    return DatedSeat(role=role, person=person, valid_from=since, **given)


def people(seats, on):
    return [one.person for one in standing(seats, on)]


@pytest.mark.parametrize(
    ("on", "there"),
    [
        (SINCE - timedelta(days=1), False),
        (SINCE, True),
        (LAST_DAY, True),
        (LEAVES, False),
        (date(2030, 1, 1), False),
    ],
)
@pytest.mark.rule("committee-on-a-day")
def test_a_seat_holds_from_its_first_day_to_the_day_before_it_ends(on, there):
    assert people([seat("Bình", until=LEAVES)], on) == (["Bình"] if there else [])


@pytest.mark.rule("committee-on-a-day")
def test_people_stand_as_a_decision_lists_them():
    seats = [
        seat("Thư", SeatRole.SECRETARY),
        seat("Muộn", rank=2, since=date(2024, 1, 1)),
        seat("Hai", rank=2),
        seat("Một", rank=1),
        seat("Phó", SeatRole.DEPUTY),
        seat("Công an", SeatRole.STANDING_DEPUTY),
        seat("Quyền", SeatRole.CHAIR, is_acting=True),
        seat("Trưởng", SeatRole.CHAIR),
    ]

    assert people(seats, LEAVES) == [
        "Trưởng",
        "Quyền",
        "Công an",
        "Phó",
        "Một",
        "Hai",
        "Muộn",
        "Thư",
    ]


def test_the_name_of_a_day_changes_on_the_day_the_new_one_holds():
    old = DatedName(name="tên cũ", valid_from=SINCE, valid_until=LEAVES)
    new = DatedName(name="tên mới", valid_from=LEAVES)

    assert in_force([new, old], LAST_DAY) == old
    assert in_force([new, old], LEAVES) == new
    assert in_force([new, old], SINCE - timedelta(days=1)) is None


CHAIR = seat("Bình", SeatRole.CHAIR, until=LEAVES)
POLICE = seat("Hùng", SeatRole.STANDING_DEPUTY)
FRONT = seat("Mai", SeatRole.DEPUTY)


def signs(person, *titles):
    return Signer(person, f"chức vụ của {person}", titles)


@pytest.mark.parametrize(
    ("seats", "on", "expected"),
    [
        ([POLICE, FRONT, CHAIR], LAST_DAY, signs("Bình", "TRƯỞNG BAN")),
        (
            [POLICE, FRONT, CHAIR],
            LEAVES,
            signs("Hùng", "KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC"),
        ),
        (
            [POLICE, seat("Sơn", SeatRole.CHAIR, since=LEAVES, is_acting=True), CHAIR],
            LEAVES,
            signs("Sơn", "Q. TRƯỞNG BAN"),
        ),
        (
            [POLICE, seat("Mai", SeatRole.DEPUTY, is_acting=True)],
            LEAVES,
            signs("Mai", "KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"),
        ),
        ([FRONT, seat("Lan")], LEAVES, None),
        ([seat("Lan", is_acting=True)], LEAVES, None),
        ([], LEAVES, None),
    ],
)
@pytest.mark.rule("decree30-who-signs")
def test_who_signs_on_a_day(seats, on, expected):
    assert signer(seats, on) == expected


def test_the_chair_signs_also_where_somebody_acts_beside():
    acting = seat("Sơn", SeatRole.CHAIR, is_acting=True)

    assert signer([acting, CHAIR, POLICE], LAST_DAY) == signs("Bình", "TRƯỞNG BAN")


def test_the_rows_of_a_register_are_those_of_every_kind():
    name = DatedName(name="tên", valid_from=SINCE)

    assert Register(SINCE, names=(name,), seats=(POLICE,)).rows == (name, POLICE)
