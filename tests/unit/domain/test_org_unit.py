"""Units through time: names, trees and closures of any day."""

from __future__ import annotations

from datetime import date

import pytest

from bcd138.domain.org_unit import (
    Link,
    Name,
    Register,
    Succession,
    Unit,
    build_register,
    closure,
    earlier,
    holds,
)
from unit.domain.registers import DAY, FROM, after, four_provinces, phu_tho_is_formed, register_of

EVE = date(2025, 6, 30)
NEW_YEAR = date(2025, 1, 1)


def moved_commune():
    """Return a commune that moved on 1-7-2025.

    until 30-6-2025       from 1-7-2025
    VN ┬ P ── C           VN ┬ P
       └ Q                   └ Q ── C
    """
    register = register_of(
        ("VN", "central", ""),
        ("P", "province", "VN"),
        ("Q", "province", "VN"),
        ("C", "commune", "P"),
    )
    return after(register, "NQ", DAY, {"kind": "transfer", "unit": "C", "parent": "Q"})


def going_in_circles():
    """Return two units that stand under each other: A ── B ── A."""
    units = [Unit(code, "commune", FROM) for code in "AB"]
    return build_register(units, [], [Link("A", "B", FROM), Link("B", "A", FROM)], [])


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2003, 12, 31), False), (FROM, True), (EVE, True), (DAY, False)],
)
def test_days_are_half_open(on, expected):
    assert holds(Unit("C", "commune", FROM, DAY), on) is expected


def test_what_has_no_end_holds_for_ever():
    assert holds(Unit("C", "commune", FROM), date.max)


def test_a_unit_nobody_knows_does_not_stand():
    register = phu_tho_is_formed(four_provinces())

    assert [register.stands(code, EVE) for code in ("17", "PT", "XX")] == [True, False, False]
    assert [register.stands(code, DAY) for code in ("17", "PT", "XX")] == [False, True, False]


def test_thua_thien_hue_stays_the_same_unit_under_its_new_name():
    register = after(
        four_provinces(),
        "175/2024/QH15",
        NEW_YEAR,
        {"kind": "retype", "unit": "46", "name": "thành phố Huế"},
    )

    assert register.name("46", date(2024, 12, 31)) == "tỉnh Thừa Thiên Huế"
    assert register.name("46", NEW_YEAR) == "thành phố Huế"
    assert register.units["46"] == Unit("46", "province", FROM)
    assert register.onward == {}


def test_the_same_name_before_and_after_names_two_units():
    register = phu_tho_is_formed(four_provinces())

    assert register.name("25", EVE) == register.name("PT", DAY) == "tỉnh Phú Thọ"
    assert register.standing(EVE, "province") == ["17", "25", "26", "46"]
    assert register.standing(DAY, "province") == ["46", "PT"]


def test_before_its_first_day_a_unit_has_its_first_name_and_after_its_last_its_last():
    names = [Name("C", "xã Cũ", FROM, NEW_YEAR), Name("C", "xã Mới", NEW_YEAR, EVE)]
    register = build_register([Unit("C", "commune", FROM, EVE)], names[::-1], [], [])

    assert register.name("C", date(1990, 1, 1)) == "xã Cũ"
    assert register.name("C", DAY) == "xã Mới"


def test_a_unit_without_a_name_is_called_by_its_code():
    assert Register().name("C", DAY) == "C"


def test_parent_and_children_are_those_of_the_day():
    register = moved_commune()

    assert [register.parent("C", on) for on in (EVE, DAY)] == ["P", "Q"]
    assert register.parent("VN", DAY) is None
    assert [register.children("P", on) for on in (EVE, DAY)] == [("C",), ()]
    assert [register.children("Q", on) for on in (EVE, DAY)] == [(), ("C",)]


def test_ancestors_come_nearest_first_and_descendants_from_the_top_down():
    register = moved_commune()

    assert register.ancestors("C", EVE) == ("C", "P", "VN")
    assert register.ancestors("C", DAY) == ("C", "Q", "VN")
    assert register.descendants("VN", DAY) == ("VN", "P", "Q", "C")
    assert register.descendants("P", DAY) == ("P",)


def test_a_cycle_ends_where_it_closes():
    register = going_in_circles()

    assert register.ancestors("A", DAY) == ("A", "B")
    assert register.descendants("A", DAY) == ("A", "B")


def test_units_are_chosen_by_level_and_kind():
    register = register_of(("VN", "central", ""), ("P", "province", "VN"), ("CA1", "province", "P"))

    assert register.standing(DAY) == ["P", "VN"]
    assert register.standing(DAY, "province") == ["P"]
    assert register.standing(DAY, kind="agency") == ["CA1"]
    assert register.standing(date(2003, 12, 31)) == []


def test_rows_are_put_together_in_the_order_of_days():
    units = [Unit("B", "commune", DAY), Unit("A", "commune", FROM, DAY)]
    arrow = Succession("A", "B", DAY)
    links = [Link("B", "P", DAY), Link("A", "P", FROM, DAY)]

    assert build_register(units, [], links, [arrow]) == Register(
        units={"A": units[1], "B": units[0]},
        links={"A": (links[1],), "B": (links[0],)},
        onward={"A": (arrow,)},
        backward={"B": (arrow,)},
        below={"P": (links[1], links[0])},
    )


def test_the_closure_holds_every_ancestor_with_its_depth_and_days():
    register = moved_commune()

    assert list(closure(register, ["C"])) == [
        ("C", "C", 0, Link("C", "C", FROM)),
        ("P", "C", 1, Link("C", "P", FROM, DAY)),
        ("Q", "C", 1, Link("C", "Q", DAY)),
        ("VN", "C", 2, Link("C", "VN", FROM)),
    ]


def test_the_closure_parts_what_was_interrupted():
    """C stood under P, then two days under nobody, then under P again."""
    links = [Link("C", "P", FROM, NEW_YEAR), Link("C", "P", date(2025, 1, 3))]
    units = [Unit("P", "province", FROM), Unit("C", "commune", FROM)]

    assert list(closure(build_register(units, [], links, []), ["P", "C"])) == [
        ("P", "P", 0, Link("P", "P", FROM)),
        ("C", "C", 0, Link("C", "C", FROM)),
        ("P", "C", 1, Link("C", "P", FROM, NEW_YEAR)),
        ("P", "C", 1, Link("C", "P", date(2025, 1, 3))),
    ]


def test_the_closure_leaves_out_what_never_met():
    """C left P on 1-1-2025; P came under Q on 1-7-2025 only, and its first parent is unknown."""
    links = [
        Link("C", "P", FROM, NEW_YEAR),
        Link("P", "?", FROM, DAY),
        Link("P", "Q", DAY),
    ]
    units = [Unit(code, level, FROM) for code, level in zip("QPC", LEVELS_DOWN, strict=True)]

    assert list(closure(build_register(units, [], links, []), ["C"])) == [
        ("C", "C", 0, Link("C", "C", FROM)),
        ("P", "C", 1, Link("C", "P", FROM, NEW_YEAR)),
    ]


LEVELS_DOWN = ("central", "province", "commune")


def test_the_closure_of_a_cycle_ends():
    assert {row[:3] for row in closure(going_in_circles(), ["A"])} == {("A", "A", 0), ("B", "A", 1)}


def test_no_end_is_later_than_any_end():
    assert [earlier(None, None), earlier(DAY, None), earlier(DAY, EVE)] == [None, DAY, EVE]
