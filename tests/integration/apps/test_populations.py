"""Populations: from the catalogue, from a person's file, and asked for a day."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

import factories
from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.catalogue.services import load
from bcd138.apps.orgunits import selectors, services
from bcd138.apps.orgunits.models import Population
from bcd138.domain.population import HeadCount

LATE = date(2024, 12, 31)
HEAD = "unit,on,people,source,checked\n"


def rows():
    told = Population.objects.order_by("org_unit__code", "on")
    return list(told.values_list("org_unit__code", "on", "people", "source", "is_from_catalogue"))


@pytest.fixture
def file(tmp_path):
    def write(*lines):
        path = tmp_path / "dan-so.csv"
        path.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
        return path

    return write


def run(path):
    said, faults = StringIO(), StringIO()
    try:
        call_command("load_population", str(path), stdout=said, stderr=faults)
    except CommandError as error:
        return str(error), faults.getvalue()
    return said.getvalue(), faults.getvalue()


def test_a_file_is_loaded_once_and_changes_are_told(units, file):
    path = file("DEMO-AB,2024-12-31,500000,Niên giám thống kê 2024,true")

    first, again = run(path), run(path)

    assert first == ("Đã nạp dân số: thêm 1, sửa 0.\n", "")
    assert again == ("Đã nạp dân số: thêm 0, sửa 0.\n", "")
    assert rows() == [("DEMO-AB", LATE, 500000, "Niên giám thống kê 2024", False)]
    assert AuditEvent.objects.filter(event="population.loaded").count() == 1


def test_every_fault_of_a_file_is_told_and_nothing_is_loaded(units, file):
    path = file(
        "DEMO-AB,2024-12-31,500000,Niên giám,",
        "KHONG-CO,2024-12-31,500000,Niên giám,",
        "DEMO-AB,2024-12-31,1,Niên giám,",
        "DEMO-AB,2023-12-31,0,Niên giám,",
    )

    said, faults = run(path)

    assert said == "Tệp dân số có 3 lỗi, chưa nạp gì. Mời sửa rồi nạp lại."
    assert [line.partition(": ")[0] for line in faults.splitlines()] == [
        "dan-so.csv:3",
        "dan-so.csv:4",
        "dan-so.csv:5",
    ]
    assert rows() == []


def test_a_file_that_is_not_there_is_named(units, tmp_path):
    said, _ = run(tmp_path / "a.csv")

    assert said == f"Không có tệp {tmp_path / 'a.csv'}. Mời kiểm tra lại đường dẫn."


def test_the_catalogue_brings_its_own_and_leaves_what_a_person_loaded(
    catalogue, small_folder, tmp_path
):
    folder = tmp_path / "catalogues"
    shutil.copytree(small_folder, folder)
    table = folder / "population/provinces.csv"
    table.parent.mkdir(exist_ok=True)
    table.write_text(f"{HEAD}04,2024-12-31,550000,Niên giám,\n01,2024-12-31,8700000,Niên giám,\n")
    services.load_populations(
        [HeadCount("01", LATE, 8_800_000, "Cục Thống kê")], by="lan", at=factories.AT
    )

    result = load(folder, by="test", at=factories.AT)
    table.write_text(f"{HEAD}04,2019-04-01,530341,Tổng điều tra,true\n")
    after = load(folder, by="test", at=factories.AT)

    assert result.lines == ("+ 04 2024-12-31: 550000",)
    assert after.lines == ("+ 04 2019-04-01: 530341", "- 04 2024-12-31")
    assert rows() == [
        ("01", LATE, 8_800_000, "Cục Thống kê", False),
        ("04", date(2019, 4, 1), 530341, "Tổng điều tra", True),
    ]


def test_people_are_asked_for_a_day_and_an_unknown_unit_has_none(catalogue):
    services.load_populations(
        [HeadCount("04", LATE, 550_000, "Niên giám")], by="lan", at=factories.AT
    )

    found = selectors.population_of(["04", "01"], date(2026, 11, 30))

    assert {code: people.value for code, people in found.items()} == {"04": Decimal(550_000)}
    assert selectors.population_of(["04"], date(2024, 12, 30)) == {}


def test_whoever_keeps_the_register_reads_it_anew_after_a_loading(units):
    before = selectors.register()

    services.load_populations([HeadCount("DEMO-AB", LATE, 5, "x")], by="lan", at=factories.AT)

    assert selectors.register() is not before
