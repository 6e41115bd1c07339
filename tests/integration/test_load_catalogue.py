"""Loading the catalogue: all or nothing, and nothing the second time."""

from __future__ import annotations

import shutil
from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.catalogue import selectors, services
from bcd138.apps.catalogue.models import CatalogueLoad, DataSet, Definition, Indicator
from bcd138.apps.orgunits.models import (
    Act,
    Closure,
    Lineage,
    OrgUnit,
    Parentage,
    RegisterVersion,
    Succession,
    UnitName,
)
from bcd138.domain.errors import Refused
from bcd138.formats.catalogue_files import CatalogueFaults, read_catalogue

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))

pytestmark = pytest.mark.django_db


# The country, its provinces before and since; districts, communes and new communes of four.
UNITS = (1 + 63 + 23) + (42 + 640 + 202)


@pytest.fixture
def folder(tmp_path, small_folder):
    return shutil.copytree(small_folder, tmp_path / "catalogues")


def _things(folder):
    """How many indicators, forms, breakdowns, regimes and years the files have, and units."""
    files = read_catalogue(folder)
    parts = (files.indicators, files.data_sets, files.categories, files.regimes, files.holidays)
    return sum(map(len, parts)) + UNITS


def _load(folder, **options):
    return services.load(folder, by="minh", at=NOW, **options)


def _tables():
    return [list(model.objects.order_by("pk").values()) for model in _MODELS]


_MODELS = (
    Indicator,
    Definition,
    DataSet,
    CatalogueLoad,
    AuditEvent,
    Act,
    OrgUnit,
    UnitName,
    Parentage,
)
_MODELS += (Succession, Closure, Lineage, RegisterVersion)


def test_loading_brings_indicators_and_units(folder):
    result = _load(folder)

    assert (result.added, result.changed, result.removed) == (_things(folder), 0, 0)
    rate = Indicator.objects.get(code="social_order_clearance_rate")
    assert (rate.numerator, rate.denominator, rate.factor) == (
        "social_order_crime_solved_cases",
        "social_order_crime_cases",
        100,
    )
    assert Succession.objects.get(before__code="17").after.code == "25.2025"
    assert list(Act.objects.values_list("number", "is_from_catalogue", "entered_by")) == [
        ("202/2025/QH15", True, "minh"),
        ("175/2024/QH15", True, "minh"),
    ]
    load = CatalogueLoad.objects.get()
    assert (load.digest, load.loaded_by, load.loaded_at) == (result.digest, "minh", NOW)
    assert list(AuditEvent.objects.values_list("event", "by", "at")) == [
        ("orgunits.loaded", "minh", NOW),
        ("catalogue.loaded", "minh", NOW),
    ]


def test_loading_again_changes_nothing_and_leaves_no_trace(folder):
    _load(folder)
    before = _tables()

    result = _load(folder)

    assert (result.added, result.changed, result.removed, result.lines) == (0, 0, 0, ())
    assert _tables() == before


def test_a_dry_run_tells_and_changes_nothing(folder):
    result = _load(folder, dry_run=True)

    assert result.added == _things(folder)
    assert _tables() == [[] for _ in _MODELS]


def test_a_changed_file_changes_its_row_and_says_how(folder):
    _load(folder)
    path = folder / "data_elements/drugs.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Số vụ ma túy khởi tố", "Số vụ án ma túy khởi tố"), "utf-8")
    path = folder / "org_units/base/provinces.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Bắc Cạn", "Bắc Cạn cũ"), "utf-8")

    result = _load(folder)

    assert (result.added, result.changed, result.removed) == (0, 2, 0)
    assert Indicator.objects.get(code="drug_prosecuted_cases").name == "Số vụ án ma túy khởi tố"
    assert any(
        line == "~ drug_prosecuted_cases name: Số vụ ma túy khởi tố → Số vụ án ma túy khởi tố"
        for line in result.lines
    )


def test_an_indicator_that_left_the_files_is_retired_and_may_return(folder):
    path = folder / "data_elements/awards.csv"
    text = path.read_text(encoding="utf-8")
    more = f"{text}award_flags,Số cờ thi đua,cờ,count,neutral,sum,sum,province,,\n"
    path.write_text(more, encoding="utf-8")
    _load(folder)

    path.write_text(text, encoding="utf-8")
    gone = _load(folder)
    with pytest.raises(Refused) as refusal:
        selectors.by_code("award_flags")
    path.write_text(more, encoding="utf-8")
    back = _load(folder)

    assert (gone.removed, gone.lines) == (1, ("- award_flags",))
    assert refusal.value.code == "catalogue.unknown-indicator"
    assert (back.added, back.changed) == (0, 1)
    assert selectors.by_code("award_flags").retired is False


def test_one_fault_keeps_everything_out(folder):
    path = folder / "indicators/drugs/drug_change.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "colour: red\n", encoding="utf-8")

    with pytest.raises(CatalogueFaults) as error:
        _load(folder)

    assert len(error.value.faults) == 1
    assert _tables() == [[] for _ in _MODELS]


def test_faults_of_units_keep_everything_out_and_are_named_by_line(folder):
    path = folder / "org_units/acts/2025-07-01/communes_04.csv"
    text = path.read_text(encoding="utf-8")
    last = text.splitlines()[-1]
    path.write_text(f"{text}{last}\n{last.replace('053', '99999')}\n", encoding="utf-8")

    with pytest.raises(CatalogueFaults) as error:
        _load(folder)

    where = "org_units/acts/2025-07-01/communes_04.csv"
    assert error.value.faults == [
        f"{where}:173: unit: 053 đã có ở dòng 172: hai dòng này trái nhau.",
        f"{where}:174: unit: Không có đơn vị nào mang mã hoặc tên “99999” vào ngày ấy.",
    ]
    assert _tables() == [[] for _ in _MODELS]


def test_the_command_prints_the_difference_then_that_there_is_none(folder):
    first, second = StringIO(), StringIO()

    call_command("load_catalogue", folder, stdout=first)
    call_command("load_catalogue", folder, stdout=second)

    assert first.getvalue().splitlines()[0] == "+ 040 thành phố Cao Bằng"
    assert first.getvalue().splitlines()[-1] == (
        f"Danh mục: thêm {_things(folder)}, sửa 0, ngừng 0."
    )
    assert second.getvalue() == "Danh mục đã đúng như các tệp, không có gì thay đổi.\n"


def test_the_command_names_every_fault_and_fails(folder):
    for name in ("drugs/drug_change", "social_order/theft_change"):
        path = folder / f"indicators/{name}.yaml"
        path.write_text(path.read_text(encoding="utf-8") + "colour: red\n", encoding="utf-8")
    faults = StringIO()

    with pytest.raises(CommandError, match="danh mục có 2 lỗi"):
        call_command("load_catalogue", folder, stderr=faults)

    assert [line.split(":")[0] for line in faults.getvalue().splitlines()] == [
        "indicators/drugs/drug_change.yaml",
        "indicators/social_order/theft_change.yaml",
    ]


def test_indicators_are_found_by_any_wording_without_diacritics(folder):
    _load(folder)

    found = [indicator.code for indicator in selectors.search("phap hinh su")]

    assert found == ["social_order_crime_cases"]
    assert [each.code for each in selectors.current()[:2]] == [
        "total_violations_cases",
        "social_order_crime_cases",
    ]
    assert selectors.latest_load().added == _things(folder)


def test_an_unknown_code_names_the_nearest(folder):
    _load(folder)

    with pytest.raises(Refused) as refusal:
        selectors.by_code("drug_case")

    assert refusal.value.params["code"] == "drug_case"
    assert refusal.value.params["suggestions"].startswith("drug_cases (Số vụ phạm tội")
