"""Files of totals: exactly what the page shows, whole, and only for whoever sees it."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook

import factories
from bcd138.domain.period import calendar_year

NOW, BEFORE = calendar_year(2025), calendar_year(2024)


@pytest.fixture
def file(enter, minh, hoa, units, solved):
    """Nam Hải 40 after 50; Đông Phong nothing."""
    for value, period in (("40", NOW), ("50", BEFORE)):
        text = factories.received_text(
            by=hoa, received_for=units.nam_hai, org_unit=units.nam_hai, period=period
        )
        factories.data_value(text, solved, value, period=period)

    def get(person=minh, **query):
        asked = {"don_vi": "DEMO-AB", "ky": "2025"} | query
        return enter(person).get("/tong-hop/bang/tai-ve/", asked)

    return get


def test_csv_has_a_line_for_every_total(file):
    answer = file(dang="csv")

    content = answer.content.decode("utf-8-sig")
    lines = list(csv.DictReader(StringIO(content)))
    told = [(line["Mã đơn vị"], line["Giá trị"], line["Giá trị so sánh"]) for line in lines]
    assert told == [("DEMO-AB", "40", "50"), ("DEMO-AB-DP", "", ""), ("DEMO-AB-NH", "40", "50")]
    assert lines[2]["Nguồn"].startswith("http://testserver/so-lieu/")
    assert 'filename="tong-hop_DEMO-AB_2025_' in answer["Content-Disposition"]


def test_json_tells_silence_from_zero_and_keeps_decimals_as_text(file):
    told = json.loads(file(dang="json").content)

    above, dong_phong, nam_hai = told["totals"]
    assert (above["row"], above["level"], above["value"]) == ("sum", "commune", "40")
    assert (dong_phong["value"], dong_phong["reported"], dong_phong["expected"]) == (None, 0, 1)
    assert (nam_hai["difference"], nam_hai["percent"]) == ("-10", "-20")
    assert (nam_hai["base_period"], nam_hai["base"]) == ("2024", "50")


def test_a_workbook_has_the_table_and_its_sources(file):
    book = CalamineWorkbook.from_filelike(BytesIO(file().content))

    assert book.sheet_names == ["Bảng tổng hợp", "Nguồn từng số"]
    table = book.get_sheet_by_name("Bảng tổng hợp").to_python()
    assert [row[:3] for row in table if str(row[0]).startswith("Xã")] == [
        ["Xã Đông Phong", "", ""],
        ["Xã Nam Hải", 40, 50],
    ]


def test_paper_is_pdf(file):
    answer = file(dang="pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_a_file_is_there_only_for_whoever_sees_the_unit(file, phuc, lan):
    assert file(phuc).status_code == 404
    assert file(lan).status_code == 404
    assert file(lan, don_vi="DEMO-AB-NH").status_code == 200
    assert file(dang="exe").status_code == 404
    assert file(ky="hôm qua").status_code == 409


@pytest.fixture
def offenders(hoa, units):
    """Persons: Nam Hải 1, Đông Phong 9, a third commune 7."""
    indicator = factories.indicator("drug_offenders", "Số đối tượng", unit="đối tượng")
    third = factories.org_unit("DEMO-AB-TK", "Xã Tây Khê", level="commune", parent=units.an_binh)
    for unit, value in ((units.nam_hai, "1"), (units.dong_phong, "9"), (third, "7")):
        text = factories.received_text(by=hoa, received_for=unit, org_unit=unit, period=NOW)
        factories.data_value(text, indicator, value, period=NOW, unit="đối tượng")
    return indicator


def values_of(answer):
    told = json.loads(answer.content)
    return {one["org_unit"]: (one["value"], one["why_not"]) for one in told["totals"]}


@pytest.mark.rule("small-counts-hidden")
def test_what_goes_outside_hides_small_counts_of_persons_and_what_tells_them(file, offenders):
    inside = file(dang="json", chi_tieu=offenders.code)
    outside = file(dang="json", chi_tieu=offenders.code, ra_ngoai="1")

    assert {unit: value for unit, (value, _why) in values_of(inside).items()} == {
        "DEMO-AB": "17",
        "DEMO-AB-DP": "9",
        "DEMO-AB-NH": "1",
        "DEMO-AB-TK": "7",
    }
    assert values_of(outside) == {
        "DEMO-AB": ("17", None),
        "DEMO-AB-DP": ("9", None),
        "DEMO-AB-NH": (None, "pivot.hidden"),
        "DEMO-AB-TK": (None, "pivot.hidden"),
    }
    assert "gui-ra-ngoai" in outside["Content-Disposition"]
    assert json.loads(outside.content)["note"].startswith("Bản gửi ra ngoài")


def test_paper_for_outside_says_so_and_counts_of_cases_stay(file, offenders, solved):
    answer = file(chi_tieu=[offenders.code, solved.code], ra_ngoai="1")

    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    rows = {row[0]: row[1:] for row in book.get_sheet_by_name("Bảng tổng hợp").to_python()}
    assert rows["Xã Nam Hải"][0] == "ẩn"
    assert 40 in rows["Xã Nam Hải"]
    assert any(str(name).startswith("Bản gửi ra ngoài") for name in rows)
