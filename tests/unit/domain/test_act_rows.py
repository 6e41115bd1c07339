"""The cells of one row of an act: what is meant for it, and what can be kept."""

from __future__ import annotations

from datetime import date

import pytest

from bcd138.domain.planning import plan_act
from bcd138.domain.reorganisation import ActRow
from unit.domain.registers import four_provinces


def _faults(row):
    plan = plan_act(four_provinces(), act="NQ", on=date(2025, 7, 1), rows=[row])
    return [(one.code, one.row, one.column, one.params) for one in plan.faults]


@pytest.mark.parametrize(
    ("fields", "column", "words"),
    [
        ({"kind": "abolish", "unit": "25", "to": "Y"}, "to", "Y"),
        ({"kind": "transfer", "unit": "25", "parent": "VN", "name": "xã Y"}, "name", "xã Y"),
        ({"kind": "rename", "unit": "25", "name": "xã Y", "parent": "VN"}, "parent", "VN"),
        ({"kind": "create", "unit": "25", "to": "Y"}, "unit", "25"),
    ],
)
def test_a_cell_that_means_nothing_for_its_row_is_told(fields, column, words):
    assert ("orgunit.cell-not-here", 3, column, {"words": words}) in _faults(ActRow(3, **fields))


@pytest.mark.parametrize("code", ["n 1", "đơn-vị", "n1\n", "=1+1", "x" * 41, "-x"])
def test_a_code_that_cannot_be_kept_is_told(code):
    row = ActRow(3, "create", to=code, name="xã Y", level="commune", parent="VN")

    assert _faults(row) == [("orgunit.code-format", 3, "to", {"unit": code})]


def test_a_name_that_is_too_long_is_told():
    row = ActRow(3, "create", to="Y", name="x" * 201, level="commune", parent="VN")

    assert _faults(row) == [("orgunit.too-long", 3, "name", {"limit": 200})]
