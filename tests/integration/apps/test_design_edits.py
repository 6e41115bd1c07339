"""Changes of a design, one at a time; what is not there cannot be changed."""

from __future__ import annotations

import pytest

from bcd138.apps.designs.edits import MOST_ROWS, edited
from bcd138.apps.designs.starting import empty_content
from bcd138.domain.errors import Refused


@pytest.fixture
def content():
    """Two sections: a b, with the women of b; and c."""
    made = empty_content()
    for act, choice in (
        ("add-row:0:a", ""),
        ("add-row:0:b", ""),
        ("add-column:0", "sex.female"),
        ("add-section", "Hai"),
        ("add-row:1:c", ""),
    ):
        made = edited(made, act, choice)
    made["sections"][0]["rows"][1]["options"] = ["sex.female"]
    return made


def _rows(content):
    return ["".join(row["element"] for row in each["rows"]) for each in content["sections"]]


def _after(content, act, choice=""):
    return _rows(edited(content, act, choice))


def test_rows_move_within_a_section_and_over_its_edge(content):
    assert _rows(content) == ["ab", "c"]
    assert _after(content, "move-row:0:0:1") == ["ba", "c"]
    assert _after(content, "move-row:0:1:1") == ["a", "bc"]
    assert _after(content, "move-row:1:0:-1") == ["abc", ""]
    assert _after(content, "move-row:0:0:-1") == ["ab", "c"]
    assert _after(content, "move-row:1:0:1") == ["ab", "c"]


def test_a_row_leaves_the_columns_that_its_new_section_has_not(content):
    moved = edited(content, "move-row:0:1:1")

    assert moved["sections"][1]["rows"][0]["options"] == []
    assert content["sections"][0]["rows"][1]["options"] == ["sex.female"]


def test_sections_move_and_go(content):
    assert _after(content, "move-section:0:1") == ["c", "ab"]
    assert _after(content, "move-section:0:-1") == ["ab", "c"]
    assert _after(content, "remove-section:0") == ["c"]


def test_a_column_takes_its_cells_along(content):
    after = edited(content, "remove-column:0:sex.female")

    assert after["sections"][0]["columns"] == []
    assert after["sections"][0]["rows"][1]["options"] == []


def test_all_parts_of_a_breakdown_come_at_once_and_none_twice(content):
    after = edited(content, "add-column:0", "sex.male sex.female")

    assert after["sections"][0]["columns"] == ["sex.female", "sex.male"]


def test_numbers_are_given_back_to_the_form(content):
    content["sections"][0]["rows"][0]["number"] = "7"

    after = edited(content, "number-rows:0")

    assert [row["number"] for row in after["sections"][0]["rows"]] == [None, None]


def test_codes_of_parts_and_rules_are_never_twice_the_same(content):
    for act, choice in (
        ("add-narrative", "results"),
        ("add-narrative", "results"),
        ("add-narrative", ""),
        ("add-narrative", ""),
        ("add-rule", "needs"),
        ("add-rule", "needs"),
        ("remove-rule:0", ""),
        ("add-rule", "needs"),
    ):
        content = edited(content, act, choice)

    codes = [each["code"] for each in content["narratives"]]
    assert codes == ["results", "results_1", "part_1", "part_2"]
    assert [each["code"] for each in content["rules"]] == ["needs_2", "needs_1"]


def test_cells_are_chosen_once_for_a_side(content):
    content = edited(content, "add-rule", "at_most")
    for choice in ("a", "b", "a", ""):
        content = edited(content, "add-cell:0:left", choice)

    assert content["rules"][0]["left"] == ["a", "b"]
    assert edited(content, "remove-cell:0:left:0")["rules"][0]["left"] == ["b"]


@pytest.mark.parametrize(
    "act",
    [
        "fly",
        "move-row:0:9:1",
        "move-row:9:0:1",
        "move-row:0:-1:1",
        "remove-section:-1",
        "remove-row:0",
        "remove-row:0:x",
        "remove-column:0:age.under_18",
        "add-cell:0:left",
        "add-rule:magic",
        "move-section:0",
    ],
)
def test_what_is_not_there_cannot_be_changed(content, act):
    with pytest.raises(Refused) as refusal:
        edited(content, act)

    assert (refusal.value.code, refusal.value.params) == ("designs.no-such-part", {})


def test_a_form_has_an_end(content):
    row = content["sections"][0]["rows"][0]
    content["sections"][0]["rows"] = [row] * (MOST_ROWS - 1)

    with pytest.raises(Refused) as refusal:
        edited(content, "add-row:0:z")

    assert (refusal.value.code, refusal.value.params) == ("designs.too-many-rows", {"most": 250})
