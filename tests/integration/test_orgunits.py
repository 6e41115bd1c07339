"""Org units: names as people write them, mergers by date, and who stands under whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import bcd138
from bcd138.apps.orgunits import selectors, services
from bcd138.apps.orgunits.models import Closure, OrgUnit
from bcd138.domain.errors import Refused
from bcd138.formats.catalogue_files import OrgUnitDefinition, read_catalogue

CATALOGUES = Path(bcd138.__file__).parent / "catalogues"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
DAY = date(2026, 1, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def country():
    services.load_units(read_catalogue(CATALOGUES).org_units, by="bcd138", at=NOW)


def _codes(units):
    return [unit.code for unit in units]


@pytest.mark.parametrize(
    ("name", "on", "codes"),
    [
        ("Cao Bằng", None, ["04"]),
        ("tỉnh CAO BẰNG", date(2018, 12, 31), ["04"]),
        ("Phú Thọ", date(2018, 12, 31), ["25"]),
        ("Phú Thọ", date(2025, 6, 30), ["25"]),
        ("Phú Thọ", date(2025, 7, 1), ["25.2025"]),
        ("Phú Thọ", None, ["25", "25.2025"]),
        ("Hòa Bình", date(2025, 7, 1), []),
        ("TP. Hồ Chí Minh", date(2026, 1, 1), ["79.2025"]),
        ("Thừa Thiên Huế", date(2019, 1, 1), ["46"]),
        ("bà rịa - vũng tàu", date(2019, 1, 1), ["77"]),
        ("Cả nước", None, ["VN"]),
        ("Hà", None, []),
        ("  ", None, []),
    ],
)
def test_units_are_found_by_name_on_a_day(country, name, on, codes):
    assert _codes(selectors.named(name, on)) == codes


def test_units_are_found_while_typing(country):
    assert _codes(selectors.search("quang n", date(2020, 1, 1))) == ["49", "51", "22"]
    assert _codes(selectors.search("25")) == ["25", "25.2025"]


def test_an_unknown_code_names_the_nearest(country):
    with pytest.raises(Refused) as refusal:
        selectors.by_code("Thai Binh")

    assert refusal.value.code == "orgunit.unknown"
    assert refusal.value.params["suggestions"].startswith("34 (tỉnh Thái Bình)")
    assert selectors.by_code(" 34 ").name == "tỉnh Thái Bình"


def test_names_stand_in_vietnamese_order_without_their_kind(country):
    first = [unit.name for unit in OrgUnit.objects.filter(valid_until=None)[:5]]

    assert first == [
        "tỉnh An Giang",
        "tỉnh Bắc Ninh",
        "tỉnh Cà Mau",
        "tỉnh Cao Bằng",
        "thành phố Cần Thơ",
    ]


def test_the_closure_holds_every_unit_above_and_the_unit_itself():
    """VN ─ T1 ─ X1, X2; VN ─ T2."""
    tree = [_unit("X1", "T1"), _unit("X2", "T1"), _unit("T1", "VN"), _unit("T2", "VN"), _unit("VN")]

    services.load_units(tree, by="bcd138", at=NOW)

    below = selectors.units_below([OrgUnit.objects.get(code="T1").pk])
    assert sorted(OrgUnit.objects.filter(pk__in=below).values_list("code", flat=True)) == [
        "T1",
        "X1",
        "X2",
    ]
    assert Closure.objects.count() == 3 + 3 + 2 + 2 + 1
    assert Closure.objects.get(ancestor__code="VN", descendant__code="X2").depth == 2


def test_moving_a_unit_moves_all_below_it():
    tree = [_unit("VN"), _unit("T1", "VN"), _unit("T2", "VN"), _unit("X1", "T1")]
    services.load_units(tree, by="bcd138", at=NOW)

    moved = services.load_units([_unit("X1", "T2")], by="bcd138", at=NOW)

    assert (moved.added, moved.changed) == ((), ("X1",))
    above = Closure.objects.filter(descendant__code="X1").values_list("ancestor__code", flat=True)
    assert sorted(above) == ["T2", "VN", "X1"]


def test_loading_the_same_units_again_changes_nothing():
    tree = [_unit("VN"), _unit("T1", "VN")]
    services.load_units(tree, by="bcd138", at=NOW)

    again = services.load_units(tree, by="bcd138", at=NOW)

    assert (again.added, again.changed, again.lines) == ((), (), ())


def test_a_changed_name_is_told(country):
    unit = next(each for each in read_catalogue(CATALOGUES).org_units if each.code == "04")

    result = services.load_units([replace(unit, name="tỉnh Cao Bằng mới")], by="bcd138", at=NOW)

    assert result.changed == ("04",)
    assert result.lines[0] == "~ 04 name: tỉnh Cao Bằng → tỉnh Cao Bằng mới"


def test_a_parent_that_is_nowhere_keeps_everything_out():
    with pytest.raises(OrgUnit.DoesNotExist):
        services.load_units([_unit("T1", "VN")], by="bcd138", at=NOW)

    assert list(OrgUnit.objects.all()) == []


def _unit(code: str, parent: str | None = None) -> OrgUnitDefinition:
    return OrgUnitDefinition(code, f"đơn vị {code}", "province", DAY, parent=parent)
