"""Reading the files of public holidays, and the shipped years against what was announced."""

from __future__ import annotations

import math
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

import bcd138
from bcd138.domain.working_days import days_in_lieu, is_working
from bcd138.formats.catalogue_reader import Reader
from bcd138.formats.holiday_files import days_off, days_worked, read_holidays
from bcd138.formats.yaml_file import read_yaml

CATALOGUES = Path(bcd138.__file__).parent / "catalogues"
SOURCES = set(read_yaml(CATALOGUES / "sources.yaml").value)
HANOI = 7 / 24
YEARS = [str(year) for year in range(2018, 2031)]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "holidays").mkdir()
    shutil.copy(CATALOGUES / "holidays/2026.yaml", tmp_path / "holidays")
    return tmp_path


@pytest.fixture(scope="module")
def shipped():
    reader = Reader(CATALOGUES)
    years = read_holidays(reader, SOURCES)
    assert reader.faults == []
    return years


def named(content, words):
    return [date.fromisoformat(day) for day, name in content["days"].items() if words in name]


def test_thirteen_years_are_shipped_and_say_what_was_announced(shipped):
    assert list(shipped) == YEARS
    assert [year for year in YEARS if not shipped[year]["announced"]] == YEARS[-4:]
    assert {content["checked"] for content in shipped.values()} == {False}
    assert [content["source"] for content in shipped.values()] == [
        *["10/2012/QH13"] * 3,
        *["45/2019/QH14"] * 10,
    ]


@pytest.mark.rule("working-day")
@pytest.mark.parametrize("year", YEARS)
def test_every_year_has_the_days_of_the_labour_code(shipped, year):
    content = shipped[year]
    national = named(content, "Quốc khánh")

    assert len(named(content, "Tết Dương lịch")) == 1
    assert len(named(content, "Tết Âm lịch")) == 5
    assert date(int(year), 9, 2) in national
    assert len(national) == (2 if int(year) > 2020 else 1)
    assert abs((national[-1] - national[0]).days) < 2
    assert len(content["days"]) == 9 + len(national)


@pytest.mark.rule("working-day")
@pytest.mark.parametrize("year", YEARS)
def test_lunar_days_follow_the_new_moon_of_hanoi(shipped, year):
    """Tết 2030 is on 2 February: the new moon is at 23:07 in Hà Nội, after midnight in China."""
    (new_year,) = named(shipped[year], "mùng 1")
    (hung_kings,) = named(shipped[year], "Giỗ Tổ Hùng Vương")

    assert new_year == _day_of_new_moon_near(new_year)
    assert hung_kings - timedelta(9) == _day_of_new_moon_near(hung_kings - timedelta(9))
    assert round((hung_kings - timedelta(9) - new_year).days / 29.53) in {2, 3}


@pytest.mark.rule("working-day")
@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2018, 2, 14), date(2018, 2, 20)),
        (date(2018, 12, 29), date(2019, 1, 1)),
        (date(2019, 4, 27), date(2019, 5, 1)),
        (date(2020, 1, 23), date(2020, 1, 29)),
        (date(2021, 2, 10), date(2021, 2, 16)),
        (date(2021, 9, 2), date(2021, 9, 5)),
        (date(2022, 1, 29), date(2022, 2, 6)),
        (date(2022, 4, 30), date(2022, 5, 3)),
        (date(2022, 9, 1), date(2022, 9, 4)),
        (date(2023, 1, 20), date(2023, 1, 26)),
        (date(2023, 4, 29), date(2023, 5, 3)),
        (date(2023, 9, 1), date(2023, 9, 4)),
        (date(2024, 2, 8), date(2024, 2, 14)),
        (date(2024, 4, 27), date(2024, 5, 1)),
        (date(2024, 8, 31), date(2024, 9, 3)),
        (date(2025, 1, 25), date(2025, 2, 2)),
        (date(2025, 4, 30), date(2025, 5, 4)),
        (date(2025, 8, 30), date(2025, 9, 2)),
        (date(2026, 1, 1), date(2026, 1, 4)),
        (date(2026, 2, 14), date(2026, 2, 22)),
        (date(2026, 8, 29), date(2026, 9, 2)),
    ],
)
def test_offices_were_closed_as_announced(shipped, first, last):
    off = frozenset().union(*map(days_off, shipped.values()))
    worked = frozenset().union(*map(days_worked, shipped.values()))
    stretch = [first + timedelta(n) for n in range((last - first).days + 1)]

    assert [day for day in stretch if is_working(day, off, worked)] == []
    assert is_working(first - timedelta(1), off, worked)
    assert is_working(last + timedelta(1), off, worked)


@pytest.mark.rule("day-in-lieu")
def test_days_in_lieu_and_swapped_saturdays_are_what_the_files_say(shipped):
    content = shipped["2026"]
    days = [date.fromisoformat(day) for day in content["days"]]

    assert days_in_lieu(days) == {date(2026, 4, 27): date(2026, 4, 26)}
    assert content["in_lieu"] == {"2026-04-27": "2026-04-26"}
    assert days_worked(content) == {date(2026, 1, 10), date(2026, 8, 22)}
    assert days_off(content) == {
        *days,
        date(2026, 4, 27),
        date(2026, 1, 2),
        date(2026, 8, 31),
    }


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"45/2019', '"99/2019', "4: không có văn bản / no such source: 99/2019/QH14"),
        ("2026-01-01: Tết", "2025-01-01: Tết", "8: không thuộc năm 2026 / not in 2026: 2025"),
        ("2026-04-27: 2026", "2026-04-28: 2026", "19: ngày nghỉ bù phải là / days in lieu are"),
        ("2026-01-02: {w", "2026-01-03: {w", "22: vốn đã là ngày nghỉ / is off anyway"),
        ("2026-01-10,", "2026-01-09,", "22: không phải ngày nghỉ hằng tuần / no weekly day"),
        ("2026-01-10,", "2026-08-22,", "23: làm bù hai lần / worked for two days off: 2026"),
        ('"Thông báo', '"Tin đồn', "22: không có văn bản / no such source: Tin đồn"),
        ("announced: true", "announced: soon", "3: announced"),
        ("2026-04-26: Giỗ", "2026-04-31: Giỗ", "1: không phải YAML / not YAML: day is"),
        ("checked: false\ndays", "checked: false\ncolour: red\ndays", "7: colour"),
    ],
)
def test_every_fault_is_named_with_its_line(folder, old, new, fault):
    path = folder / "holidays/2026.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    reader = Reader(folder)

    read_holidays(reader, SOURCES)

    assert reader.faults[0].startswith(f"holidays/2026.yaml:{fault}")


def test_a_file_name_that_is_no_year_is_a_fault(folder):
    (folder / "holidays/2026.yaml").rename(folder / "holidays/nam-2026.yaml")
    reader = Reader(folder)

    assert read_holidays(reader, SOURCES) == {}
    assert reader.faults == [
        "holidays/nam-2026.yaml:1: tên tệp phải là năm / name the file after its year: 2026.yaml"
    ]


def test_no_year_at_all_leaves_weekends_only(tmp_path):
    reader = Reader(tmp_path)

    assert (read_holidays(reader, SOURCES), reader.faults) == ({}, [])


def _day_of_new_moon_near(day):
    """Return the day in Hà Nội of the new moon nearest to ``day``, to about two minutes.

    The mean new moon with the largest of its periodic terms, as in textbooks of astronomy.
    """
    months = round((day - date(2000, 1, 6)).days / 29.530588861)
    t = months / 1236.85
    mean = 2451550.09766 + 29.530588861 * months + 0.00015437 * t**2
    sun = math.radians(2.5534 + 29.10535670 * months)
    moon = math.radians(201.5643 + 385.81693528 * months + 0.0107582 * t**2)
    latitude = math.radians(160.7108 + 390.67050284 * months - 0.0016118 * t**2)
    node = math.radians(124.7746 - 1.56375588 * months)
    e = 1 - 0.002516 * t
    terms = (
        (-0.40720, moon),
        (0.17241 * e, sun),
        (0.01608, 2 * moon),
        (0.01039, 2 * latitude),
        (0.00739 * e, moon - sun),
        (-0.00514 * e, moon + sun),
        (0.00208 * e * e, 2 * sun),
        (-0.00111, moon - 2 * latitude),
        (-0.00057, moon + 2 * latitude),
        (0.00056 * e, 2 * moon + sun),
        (-0.00042, 3 * moon),
        (0.00042 * e, sun + 2 * latitude),
        (0.00038 * e, sun - 2 * latitude),
        (-0.00024 * e, 2 * moon - sun),
        (-0.00017, node),
    )
    dynamical = mean + sum(size * math.sin(angle) for size, angle in terms)
    universal = dynamical - 70 / 86_400
    return date(2000, 1, 1) + timedelta(math.floor(universal + 0.5 + HANOI - 2451545))
