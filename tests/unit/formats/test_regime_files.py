"""Reading the files of reporting regimes: strictly, and with every fault at its line."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

import bcd138
from bcd138.domain.period import parse_period
from bcd138.domain.regime import due_on, periods_of
from bcd138.formats.catalogue_reader import Reader
from bcd138.formats.regime_files import RegimeEntry, read_regimes, regime_from
from bcd138.formats.yaml_file import read_yaml

CATALOGUES = Path(bcd138.__file__).parent / "catalogues"
SOURCES = set(read_yaml(CATALOGUES / "sources.yaml").value)


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(CATALOGUES / "regimes", tmp_path / "regimes")
    return tmp_path


def shipped():
    reader = Reader(CATALOGUES)
    regimes = read_regimes(reader, SOURCES)
    assert reader.faults == []
    return regimes


@pytest.mark.parametrize(
    ("code", "kind", "first", "last"),
    [
        ("administrative", "year", date(2025, 12, 15), date(2026, 12, 14)),
        ("calendar", "year", date(2026, 1, 1), date(2026, 12, 31)),
        ("national_assembly", "year", date(2025, 10, 1), date(2026, 9, 30)),
        ("residential_area", "year", date(2025, 11, 1), date(2026, 10, 31)),
        ("commune_recognition", "year", date(2025, 11, 16), date(2026, 11, 15)),
        ("procuracy", "year", date(2025, 12, 1), date(2026, 11, 30)),
        ("joint_statistics", "month", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_each_shipped_regime_has_its_days(code, kind, first, last):
    periods = periods_of(shipped()[code], 2026, kind)

    assert (periods[0].start, periods[-1].end) == (first, last)


def test_the_shipped_regimes_say_what_nobody_has_read_yet():
    regimes = shipped()

    assert {code: regime.checked for code, regime in regimes.items()} == {
        "administrative": False,
        "calendar": True,
        "campaign": True,
        "commune_recognition": False,
        "joint_statistics": False,
        "national_assembly": False,
        "procuracy": False,
        "residential_area": False,
        "term": True,
    }
    assert (regimes["campaign"].period_types, regimes["term"].period_types) == (
        ("span",),
        ("programme",),
    )


def test_every_shipped_regime_names_a_due_date_for_each_of_its_periods():
    for regime in shipped().values():
        assert set(regime.due) == {
            (kind, level) for kind in regime.period_types for level in ("commune", "province")
        }
    july = parse_period("2026M07--12-15")

    assert due_on(shipped()["administrative"], july, "commune") == date(2026, 7, 15)


def test_a_regime_is_read_back_from_what_was_stored_of_it():
    file = read_yaml(CATALOGUES / "regimes/administrative.yaml")
    stored = RegimeEntry.model_validate(file.value).model_dump(mode="json")

    assert regime_from("administrative", stored) == shipped()["administrative"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('begins: "12-15"', 'begins: "12-29"', "4: begins"),
        ('begins: "12-15"', "begins: null", "4: begins: Value error, loại kỳ này cần ngày đầu"),
        ("half, year, to_date]", "half, half, year]", "3: period_types: Value error, một loại kỳ"),
        ("half, year, to_date]", "half, fortnight]", "3: period_types.3"),
        ("[month, quarter,", "[quarter,", "8: due: Value error, không có loại kỳ / not among"),
        ("month: {commune: 1,", "month: {commune: 0,", "11: due.days.month.commune"),
        ("month: {commune: 1,", "month: {district: 1,", "11: due.days.month.district"),
        ('  source: "Quy ước của', '  source: "Ý kiến của', "9: không có văn bản / no such source"),
        ('\nsource: "09/2019', '\nsource: "99/2019', "16: không có văn bản / no such source: 99/"),
        ("checked: false", "checked: maybe", "18: checked"),
        ("checked: false", "checked: false\ncolour: red", "19: colour"),
        ("name: ", "nam: ", "2: name"),
    ],
)
def test_every_fault_is_named_with_its_line(folder, old, new, fault):
    path = folder / "regimes/administrative.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    reader = Reader(folder)

    read_regimes(reader, SOURCES)

    assert reader.faults[0].startswith(f"regimes/administrative.yaml:{fault}")


def test_a_file_name_that_is_no_code_is_a_fault(folder):
    (folder / "regimes/term.yaml").rename(folder / "regimes/2-năm.yaml")
    reader = Reader(folder)

    read_regimes(reader, SOURCES)

    assert reader.faults == [
        "regimes/2-năm.yaml:1: tên tệp không phải mã / file name is no code: 2-năm"
    ]


def test_no_regime_at_all_is_a_fault(tmp_path):
    reader = Reader(tmp_path)

    assert read_regimes(reader, SOURCES) == {}
    assert reader.faults == [f"{tmp_path}/regimes/*.yaml:1: không có tệp / no such file"]
