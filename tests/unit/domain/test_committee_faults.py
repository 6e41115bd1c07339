"""Everything wrong with a committee's register is said at once, each at its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bcd138.domain.committee import DatedAgency, DatedName, DatedSeat, Decision, Register, SeatRole
from bcd138.domain.committee_faults import Fault, FaultyRegister, faults

BEGINS, CHANGE, ENDS = date(2020, 1, 1), date(2023, 6, 15), date(2026, 1, 1)


def name(row="tên", **given):
    return DatedName(row=row, **{"name": row, "valid_from": BEGINS, **given})


def seat(row, role=SeatRole.MEMBER, **given):
    plain = {"person": row, "position": "chức vụ", "valid_from": BEGINS}
    return DatedSeat(row=row, role=role, **{**plain, **given})


def codes(**rows):
    return [(one.code, one.row, one.field) for one in faults(Register(BEGINS, **rows))]


def test_a_register_that_follows_day_on_day_has_no_fault():
    chairs = (
        seat("Bình", SeatRole.CHAIR, valid_until=CHANGE),
        seat("Sơn", SeatRole.CHAIR, valid_from=CHANGE),
    )
    names = (name("cũ", valid_until=CHANGE), name("mới", valid_from=CHANGE))
    agency = DatedAgency(org_unit="X", valid_from=BEGINS)

    assert codes(names=names, seats=chairs, agencies=(agency,)) == []


def test_every_fault_is_found_at_once():
    register = Register(
        BEGINS,
        ENDS,
        names=(name("a", valid_until=ENDS), name("b", name=" ", valid_from=CHANGE)),
        agencies=(DatedAgency(words=" ", valid_from=BEGINS, valid_until=BEGINS, row="cơ quan"),),
        seats=(
            seat("Sớm", valid_from=date(2019, 12, 31), valid_until=ENDS),
            seat("Trống", person="", position=" ", valid_from=ENDS),
        ),
    )

    assert [(one.code, one.row, one.field) for one in faults(register)] == [
        ("committee.no-name", "b", "name"),
        ("committee.after-its-end", "b", "valid_until"),
        ("committee.no-agency", "cơ quan", "words"),
        ("committee.ends-before-it-begins", "cơ quan", "valid_until"),
        ("committee.before-it-was-formed", "Sớm", "valid_from"),
        ("committee.no-person", "Trống", "person"),
        ("committee.no-position", "Trống", "position"),
        ("committee.after-its-end", "Trống", "valid_from"),
        ("committee.names-overlap", "a", "valid_from"),
        ("committee.names-overlap", "b", "valid_from"),
    ]


@pytest.mark.parametrize(
    ("role", "code"),
    [
        (SeatRole.CHAIR, "committee.chairs-overlap"),
        (SeatRole.STANDING_DEPUTY, "committee.standing-deputies-overlap"),
    ],
)
@pytest.mark.rule("committee-one-at-a-time")
def test_two_at_once_are_told_at_both_each_with_the_other(role, code):
    found = faults(Register(BEGINS, seats=(seat("Bình", role), seat("Sơn", role))))

    assert found == [
        Fault(code, "Bình", "valid_from", {"other": "Sơn", "on": BEGINS}),
        Fault(code, "Sơn", "valid_from", {"other": "Bình", "on": BEGINS}),
    ]


@pytest.mark.rule("committee-one-at-a-time")
def test_one_who_acts_may_stand_beside_the_chair_but_not_beside_another_who_acts():
    chair = seat("Bình", SeatRole.CHAIR)
    acting = seat("Sơn", SeatRole.CHAIR, is_acting=True)

    assert codes(seats=(chair, acting)) == []
    assert [code for code, *_ in codes(seats=(chair, acting, replace(acting, row="Hải")))] == [
        "committee.chairs-overlap"
    ] * 2


@pytest.mark.parametrize(("until", "clash"), [(CHANGE, False), (date(2023, 6, 16), True)])
@pytest.mark.rule("committee-one-at-a-time")
def test_one_day_together_is_a_fault_and_none_is_not(until, clash):
    seats = (
        seat("Bình", SeatRole.CHAIR, valid_until=until),
        seat("Sơn", SeatRole.CHAIR, valid_from=CHANGE),
    )

    assert bool(codes(seats=seats)) == clash


def test_several_members_and_deputies_at_once_are_no_fault():
    seats = tuple(seat(row, role) for row in "ab" for role in (SeatRole.DEPUTY, SeatRole.MEMBER))

    assert codes(seats=seats) == []


def test_two_standing_agencies_at_once_are_told_by_their_words():
    one, other = (
        DatedAgency(org_unit="PV", words="", valid_from=BEGINS, row="1"),
        DatedAgency(words="Công an tỉnh", valid_from=CHANGE, row="2"),
    )

    assert [fault.params["other"] for fault in faults(Register(BEGINS, agencies=(one, other)))] == [
        "Công an tỉnh",
        "PV",
    ]


def test_what_does_not_fit_its_column_is_told_with_the_limit():
    long = seat("Bình", person="x" * 151, decision=Decision("9" * 61))

    assert [(one.field, one.params) for one in faults(Register(BEGINS, seats=(long,)))] == [
        ("person", {"most": 150}),
        ("decision", {"most": 60}),
    ]


def test_a_committee_that_ends_before_it_begins_is_a_fault():
    assert faults(Register(BEGINS, BEGINS)) == [
        Fault("committee.ends-before-it-begins", "", "valid_until")
    ]


def test_a_faulty_register_is_one_refusal_that_carries_them_all():
    found = [Fault("committee.no-name", "", "name"), Fault("committee.no-person", "3", "person")]

    refused = FaultyRegister(found)

    assert (refused.code, refused.params) == ("committee.faults", {"count": 2})
    assert refused.faults == tuple(found)
