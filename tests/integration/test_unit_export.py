"""The register of a day as files: every row, in the order of the tree, and no formula."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

import factories
from bcd138.apps.orgunits import selectors
from bcd138.apps.orgunits.models import OrgUnit


@pytest.fixture
def site(client, catalogue):
    client.force_login(factories.person("hoa", "Phạm Thu Hòa"))
    return client


def _csv(site, **query):
    answer = site.get(reverse("orgunits:export"), {"dang": "csv", **query})
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_every_unit_of_a_day_is_in_the_file(site):
    rows = _csv(site, ngay="2025-06-30")

    on = date(2025, 6, 30)
    assert {row["Mã đơn vị"] for row in rows} == set(
        selectors.standing(OrgUnit.objects.all(), on).values_list("code", flat=True)
    )
    row = next(row for row in rows if row["Mã đơn vị"] == "227")
    assert (row["Tên"], row["Loại"], row["Cấp"], row["Mã cấp trên"], row["Tỉnh, thành phố"]) == (
        "thành phố Việt Trì",
        "thành phố",
        "cấp huyện",
        "25",
        "tỉnh Phú Thọ",
    )
    assert (row["Có từ ngày"], row["Có đến hết ngày"]) == ("2004-01-01", "2025-06-30")


def test_a_level_below_a_unit_may_be_chosen(site):
    rows = _csv(site, ngay="2025-07-01", cap="commune", trong="25.2025")

    assert len(rows) == 148
    assert {row["Cấp trên"] for row in rows} == {"tỉnh Phú Thọ"}
    assert rows[0]["Hình thành từ"].count("; ") == 2


def test_old_and_new_stand_in_a_table_of_their_own(site):
    rows = _csv(site, ngay="2025-07-01", cap="province", bang="ke-thua")

    arrows = {(row["Mã cũ"], row["Mã mới"]): row for row in rows}
    row = arrows["49", "48.2025"]
    assert (row["Tên cũ"], row["Tên mới"], row["Phần chuyển sang"], row["Theo văn bản"]) == (
        "tỉnh Quảng Nam",
        "thành phố Đà Nẵng",
        "toàn bộ",
        "202/2025/QH15",
    )


def test_the_workbook_has_both_tables_and_keeps_zeros(site):
    answer = site.get(reverse("orgunits:export"), {"ngay": "2025-07-01", "cap": "province"})

    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    units, arrows = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    assert answer["Content-Disposition"] == (
        'attachment; filename="don-vi-province-2025-07-01.xlsx"'
    )
    assert len(units) == 35
    assert ["04", "04", "tỉnh Cao Bằng"] in [row[:3] for row in units]
    assert len(arrows) == 53


def test_a_name_that_looks_like_a_formula_stays_a_name(client, db):
    client.force_login(factories.person("hoa"))
    factories.org_unit("=1+1", "@SUM(A1)")

    row = _csv(client)[0]

    assert (row["Mã đơn vị"], row["Tên"]) == ("'=1+1", "'@SUM(A1)")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"cap": "hanh-tinh"}, 409),
        ({"trong": "khong-co"}, 409),
        ({"dang": "pdf"}, 404),
        ({"ngay": "1999-01-01"}, 422),
        ({"ngay": "hôm qua"}, 422),
    ],
)
def test_what_cannot_be_exported_is_refused_in_words(site, query, status):
    assert site.get(reverse("orgunits:export"), query).status_code == status


@pytest.mark.slow
def test_an_office_program_opens_the_workbook(site, tmp_path):
    office = shutil.which("soffice")
    if office is None or not Path(office).resolve().with_name("libsclo.so").exists():
        pytest.skip("không có LibreOffice Calc / no LibreOffice Calc here")
    query = {"ngay": "2025-07-01", "trong": "25.2025"}
    path = tmp_path / "don-vi.xlsx"
    path.write_bytes(site.get(reverse("orgunits:export"), query).content)

    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)  # noqa: S603 - a fixed command

    assert (tmp_path / "don-vi.pdf").stat().st_size > 10_000
