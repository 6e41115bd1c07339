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
