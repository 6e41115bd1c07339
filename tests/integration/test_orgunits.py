"""Org units: names as people write them, mergers by date, and who stands under whom."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import bcd138
from bcd138.apps.orgunits import selectors, services
from bcd138.apps.orgunits.lookup import matching
from bcd138.apps.orgunits.models import Closure, OrgUnit, RegisterVersion, UnitName
from bcd138.domain.errors import Refused
from bcd138.domain.org_unit import Link, Name, Unit, build_register
from bcd138.formats.register_files import ActHead, RegisterFiles, read_register

CATALOGUES = Path(bcd138.__file__).parent / "catalogues"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
SINCE = date(2004, 1, 1)
MOVED = date(2026, 1, 1)
ACT = ActHead("1/NQ", "Chuyển đơn vị", MOVED, MOVED)

pytestmark = pytest.mark.django_db


@pytest.fixture
def country():
    """The country and its provinces, old and new, without their communes."""
    services.load_units(read_register(CATALOGUES, only="provinces"), by="bcd138", at=NOW)


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
        ("Huế", date(2026, 1, 1), ["46"]),
        ("bà rịa - vũng tàu", date(2019, 1, 1), ["77"]),
        ("Cả nước", None, ["VN"]),
        ("Hà", None, []),
        ("  ", None, []),
    ],
)
def test_units_are_found_by_name_on_a_day(country, name, on, codes):
    assert _codes(selectors.named(name, on)) == codes


@pytest.mark.parametrize(
    ("name", "on", "codes"),
    [
        ("Phú Thọ", date(2025, 7, 1), ["25.2025"]),
        ("phường Phú Thọ", date(2025, 7, 1), ["07942.2025"]),
        ("thị xã Phú Thọ", date(2025, 6, 30), ["228"]),
        ("thị xã Phú Thọ", date(2025, 7, 1), ["25.2025"]),
        ("xã Văn Miếu", date(2025, 7, 1), ["08611.2025"]),
    ],
)
def test_the_word_before_a_name_says_of_which_level_it_is(catalogue, name, on, codes):
    assert _codes(selectors.named(name, on)) == codes


@pytest.mark.parametrize(
    ("query", "on", "codes"),
    [
        ("quang n", date(2020, 1, 1), ["49", "51", "22"]),
        ("thua thien", date(2026, 1, 1), ["46"]),
        ("25", date(2025, 7, 1), ["25.2025"]),
        ("", date(2025, 7, 1), []),
    ],
)
def test_units_are_found_while_typing(country, query, on, codes):
    assert _codes(selectors.standing(matching(query, on), on)) == codes


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
    tree = _files("X1 T1", "X2 T1", "T1 VN", "T2 VN", "VN")

    services.load_units(tree, by="bcd138", at=NOW)

    below = selectors.units_below(OrgUnit.objects.filter(code="T1").values_list("pk"))
    assert sorted(OrgUnit.objects.filter(pk__in=below).values_list("code", flat=True)) == [
        "T1",
        "X1",
        "X2",
    ]
    assert Closure.objects.count() == 3 + 3 + 2 + 2 + 1
    assert Closure.objects.get(ancestor__code="VN", descendant__code="X2").depth == 2
    assert set(Closure.objects.values_list("valid_from", "valid_until")) == {(SINCE, None)}


def test_moving_a_unit_moves_all_below_it_from_its_day_on():
    """VN ─ T1 ─ X1 ─ H1, and X1 comes under T2."""
    services.load_units(_files("VN", "T1 VN", "T2 VN", "X1 T1", "H1 X1"), by="bcd138", at=NOW)

    moved = services.load_units(
        _files(
            "VN",
            "T1 VN",
            "T2 VN",
            "X1",
            "H1 X1",
            links=[
                Link("X1", "T1", SINCE, MOVED, ended_by=ACT.code),
                Link("X1", "T2", MOVED, begun_by=ACT.code),
            ],
            acts=[ACT],
        ),
        by="bcd138",
        at=NOW,
    )

    assert (moved.added, moved.changed, moved.lines) == (0, 1, ("~ X1 đơn vị X1",))
    assert _above("H1") == [
        ("H1", 0, SINCE, None),
        ("T1", 2, SINCE, MOVED),
        ("T2", 2, MOVED, None),
        ("VN", 3, SINCE, None),
        ("X1", 1, SINCE, None),
    ]


def test_a_parent_that_was_written_wrongly_is_put_right_for_all_days():
    services.load_units(_files("VN", "T1 VN", "T2 VN", "X1 T1"), by="bcd138", at=NOW)

    moved = services.load_units(_files("VN", "T1 VN", "T2 VN", "X1 T2"), by="bcd138", at=NOW)

    assert (moved.added, moved.changed) == (0, 1)
    assert _above("X1") == [("T2", 1, SINCE, None), ("VN", 2, SINCE, None), ("X1", 0, SINCE, None)]


def test_loading_the_same_units_again_changes_nothing():
    tree = _files("VN", "T1 VN")
    services.load_units(tree, by="bcd138", at=NOW)
    token = RegisterVersion.objects.get().token

    again = services.load_units(tree, by="bcd138", at=NOW)

    assert (again.added, again.changed, again.lines) == (0, 0, ())
    assert RegisterVersion.objects.get().token == token


def test_a_changed_name_is_told(country, tmp_path):
    folder = shutil.copytree(CATALOGUES, tmp_path / "catalogues")
    path = folder / "org_units/base/provinces.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("tỉnh Cao Bằng", "tỉnh Cao Bằng mới"), encoding="utf-8")

    result = services.load_units(read_register(folder, only="provinces"), by="bcd138", at=NOW)

    assert (result.added, result.changed, result.lines) == (0, 1, ("~ 04 tỉnh Cao Bằng mới",))
    assert [name.text for name in UnitName.objects.filter(org_unit__code="04")] == [
        "tỉnh Cao Bằng mới"
    ]
    assert _codes(selectors.named("Cao Bằng mới")) == ["04"]


def test_a_parent_that_is_nowhere_keeps_everything_out():
    with pytest.raises(Refused) as refusal:
        services.load_units(_files("T1 VN"), by="bcd138", at=NOW)

    assert (refusal.value.code, refusal.value.params) == (
        "orgunit.files-contradict",
        {"units": ["T1"]},
    )
    assert list(OrgUnit.objects.all()) == []


_LEVELS = {"V": "central", "T": "province", "X": "commune", "H": "hamlet"}


def _files(*rows, links=(), acts=()):
    """Return the files of units written as "code parent"; ``links`` come besides."""
    pairs = [[*row.split(), ""][:2] for row in rows]
    register = build_register(
        [Unit(code, _LEVELS[code[0]], SINCE) for code, _ in pairs],
        [Name(code, f"đơn vị {code}", SINCE) for code, _ in pairs],
        [*(Link(code, parent, SINCE) for code, parent in pairs if parent), *links],
        (),
    )
    return RegisterFiles(register, tuple(acts), "")


def _above(code):
    rows = Closure.objects.filter(descendant__code=code).order_by("ancestor__code")
    return list(rows.values_list("ancestor__code", "depth", "valid_from", "valid_until"))
