"""What a person's rows must keep to: numbers that fit, and names that stay one."""

from __future__ import annotations

import pytest

from bcd138.domain.entered_rows import faults_of_cells, faults_of_names
from bcd138.domain.reorganisation import ActRow
from unit.domain.registers import DAY, act_rows, planned, register_of


@pytest.fixture
def register():
    """
    VN ─ P ┬ A xã Nam Hải
           ├ B xã Đông Phong ─ B1 thôn Một
           └ C xã Tây Sơn
    """
    return register_of(
        ("VN", "central", "", "Toàn quốc"),
        ("P", "province", "VN", "tỉnh An Bình"),
        ("A", "commune", "P", "xã Nam Hải"),
        ("B", "commune", "P", "xã Đông Phong"),
        ("C", "commune", "P", "xã Tây Sơn"),
        ("B1", "hamlet", "B", "thôn Một"),
    )


def told(register, *rows):
    plan = planned(register, *rows, on=DAY)
    found = faults_of_names(register, plan.effect, act_rows(rows))
    return [(fault.code, fault.row, fault.column, fault.params) for fault in found]


def test_an_official_number_too_long_is_a_fault():
    rows = [ActRow(2, "create", official_code="1" * 41), ActRow(3, "create", official_code="04603")]

    found = faults_of_cells(rows)

    assert [(one.code, one.row, one.column, one.params) for one in found] == [
        ("orgunit.too-long", 2, "official_code", {"limit": 40})
    ]


def test_merging_into_a_unit_that_goes_on_is_told(register):
    row = {"kind": "merge", "unit": "A", "to": "N", "name": "Xã Đông Phong"}

    params = {"name": "Xã Đông Phong", "unit": "B"}
    assert told(register, row) == [("orgunit.name-still-standing", 2, "name", params)]


def test_merging_both_into_a_new_one_of_the_old_name_is_right(register):
    rows = [{"kind": "merge", "unit": one, "to": "N", "name": "xã Đông Phong"} for one in "AB"]

    assert told(register, *rows) == []


def test_two_units_given_one_name_are_told_at_both_rows(register):
    rows = [{"kind": "rename", "unit": one, "name": "xã Mới"} for one in "AC"]

    assert told(register, *rows) == [
        ("orgunit.name-twice", 2, "name", {"name": "xã Mới", "unit": "C"}),
        ("orgunit.name-twice", 3, "name", {"name": "xã Mới", "unit": "A"}),
    ]


def test_hamlets_may_bear_one_name(register):
    row = {"kind": "create", "to": "B2", "name": "thôn Một", "level": "hamlet", "parent": "B"}

    assert told(register, row) == []
