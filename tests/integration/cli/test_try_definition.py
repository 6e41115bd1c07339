"""A changed definition tried on past figures: old beside new, nothing written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

import factories
import small_catalogue
from bcd138.apps.analytics.trial import trials
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.catalogue.models import CatalogueLoad, Definition, Indicator
from bcd138.apps.catalogue.services.definitions import load_definitions
from bcd138.apps.catalogue.services.indicators import load_indicators
from bcd138.apps.submissions.models import DataValue
from bcd138.domain.errors import Refused
from bcd138.domain.period import Period, calendar_months, calendar_year
from bcd138.formats.catalogue_files import read_catalogue
from bcd138.formats.definition_changes import read_change

YEAR = calendar_year(2025)
ADMINISTRATIVE = Period(date(2024, 12, 15), date(2025, 12, 14), "year")
JULY = calendar_months(2025, 7, 1, "month")


@pytest.fixture
def proposal(tmp_path):
    path = tmp_path / "proposal.yaml"
    path.write_text(small_catalogue.CHANGED, encoding="utf-8")
    return path


@pytest.fixture
def counted(units, minh, phuc, tmp_path):
    """Indicators of the small catalogue, with figures of three units for 2025."""
    files = read_catalogue(small_catalogue.write(tmp_path / "catalogue"))
    load_indicators(files, date(2026, 5, 1))
    load_definitions(files, ())
    text = factories.received_text(by=minh, received_for=units.an_binh)
    foreign = factories.received_text(by=phuc, received_for=units.son_ha)

    def keep(unit, period=YEAR, source=text, **counts):
        for code, value in counts.items():
            more = value if isinstance(value, dict) else {"value": value}
            indicator = Indicator.objects.get(code=code)
            factories.data_value(source, indicator, org_unit=unit, period=period, **more)

    keep(units.nam_hai, solved_cases="8", known_cases="10", old_cases="16")
    keep(units.nam_hai, JULY, solved_cases="1", known_cases="4", old_cases="4")
    keep(units.nam_hai, calendar_year(2024), solved_cases="9", known_cases="9")
    keep(units.dong_phong, ADMINISTRATIVE, solved_cases="5", known_cases="10")
    keep(units.dong_phong, old_cases={"value": "6", "comparator": ">"}, solved_cases="3")
    printed = {"value": "80", "unit": "%", "numerator": Decimal(4), "denominator": Decimal(5)}
    keep(units.an_binh, solved_rate=printed, old_cases="8")
    keep(units.son_ha, source=foreign, solved_cases="2", known_cases="4")
    return units


def _rows(proposal, asked, by):
    change = read_change(proposal, catalogue.indicator_versions(), {"09/2019/NĐ-CP"})
    (trial,) = trials(change, asked, by=by)
    return sorted((row.org_unit, row.period.code, row.old, row.new) for row in trial.rows)


def test_every_unit_and_period_of_a_year_is_computed_both_ways(counted, proposal, minh):
    rows = _rows(proposal, "2025", minh)

    assert rows == sorted(
        [
            ("Xã Nam Hải", YEAR.code, Decimal("80.00"), Decimal("50.00")),
            ("Xã Nam Hải", JULY.code, Decimal("25.00"), Decimal("25.00")),
            ("Xã Đông Phong", ADMINISTRATIVE.code, Decimal("50.00"), None),
            ("Xã Đông Phong", YEAR.code, None, None),
            ("tỉnh An Bình", YEAR.code, Decimal("80.00"), Decimal("50.00")),
        ]
    )


def test_one_period_is_asked_by_its_code(counted, proposal, minh):
    rows = _rows(proposal, JULY.code, minh)

    assert rows == [("Xã Nam Hải", JULY.code, Decimal("25.00"), Decimal("25.00"))]


def test_who_belongs_elsewhere_sees_only_the_own_figures(counted, proposal, phuc):
    rows = _rows(proposal, "2025", phuc)

    assert rows == [("tỉnh Sơn Hà", YEAR.code, Decimal("50.00"), None)]


def test_an_unreadable_period_is_refused(counted, proposal, minh):
    with pytest.raises(Refused) as refusal:
        _rows(proposal, "last year", minh)

    assert (refusal.value.code, refusal.value.params) == (
        "period.unreadable",
        {"code": "last year"},
    )


def _run(*arguments):
    out = StringIO()
    call_command("try_definition", *map(str, arguments), stdout=out)
    return out.getvalue().splitlines()


def test_the_command_prints_both_and_writes_nothing(counted, proposal):
    models = (Indicator, Definition, DataValue, CatalogueLoad)
    before = [list(model.objects.order_by("pk").values()) for model in models]

    lines = _run(proposal, "--year", "2025", "--as", "minh")

    assert lines[:3] == [
        "solved_rate Tỷ lệ giải quyết",
        "  name: Tỷ lệ khám phá → Tỷ lệ giải quyết",
        "  denominator: known_cases → old_cases",
    ]
    assert sorted(" ".join(line.split()) for line in lines[3:8]) == sorted(
        [
            "Xã Nam Hải, năm 2025 80 → 50",
            "tỉnh An Bình, năm 2025 80 → 50",
            f"Xã Đông Phong, {ADMINISTRATIVE.label} 50 → …",
            "Xã Nam Hải, tháng 7/2025 25 → 25",
            "Xã Đông Phong, năm 2025 … → …",
        ]
    )
    known = "Có số liệu ở 5 đơn vị và kỳ: định nghĩa cũ tính được 4, định nghĩa mới tính được 3;"
    assert lines[8:] == [
        f"  {known} 3 giá trị khác đi, ở 3 đơn vị.",
        "Thử định nghĩa từ ngày 01/07/2026 trên số liệu 2025. Chưa ghi gì vào cơ sở dữ liệu.",
    ]
    assert [list(model.objects.order_by("pk").values()) for model in models] == before


def test_a_count_is_not_computed_again(counted, proposal):
    text = small_catalogue.CHANGED.split("  solved_rate")[0]
    proposal.write_text(f"{text}  known_cases: {{direction: neutral}}\n", encoding="utf-8")

    lines = _run(proposal, "--period", "2025", "--as", "minh")

    assert lines == [
        "known_cases Số vụ xảy ra",
        "  direction: lower → neutral",
        "  Số của từng đơn vị không đổi, vì chỉ tiêu này được đếm chứ không tính từ số khác.",
        "Thử định nghĩa từ ngày 01/07/2026 trên số liệu 2025. Chưa ghi gì vào cơ sở dữ liệu.",
    ]


def test_a_faulty_file_is_named_by_line(counted, proposal):
    proposal.write_text(small_catalogue.CHANGED.replace("old_cases", "new_cases"), "utf-8")
    faults = StringIO()

    with pytest.raises(CommandError, match="có 1 lỗi") as error:
        call_command("try_definition", str(proposal), "--year", "2025", stderr=faults)

    words = "solved_rate: denominator: không có mã / no such code: new_cases"
    assert faults.getvalue() == f"proposal.yaml:6: {words}\n"
    assert error.value.returncode == 1


def test_a_missing_file_is_said(counted, tmp_path):
    faults = StringIO()

    with pytest.raises(CommandError):
        call_command("try_definition", str(tmp_path / "no.yaml"), "--year", "2025", stderr=faults)

    assert faults.getvalue() == "no.yaml:1: không có tệp / no such file\n"


def test_an_unknown_person_is_refused(counted, proposal):
    with pytest.raises(CommandError, match="“somebody”") as error:
        call_command("try_definition", str(proposal), "--year", "2025", "--as", "somebody")

    assert error.value.returncode == 2
