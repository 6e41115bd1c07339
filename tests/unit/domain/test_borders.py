"""Where a unit's territory lies on another day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bcd138.domain.borders import Borders, Place, total_share
from unit.domain.registers import (
    DAY,
    FROM,
    after,
    divided,
    four_provinces,
    merged,
    phu_tho_is_formed,
    register_of,
    two_provinces,
)

EVE = date(2025, 6, 30)
LATER = date(2026, 3, 1)
LAST = date(2027, 1, 1)


def places(register, code, on):
    return {
        place.unit: None if place.share is None else str(place.share)
        for place in Borders(register, on).places(code)
    }


def test_on_its_own_days_a_unit_lies_in_itself_and_in_everything_above():
    borders = Borders(two_provinces("AB", "C"), DAY)

    assert borders.places("A") == (Place("A", Decimal(1)),)
    assert borders.shares("A") == {"A": Decimal(1), "P": Decimal(1), "VN": Decimal(1)}
    assert [borders.share_in("A", target) for target in ("P", "Q", "?")] == [1, 0, 0]


@pytest.mark.rule("lies-in")
def test_hoa_binh_lies_wholly_in_the_new_phu_tho():
    borders = Borders(phu_tho_is_formed(four_provinces()), DAY)

    assert [borders.share_in(code, "PT") for code in ("25", "26", "17", "46")] == [1, 1, 1, 0]
    assert borders.share_in("17", "VN") == 1
    assert borders.places("17") == (Place("PT", Decimal(1)),)


@pytest.mark.rule("lies-in")
def test_the_new_phu_tho_lies_in_the_old_ones_in_shares_nobody_declared():
    borders = Borders(phu_tho_is_formed(four_provinces()), EVE)

    assert [borders.share_in("PT", code) for code in ("25", "26", "17")] == [None, None, None]
    assert borders.places("PT") == tuple(Place(code, None) for code in ("17", "25", "26"))
    assert borders.share_in("PT", "VN") == 1


def test_a_renamed_province_lies_in_itself():
    row = {"kind": "retype", "unit": "46", "name": "thành phố Huế"}
    register = after(four_provinces(), "175/2024/QH15", date(2025, 1, 1), row)

    assert places(register, "46", LATER) == {"46": "1"}


def test_a_divided_commune_lies_in_its_parts_as_declared():
    """A goes 0,6 to X and 0,4 to Y of the other province."""
    rows = divided("A", X="0,6", Y="0,4")
    rows[0]["parent"], rows[1]["parent"] = "P", "Q"
    borders = Borders(after(two_provinces("AB", "C"), "NQ", DAY, *rows), DAY)

    assert borders.shares("A") == {
        "X": Decimal("0.6"),
        "P": Decimal("0.6"),
        "Y": Decimal("0.4"),
        "Q": Decimal("0.4"),
        "VN": Decimal(1),
    }


def test_a_part_lies_wholly_where_it_came_from():
    register = after(two_provinces("AB", "C"), "NQ", DAY, *divided("A", X="0,6", Y="0,4"))

    assert places(register, "X", EVE) == {"A": "1"}
    assert Borders(register, EVE).share_in("X", "P") == 1


@pytest.mark.rule("lies-in")
@pytest.mark.parametrize("shares", [("0,6", "0,4"), ("", "")])
def test_a_commune_divided_between_two_of_one_province_lies_wholly_in_the_province(shares):
    x, y = shares
    borders = Borders(after(two_provinces("AB", "C"), "NQ", DAY, *divided("A", X=x, Y=y)), DAY)

    assert borders.share_in("A", "P") == 1
    assert borders.share_in("A", "X") == (Decimal("0.6") if x else None)


@pytest.mark.parametrize("shares", [("0,6", "0,4"), ("", "")])
def test_what_was_divided_and_put_together_again_is_whole(shares):
    """A ┬ X ┬ M
    └ Y ┘
    """
    x, y = shares
    register = after(two_provinces("AB", "C"), "NQ1", DAY, *divided("A", X=x, Y=y))
    register = after(register, "NQ2", LATER, *merged("M", "X", "Y"))

    assert places(register, "A", LATER) == {"M": "1"}
    assert Borders(register, FROM).share_in("M", "A") == 1


def test_shares_of_shares_are_multiplied():
    """A ┬ 0,6 ─ X ┬ 0,5 ─ U
    │         └ 0,5 ─ V ┐
    └ 0,4 ─ Y ──────────┴ M
    """
    register = after(two_provinces("AB", "C"), "NQ1", DAY, *divided("A", X="0,6", Y="0,4"))
    register = after(register, "NQ2", LATER, *divided("X", U="0,5", V="0,5"))
    register = after(register, "NQ3", LAST, *merged("M", "V", "Y"))

    assert places(register, "A", LATER) == {"U": "0.30", "V": "0.30", "Y": "0.4"}
    assert places(register, "A", LAST) == {"M": "0.70", "U": "0.30"}


def test_equal_parts_of_every_part_are_known_even_where_the_first_division_is_not():
    """Half of X and half of Y went to M, so half of A did, however A was divided."""
    register = after(two_provinces("AB", "C"), "NQ1", DAY, *divided("A", X="", Y=""))
    rows = [*divided("X", M="0,5", N="0,5"), *divided("Y", M="0,5", N="0,5")]
    for row in rows:
        row["name"] = row["to"]
    register = after(register, "NQ2", LATER, *rows)

    assert places(register, "A", LATER) == {"M": "0.5", "N": "0.5"}


def test_an_undeclared_part_does_not_hide_a_declared_one():
    """Y, 0,4 of A, was divided without shares between two communes of Q."""
    rows = divided("A", X="0,6", Y="0,4")
    rows[0]["parent"], rows[1]["parent"] = "P", "Q"
    register = after(two_provinces("AB", "C"), "NQ1", DAY, *rows)
    borders = Borders(after(register, "NQ2", LATER, *divided("Y", U="", V="")), LATER)

    assert [borders.share_in("A", code) for code in "XPUQ"] == [
        Decimal("0.6"),
        Decimal("0.6"),
        None,
        Decimal("0.4"),
    ]


def test_a_district_that_ended_without_successor_lies_nowhere():
    register = register_of(("P", "province", ""), ("D", "district", "P"), ("C", "commune", "D"))
    moved = {"kind": "transfer", "unit": "C", "parent": "P"}
    register = after(register, "NQ", DAY, {"kind": "abolish", "unit": "D"}, moved)

    assert places(register, "D", EVE) == {"D": "1"}
    assert places(register, "D", DAY) == {}
    assert Borders(register, DAY).share_in("D", "P") == 0


def test_a_unit_without_predecessor_lay_nowhere_before():
    row = {"kind": "create", "to": "N", "name": "xã N", "level": "commune", "parent": "P"}
    register = after(two_provinces("AB", "C"), "NQ", DAY, row)

    assert places(register, "N", EVE) == {}


@pytest.mark.parametrize(("shares", "left"), [(("0,6", "0,4"), "0.6"), (("", ""), None)])
def test_what_ended_for_good_is_not_counted_with_the_part_that_goes_on(shares, left):
    x, y = shares
    register = after(two_provinces("AB", "C"), "NQ1", DAY, *divided("A", X=x, Y=y))
    register = after(register, "NQ2", LATER, {"kind": "abolish", "unit": "Y"})

    assert places(register, "A", LATER) == {"X": left}
    expected = None if left is None else Decimal(left)
    assert Borders(register, LATER).share_in("A", "VN") == expected


def test_what_began_from_nothing_is_not_counted_with_its_older_neighbour():
    row = {"kind": "create", "to": "N", "name": "xã N", "level": "commune", "parent": "P"}
    register = after(two_provinces("AB", "C"), "NQ1", DAY, row)
    register = after(register, "NQ2", LATER, *merged("M", "A", "N"))

    assert places(register, "M", EVE) == {"A": None}


def test_members_are_found_for_all_units_at_once_in_the_order_of_codes():
    register = phu_tho_is_formed(four_provinces())

    assert Borders(register, DAY).members(["25", "17", "46"]) == {
        "PT": [("25", Decimal(1)), ("17", Decimal(1))],
        "VN": [("25", Decimal(1)), ("17", Decimal(1)), ("46", Decimal(1))],
        "46": [("46", Decimal(1))],
    }


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        ([], "0"),
        ([("0.6", "0.5"), ("0.4", "1")], "0.70"),
        ([("0.6", None), ("0.4", "0")], None),
        ([(None, "0"), (None, "1")], None),
        ([(None, "0"), ("0", None)], "0"),
    ],
)
def test_parts_of_parts_add_up_as_far_as_they_count(ways, expected):
    pairs = [[None if one is None else Decimal(one) for one in way] for way in ways]

    assert total_share(pairs) == (None if expected is None else Decimal(expected))
