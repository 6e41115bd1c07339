"""From rows to an effect: every fault of every row at once, with its row and column."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bcd138.domain.org_unit import Link, Name, Succession, Unit
from bcd138.domain.register_faults import Fault
from bcd138.domain.reorganisation import Effect
from unit.domain.registers import DAY, FROM, after, divided, merged, planned, register_of

LATER = date(2026, 3, 1)
EARLIER = date(2020, 1, 1)


def country():
    """Return a small country.

    VN ┬ P ┬ CA (an agency)
       │   └ D ┬ X
       │       └ Y
       └ Q ── Z
    """
    return register_of(
        ("VN", "central", ""),
        ("P", "province", "VN"),
        ("Q", "province", "VN"),
        ("CA", "province", "P"),
        ("D", "district", "P"),
        ("X", "commune", "D"),
        ("Y", "commune", "D"),
        ("Z", "commune", "Q"),
    )


def fault(code, where, row, column, **params):
    return Fault(f"orgunit.{code}", where, row, column, params)


def faults_of(*rows, register=None, on=DAY):
    return list(planned(register or country(), *rows, on=on).faults)


def create(**cells):
    return {"kind": "create", "to": "N", "name": "xã N", "level": "commune", "parent": "D"} | cells


def test_a_merge_carries_the_units_below_along():
    """P and Q become R; D, Z and the agency follow, X and Y stay under D."""
    plan = planned(country(), *merged("R", "P", "Q", official_code="25", english="R Province"))

    before = country()
    followers = tuple(Link(code, "R", DAY, begun_by="NQ") for code in ("CA", "D", "Z"))
    assert plan.faults == ()
    assert plan.effect == Effect(
        "NQ",
        DAY,
        units=(Unit("R", "province", DAY, official_code="25", begun_by="NQ"),),
        names=(Name("R", "R", DAY, english="R Province", begun_by="NQ"),),
        links=(Link("R", "VN", DAY, begun_by="NQ"), *followers),
        successions=tuple(Succession(code, "R", DAY, Decimal(1), "NQ") for code in "PQ"),
        ended_units=(before.units["P"], before.units["Q"]),
        ended_names=(*before.names["P"], *before.names["Q"]),
        ended_links=tuple(before.links[code][0] for code in ("CA", "D", "P", "Q", "Z")),
        followers=followers,
    )


def test_a_split_keeps_the_shares_and_a_part_may_join_a_merge():
    """X goes 0,6 to N and 0,4 to M; Y goes whole to M."""
    rows = [*divided("X", N="0,6", M="40%"), {"kind": "merge", "unit": "Y", "to": "M"}]

    plan = planned(country(), *rows)

    assert plan.faults == ()
    assert [unit.code for unit in plan.effect.units] == ["N", "M"]
    assert plan.effect.links == tuple(Link(code, "D", DAY, begun_by="NQ") for code in "NM")
    assert plan.effect.successions == (
        Succession("X", "N", DAY, Decimal("0.6"), "NQ"),
        Succession("X", "M", DAY, Decimal("0.4"), "NQ"),
        Succession("Y", "M", DAY, Decimal(1), "NQ"),
    )


def test_a_split_nobody_measured_has_no_shares():
    plan = planned(country(), *divided("X", N="", M=""))

    assert plan.faults == ()
    assert [arrow.share for arrow in plan.effect.successions] == [None, None]


def test_a_new_unit_stands_under_the_heir_of_its_old_parent():
    rows = [*merged("R", "P", "Q"), {"kind": "abolish", "unit": "D"}]
    rows += merged("M", "X", "Y", parent="P")

    plan = planned(country(), *rows)

    assert plan.faults == ()
    assert Link("M", "R", DAY, begun_by="NQ") in plan.effect.links
    assert plan.effect.followers == tuple(
        Link(code, "R", DAY, begun_by="NQ") for code in ("CA", "Z")
    )


def test_a_district_ends_once_its_communes_have_somewhere_to_go():
    moved = [{"kind": "transfer", "unit": code, "parent": "P"} for code in "XY"]

    plan = planned(country(), {"kind": "abolish", "unit": "D"}, *moved)

    assert plan.faults == ()
    assert plan.effect.ended_units == (country().units["D"],)
    assert plan.effect.successions == ()
    assert plan.effect.links == tuple(Link(code, "P", DAY, begun_by="NQ") for code in "XY")


def test_a_unit_may_move_and_change_its_name_in_one_act():
    rows = [
        {"kind": "rename", "unit": "X", "name": "phường X", "english": "X Ward"},
        {"kind": "transfer", "unit": "X", "parent": "Q"},
    ]

    plan = planned(country(), *rows)

    assert plan.faults == ()
    assert plan.effect.names == (Name("X", "phường X", DAY, english="X Ward", begun_by="NQ"),)
    assert plan.effect.ended_names == country().names["X"]
    assert plan.effect.links == (Link("X", "Q", DAY, begun_by="NQ"),)
    assert plan.effect.ended_links == country().links["X"]


def test_a_created_unit_has_everything_its_row_says():
    row = create(
        nature="agency",
        other_names="Công an N; CAN",
        latitude="21,3",
        longitude="-105.4",
        area_km2="0",
    )

    (unit,) = planned(country(), row).effect.units

    assert unit == Unit(
        "N",
        "commune",
        DAY,
        kind="agency",
        other_names=("Công an N", "CAN"),
        latitude=Decimal("21.3"),
        longitude=Decimal("-105.4"),
        area_km2=Decimal(0),
        begun_by="NQ",
    )


def test_a_unit_at_the_top_needs_no_parent():
    plan = planned(country(), {"kind": "merge", "unit": "VN", "to": "V2", "name": "Toàn quốc"})

    assert plan.faults == ()
    assert [unit.level for unit in plan.effect.units] == ["central"]


@pytest.mark.parametrize(
    ("row", "faults"),
    [
        ({"kind": "nhập"}, [("row-kind", "", "kind", {"kind": "nhập"})]),
        ({"kind": ""}, [("row-kind", "", "kind", {"kind": "…"})]),
        (
            {"kind": "create", "to": "N", "name": " "},
            [("cell-empty", "N", column, {}) for column in ("name", "level", "parent")],
        ),
        ({"kind": "merge"}, [("cell-empty", "", column, {}) for column in ("unit", "to")]),
        ({"kind": "abolish", "unit": "?"}, [("code-unknown", "?", "unit", {"unit": "?"})]),
        (create(to="X"), [("code-taken", "X", "to", {"unit": "X"})]),
        (create(level="tổng"), [("level-unknown", "N", "level", {"level": "tổng"})]),
        (create(nature="hội"), [("nature-unknown", "N", "nature", {"nature": "hội"})]),
        (create(share="0,6"), [("share-not-here", "N", "share", {"share": "0,6"})]),
        (create(share="nửa"), [("share-unreadable", "N", "share", {"share": "nửa"})]),
        (
            merged("M", "X", share="0,6")[0],
            [("share-not-here", "X", "share", {"share": "0,6"})],
        ),
        (
            {"kind": "transfer", "unit": "X", "parent": "D"},
            [("parent-same", "X", "parent", {"parent": "D"})],
        ),
        ({"kind": "rename", "unit": "X", "name": "X"}, [("name-same", "X", "name", {"name": "X"})]),
        (
            {"kind": "abolish", "unit": "D"},
            [("children-left", "D", "unit", {"unit": "D", "children": ["X", "Y"], "n": 2})],
        ),
        (
            create(parent="?"),
            [("parent-unknown", "N", "parent", {"unit": "N", "parent": "?"})],
        ),
        (create(parent="N"), [("under-itself", "N", "parent", {"unit": "N", "parent": "N"})]),
        (create(parent="X"), [("level-not-below", "N", "parent", {"unit": "N", "parent": "X"})]),
        (
            create(latitude="91"),
            [("number-unreadable", "N", "latitude", {"words": "91"})],
        ),
        (
            create(longitude="đông"),
            [("number-unreadable", "N", "longitude", {"words": "đông"})],
        ),
        (
            create(area_km2="-5"),
            [("number-unreadable", "N", "area_km2", {"words": "-5"})],
        ),
    ],
)
def test_one_row_has_its_faults_with_their_cells(row, faults):
    expected = [fault(code, unit, 2, column, **params) for code, unit, column, params in faults]

    assert faults_of(row) == expected


def test_a_merge_may_say_that_it_takes_the_whole():
    assert faults_of(*merged("M", "X", "Y", share="100%")) == []


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        (
            [create(), create()],
            [("code-taken", "N", 3, "to", {"unit": "N"})],
        ),
        (
            [*merged("N", "X"), create(to="N")],
            [("created-and-formed", "N", 3, "to", {"unit": "N"})],
        ),
        (
            [{"kind": "abolish", "unit": "X"}, {"kind": "rename", "unit": "X", "name": "xã X"}],
            [("changed-twice", "X", 3, "unit", {"unit": "X", "line": 2})],
        ),
        (
            divided("X", N="0,6", M="0,3"),
            [("shares", "X", 3, "share", {"unit": "X", "total": Decimal("0.9")})],
        ),
        (
            divided("X", N="0,6", M=""),
            [("shares", "X", 3, "share", {"unit": "X", "total": Decimal("0.6")})],
        ),
        (
            [*divided("X", N="0,6"), *divided("X", N="0,4")],
            [("part-twice", "X", 3, "to", {"unit": "X"})],
        ),
        (
            [*merged("M", "X"), *merged("M", "Y", name="xã khác")],
            [("two-answers", "Y", 3, "name", {"unit": "M"})],
        ),
        (
            merged("M", "X", "Y", name=""),
            [("cell-empty", "X", 2, "name", {})],
        ),
        (
            [*merged("M", "D", "X", parent="P"), {"kind": "transfer", "unit": "Y", "parent": "P"}],
            [("levels-differ", "D", 2, "level", {"unit": "M"})],
        ),
        (
            [
                *merged("M", "Q", "CA", parent="VN"),
                {"kind": "transfer", "unit": "Z", "parent": "P"},
            ],
            [("two-answers", "CA", 3, "nature", {"unit": "M"})],
        ),
        (
            merged("M", "X", "Z"),
            [("parent-needed", "X", 2, "parent", {"unit": "M"})],
        ),
        (
            [
                *merged("M", "X", "Y"),
                {"kind": "abolish", "unit": "D"},
            ],
            [("child-after-parent", "M", 3, "parent", {"unit": "M", "parent": "D", "ends": DAY})],
        ),
    ],
)
def test_rows_contradict_each_other(rows, faults):
    expected = [
        fault(code, unit, row, *rest, **params) for code, unit, row, *rest, params in faults
    ]

    assert faults_of(*rows) == expected


def test_every_fault_of_every_row_comes_at_once_in_the_order_of_rows():
    rows = [
        {"kind": "abolish", "unit": "?"},
        create(level="tổng", share="nửa"),
        {"kind": "rename", "unit": "X", "name": "X"},
        {"kind": "đổi"},
    ]

    assert faults_of(*rows) == [
        fault("code-unknown", "?", 2, "unit", unit="?"),
        fault("level-unknown", "N", 3, "level", level="tổng"),
        fault("share-unreadable", "N", 3, "share", share="nửa"),
        fault("name-same", "X", 4, "name", name="X"),
        fault("row-kind", "", 5, "kind", kind="đổi"),
    ]


def test_a_follower_that_does_not_fit_below_its_new_parent_is_named_without_a_row():
    """D becomes a commune, as Côn Đảo did; X and Y cannot stand under it."""
    (first, second) = faults_of(
        {"kind": "merge", "unit": "D", "to": "K", "name": "đặc khu", "level": "commune"}
    )

    assert [first, second] == [
        Fault("orgunit.level-not-below", code, params={"unit": code, "parent": "K"})
        for code in "XY"
    ]


@pytest.mark.parametrize("on", [date(2000, 1, 1), FROM])
def test_a_unit_must_have_stood_before_the_day(on):
    assert faults_of({"kind": "abolish", "unit": "X"}, on=on) == [
        fault("not-standing", "X", 2, "unit", unit="X", on=on)
    ]


def test_a_unit_that_ended_is_not_changed():
    register = after(country(), "NQ1", DAY, {"kind": "abolish", "unit": "X"})

    assert faults_of({"kind": "rename", "unit": "X", "name": "xã X"}, register=register) == [
        fault("not-standing", "X", 2, "unit", unit="X", on=DAY)
    ]


RENAMED = {"kind": "rename", "unit": "X", "name": "xã Khác"}
MOVED = {"kind": "transfer", "unit": "X", "parent": "Q"}
ENDED = {"kind": "abolish", "unit": "X"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (RENAMED, RENAMED | {"name": "xã Nữa"}),
        (RENAMED, ENDED),
        (MOVED, MOVED | {"parent": "P"}),
        (MOVED, ENDED),
        (ENDED, RENAMED),
        (ENDED, MOVED),
        (create(), {"kind": "merge", "unit": "D", "to": "K", "name": "huyện K"}),
        (MOVED, {"kind": "merge", "unit": "D", "to": "K", "name": "huyện K"}),
    ],
)
def test_an_act_does_not_contradict_what_a_later_day_holds_already(first, second):
    register = after(country(), "NQ1", LATER, first)

    unit = second["unit"]
    assert faults_of(second, register=register) == [
        fault("changed-later", unit, 2, "unit", unit=unit, on=LATER)
    ]


@pytest.mark.parametrize(("first", "second"), [(RENAMED, MOVED), (MOVED, RENAMED)])
def test_a_name_and_a_place_change_without_each_other(first, second):
    register = after(country(), "NQ1", LATER, first)

    assert faults_of(second, register=register) == []


def test_what_left_long_before_does_not_keep_its_old_parent_from_ending():
    register = after(country(), "NQ1", EARLIER, MOVED)

    assert faults_of(*merged("K", "D", name="huyện K"), register=register) == []


def test_an_act_entered_late_does_not_close_a_circle_that_later_days_would_have():
    """From 1-3-2026 CA1 stands under CA2; CA2 cannot come under CA1 in 2025."""
    register = register_of(
        ("P", "province", ""), ("CA1", "province", "P"), ("CA2", "province", "P")
    )
    register = after(register, "NQ1", LATER, {"kind": "transfer", "unit": "CA1", "parent": "CA2"})

    row = {"kind": "transfer", "unit": "CA2", "parent": "CA1"}
    assert faults_of(row, register=register) == [
        Fault("orgunit.under-itself", "CA1", params={"unit": "CA1", "parent": "CA2"})
    ]
