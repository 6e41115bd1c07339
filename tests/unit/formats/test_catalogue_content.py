"""What stands in our catalogue: every indicator of the field, every province and merger."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

import bcd138
from bcd138.domain.org_unit import Register
from bcd138.formats.catalogue_files import Catalogue, read_catalogue
from bcd138.formats.register_files import read_register

CATALOGUES = Path(bcd138.__file__).parent / "catalogues"
SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "domain"
MERGER = date(2025, 7, 1)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue(CATALOGUES)


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register(CATALOGUES, only="provinces").register


def test_there_are_353_indicators_in_16_groups(catalogue):
    codes = {indicator.code for indicator in catalogue.indicators}

    assert len(codes) == len(catalogue.indicators) == 353
    assert len(catalogue.groups) == 16
    assert [indicator.position for indicator in catalogue.indicators] == list(range(1, 354))


def test_harvested_indicators_keep_their_name_unit_type_and_direction(catalogue):
    harvest = SHARED / "indicators.csv"
    if not harvest.is_file():
        pytest.skip("thư mục shared không có ở cạnh / no sibling folder shared")
    with harvest.open(encoding="utf-8", newline="") as file:
        expected = {
            row["code"]: (row["vi_name"], row["unit"], row["type"], row["direction"])
            for row in csv.DictReader(file)
        }

    ours = {
        indicator.code: (
            indicator.name,
            indicator.unit,
            indicator.value_type,
            indicator.direction,
        )
        for indicator in catalogue.indicators
        if indicator.code in expected
    }

    assert ours == expected


def test_indicators_stand_in_the_order_of_the_field(catalogue):
    codes = [indicator.code for indicator in catalogue.indicators]

    assert codes[:6] == [
        "total_violations_cases",
        "social_order_crime_cases",
        "social_order_crime_offenders",
        "social_order_crime_solved_cases",
        "social_order_crime_solved_offenders",
        "social_order_clearance_rate",
    ]
    assert codes[-1] == "commemorative_medals"


@pytest.mark.parametrize(
    ("code", "numerator", "denominator"),
    [
        (
            "social_order_clearance_rate",
            "social_order_crime_solved_cases",
            "social_order_crime_cases",
        ),
        ("serious_crime_clearance_rate", "serious_crime_solved_cases", "serious_crime_cases"),
        ("asset_recovery_rate", "asset_recovery", "corruption_damage"),
        ("safe_communes", "số xã, phường được công nhận", "tổng số xã, phường"),
    ],
)
def test_ratios_name_what_they_are_made_of(catalogue, code, numerator, denominator):
    indicator = next(each for each in catalogue.indicators if each.code == code)

    assert (indicator.numerator, indicator.denominator) == (numerator, denominator)


def test_percentages_and_ranks_are_never_added_up(catalogue):
    added = [
        indicator.code
        for indicator in catalogue.indicators
        if (indicator.unit == "%" or indicator.value_type == "rank")
        and "sum" in {indicator.across_units, indicator.across_periods}
    ]

    assert added == []


def test_what_stands_at_a_moment_is_not_added_across_periods(catalogue):
    across = {indicator.code: indicator.across_periods for indicator in catalogue.indicators}

    assert across["models_total"] == across["safe_communes"] == across["self_mgmt_groups"] == "last"
    assert across["social_order_crime_cases"] == across["heroin_weight"] == "sum"


def test_no_press_sentence_stands_among_the_wordings(catalogue):
    longest = max(len(words) for each in catalogue.indicators for words in each.wordings)

    assert longest <= 60


def test_63_provinces_became_34_on_the_first_of_july_2025(register):
    provinces = [unit for unit in register.units.values() if unit.level == "province"]
    before = [unit for unit in provinces if unit.valid_from < MERGER]
    after = [unit for unit in provinces if unit.valid_until is None]
    unchanged = [unit for unit in before if unit.valid_until is None]

    assert (len(before), len(after), len(unchanged)) == (63, 34, 11)
    assert {unit.valid_until for unit in before} == {None, MERGER}
    links = [link for unit in provinces for link in register.links[unit.code]]
    assert {link.parent for link in links} == {"VN"}
    assert len(links) == len(provinces) == 86


def test_every_merged_province_goes_whole_into_one_that_begins_when_it_ends(register):
    ended = [unit for unit in register.units.values() if unit.valid_until is not None]

    assert len(ended) == 52
    for unit in ended:
        (arrow,) = register.onward[unit.code]
        assert (arrow.on, arrow.share) == (unit.valid_until, Decimal(1))
        assert register.units[arrow.after].valid_from == unit.valid_until
        assert unit.ended_by == arrow.act == register.units[arrow.after].begun_by


def test_mergers_are_those_of_the_national_list(register):
    listed = SHARED / "provinces.csv"
    if not listed.is_file():
        pytest.skip("thư mục shared không có ở cạnh / no sibling folder shared")
    with listed.open(encoding="utf-8", newline="") as file:
        expected = {
            _bare(row["new_province"]): {_bare(old) for old in row["old_provinces"].split(" + ")}
            for row in csv.DictReader(file)
        }

    ours: dict[str, set[str]] = {}
    for code in register.standing(MERGER - timedelta(days=1), "province"):
        (after,) = [arrow.after for arrow in register.onward.get(code, ())] or [code]
        ours.setdefault(_name(register, after), set()).add(_name(register, code))

    assert ours == expected


@pytest.mark.parametrize(
    ("code", "names", "official", "successors"),
    [
        ("04", ["tỉnh Cao Bằng"], "04", []),
        ("34", ["tỉnh Thái Bình"], "34", ["33.2025"]),
        ("17", ["tỉnh Hòa Bình"], "17", ["25.2025"]),
        ("08", ["tỉnh Tuyên Quang"], "08", ["08.2025"]),
        ("25.2025", ["tỉnh Phú Thọ"], "25", []),
        ("46", ["tỉnh Thừa Thiên Huế", "thành phố Huế"], "46", []),
    ],
)
def test_codes_follow_the_national_ones(register, code, names, official, successors):
    assert [name.text for name in register.names[code]] == names
    assert register.units[code].official_code == official
    assert [arrow.after for arrow in register.onward.get(code, ())] == successors


def test_hue_is_a_city_since_2025_and_the_same_unit(register):
    first, second = register.names["46"]

    assert (first.valid_until, second.valid_from) == (date(2025, 1, 1), date(2025, 1, 1))
    assert (second.valid_until, register.units["46"].valid_until) == (None, None)


def test_every_source_says_whether_somebody_read_it(catalogue):
    parameter = catalogue.parameters["intake/confirm_within_days"]

    assert [dated.value for dated in parameter.values.values()] == [5]
    assert catalogue.sources["09/2019/NĐ-CP"].checked is False


def _name(register: Register, code: str) -> str:
    return _bare(register.names[code][-1].text)


def _bare(name: str) -> str:
    for kind in ("tỉnh ", "thành phố ", "TP. "):
        name = name.removeprefix(kind)
    return name
