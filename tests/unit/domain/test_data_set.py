"""A form as data: its cells by key, in the order of the paper."""

from __future__ import annotations

import pytest

from bcd138.domain.data_set import (
    Cell,
    Measure,
    Option,
    Reporters,
    category_of,
    cell_key,
    split_key,
)
from entry_forms import FEMALE, FORM, MALE, OFFENDERS, YOUNG


def test_cells_stand_by_key_in_the_order_of_the_paper():
    assert list(FORM.cells) == [
        "cases",
        "solved",
        "rate",
        "offenders",
        "offenders:sex.female",
        "offenders:sex.male",
        "offenders:age.under_18",
        "heroin",
        "damage",
    ]


def test_what_is_computed_is_not_entered():
    assert [key for key in FORM.cells if key not in FORM.entered] == ["rate"]


def test_parts_stand_by_their_breakdown():
    assert FORM.parts_of("offenders") == {
        "sex": (Cell(OFFENDERS, FEMALE), Cell(OFFENDERS, MALE)),
        "age": (Cell(OFFENDERS, YOUNG),),
    }
    assert FORM.parts_of("cases") == {}


@pytest.mark.parametrize("option", ["", "sex.female"])
def test_a_key_names_the_measure_and_the_option(option):
    assert split_key(cell_key("offenders", option)) == ("offenders", option)


def test_an_option_names_its_breakdown():
    assert category_of("sex.female") == "sex"
    assert Cell(OFFENDERS, Option("sex.female", "Nữ")).key == "offenders:sex.female"


@pytest.mark.parametrize(
    ("value_type", "places", "is_computed"),
    [
        ("count", 0, False),
        ("rank", 0, False),
        ("money", 2, False),
        ("ratio", 2, True),
        ("change", 2, True),
    ],
)
def test_the_kind_of_a_measure_says_how_it_is_written(value_type, places, is_computed):
    measure = Measure("m", "tên", "vụ", value_type)

    assert (measure.places, measure.is_computed) == (places, is_computed)


@pytest.mark.parametrize(
    ("level", "kind", "name", "is_reporter"),
    [
        ("province", "agency", "Viện Kiểm sát nhân dân tỉnh An Bình", True),
        ("province", "agency", "VIỆN KIỂM SÁT NHÂN DÂN tỉnh An Bình", True),
        ("province", "agency", "Sở Giáo dục và Đào tạo", False),
        ("province", "territory", "Viện kiểm sát nhân dân", False),
        ("commune", "agency", "Viện kiểm sát nhân dân", False),
    ],
)
def test_agencies_report_by_their_names(level, kind, name, is_reporter):
    reporters = Reporters("province", "agency", ("Viện kiểm sát nhân dân",))

    assert reporters.include(level, kind, name) is is_reporter


def test_without_names_every_unit_of_the_level_reports():
    assert Reporters("commune").include("commune", "territory", "Xã Nam Hải")
