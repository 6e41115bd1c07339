"""Faults of a register: each with its unit and values, all of them at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bcd138.domain.org_unit import Link, Name, Succession, Unit, build_register
from bcd138.domain.register_faults import Fault, check_register, declared_sum, shares_are_whole
from unit.domain.registers import DAY, FROM, four_provinces, phu_tho_is_formed

LATER = date(2026, 1, 1)


def fault(code, unit, **params):
    return Fault(f"orgunit.{code}", unit, params={"unit": unit, **params})


def named(*units):
    return [Name(unit.code, unit.code, unit.valid_from, unit.valid_until) for unit in units]


def faults_of(*units, names=None, links=(), successions=()):
    """Return the faults of units that, unless said otherwise, have their names."""
    rows = named(*units) if names is None else names
    return check_register(build_register(units, rows, links, successions))


P = Unit("P", "province", FROM)
C = Unit("C", "commune", FROM)


def test_a_register_without_faults_has_none():
    assert check_register(phu_tho_is_formed(four_provinces())) == []


def test_a_unit_ends_after_it_begins():
    gone = Unit("C", "commune", DAY, DAY)

    assert faults_of(gone, names=[Name("C", "xã C", DAY)]) == [
        fault("ends-before-it-begins", "C", on=DAY)
    ]


def test_a_name_and_a_link_end_after_they_begin():
    backwards = [Name("C", "xã C", DAY, FROM), Name("C", "xã C", DAY)]
    links = [Link("C", "P", LATER, DAY)]

    assert faults_of(P, C, names=[*named(P), *backwards], links=links) == [
        fault("ends-before-it-begins", "C", on=FROM),
        fault("ends-before-it-begins", "C", on=DAY),
    ]


def test_a_level_is_one_of_five():
    assert faults_of(Unit("C", "tổng", FROM), P, links=[Link("C", "P", FROM)]) == [
        fault("level-unknown", "C", level="tổng")
    ]


def test_a_unit_has_a_name():
    assert faults_of(C, names=[]) == [fault("no-name", "C")]


def test_two_names_do_not_hold_at_once():
    names = [Name("C", "xã Mới", DAY), Name("C", "xã Cũ", FROM, LATER)]

    assert faults_of(C, names=names) == [fault("names-overlap", "C", on=DAY)]


def test_two_links_do_not_hold_at_once():
    q = Unit("Q", "province", FROM)
    links = [Link("C", "P", FROM), Link("C", "Q", DAY)]

    assert faults_of(P, q, C, links=links) == [fault("links-overlap", "C", on=DAY)]


def test_names_and_links_that_touch_do_not_overlap():
    q = Unit("Q", "province", FROM)
    names = [Name("C", "xã Cũ", FROM, DAY), Name("C", "xã Mới", DAY)]
    links = [Link("C", "P", FROM, DAY), Link("C", "Q", DAY)]

    assert faults_of(P, q, C, names=[*named(P, q), *names], links=links) == []


def test_a_parent_is_known():
    assert faults_of(C, links=[Link("C", "P", FROM)]) == [fault("parent-unknown", "C", parent="P")]


def test_a_unit_does_not_stand_under_itself():
    """A ── B ── A: the fault is at the one that closed the cycle."""
    a, b = (Unit(code, "province", FROM, kind="agency") for code in "AB")

    assert faults_of(a, b, links=[Link("A", "B", FROM), Link("B", "A", DAY)]) == [
        fault("under-itself", "B", parent="A")
    ]


@pytest.mark.parametrize("level", ["commune", "hamlet"])
def test_a_territory_stands_under_a_higher_level(level):
    above = Unit("X", level, FROM)

    assert faults_of(above, C, links=[Link("C", "X", FROM)]) == [
        fault("level-not-below", "C", parent="X")
    ]


def test_an_agency_stands_beside_a_territory_of_its_level_but_not_under_a_lower_one():
    police = Unit("CA", "province", FROM, kind="agency")

    assert faults_of(P, police, links=[Link("CA", "P", FROM)]) == []
    assert faults_of(C, police, links=[Link("CA", "C", FROM)]) == [
        fault("level-not-below", "CA", parent="C")
    ]


def test_a_child_does_not_begin_before_its_parent():
    new = Unit("P", "province", DAY)

    assert faults_of(new, C, links=[Link("C", "P", FROM)]) == [
        fault("child-before-parent", "C", parent="P", on=FROM, begins=DAY)
    ]


@pytest.mark.parametrize("until", [None, LATER])
def test_a_child_does_not_stand_under_a_parent_that_ended(until):
    ended = Unit("P", "province", FROM, DAY)

    assert faults_of(ended, C, links=[Link("C", "P", FROM, until)]) == [
        fault("child-after-parent", "C", parent="P", ends=DAY)
    ]


def test_a_child_may_leave_on_the_day_its_parent_ends():
    ended = Unit("P", "province", FROM, DAY)

    assert faults_of(ended, C, links=[Link("C", "P", FROM, DAY)]) == []


def test_a_successor_is_known():
    ended = Unit("C", "commune", FROM, DAY)

    assert faults_of(ended, successions=[Succession("C", "D", DAY)]) == [
        fault("successor-unknown", "C", successor="D")
    ]


@pytest.mark.parametrize(("ends", "begins"), [(DAY, LATER), (LATER, DAY), (None, DAY)])
def test_territory_goes_over_on_the_day_one_ends_and_the_other_begins(ends, begins):
    units = Unit("C", "commune", FROM, ends), Unit("D", "commune", begins)

    assert faults_of(*units, successions=[Succession("C", "D", DAY)]) == [
        fault("succession-day", "C", successor="D", on=DAY)
    ]


def test_shares_make_one():
    units = Unit("C", "commune", FROM, DAY), Unit("D", "commune", DAY), Unit("E", "commune", DAY)
    arrows = [
        Succession("C", to, DAY, Decimal(share))
        for to, share in zip("DE", ("0.6", "0.3"), strict=True)
    ]

    assert faults_of(*units, successions=arrows) == [fault("shares", "C", total=Decimal("0.9"))]


@pytest.mark.rule("shares-make-one")
@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([], True),
        (["1"], True),
        (["0.6", "0.4"], True),
        (["0.333333", "0.333333", "0.333334"], True),
        ([None, None], True),
        ([None], False),
        (["0.6", None], False),
        (["0.6", "0.4", None], False),
        (["0.6", "0.3"], False),
        (["0.6", "0.5"], False),
        (["0", "1"], False),
        (["-0.5", "1.5"], False),
    ],
)
def test_parts_make_a_whole_or_do_not(shares, expected):
    parts = [None if share is None else Decimal(share) for share in shares]

    assert shares_are_whole(parts) is expected


def test_only_declared_shares_are_added():
    assert declared_sum([Decimal("0.6"), None]) == Decimal("0.6")


def test_what_is_said_of_a_unit_that_is_not_there_is_a_fault():
    ended = Unit("D", "commune", DAY)

    assert faults_of(
        P,
        ended,
        names=[*named(P, ended), Name("X", "xã X", FROM)],
        links=[Link("Y", "P", FROM)],
        successions=[Succession("Z", "D", DAY)],
    ) == [fault("code-unknown", code) for code in "XYZ"]


def test_every_fault_comes_at_once_and_only_of_the_units_asked_for():
    register = build_register([Unit("A", "tổng", FROM), Unit("B", "phủ", FROM)], [], [], [])

    everything = [
        fault("level-unknown", "A", level="tổng"),
        fault("no-name", "A"),
        fault("level-unknown", "B", level="phủ"),
        fault("no-name", "B"),
    ]
    assert check_register(register) == everything
    assert check_register(register, ["B"]) == everything[2:]
