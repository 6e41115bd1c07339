"""Totals as a workbook that computes, and as PDF."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from bcd138.formats.totals_pdf import write_pdf
from bcd138.formats.totals_sheet import Counted, TotalCell, TotalColumn, TotalRow, TotalsSheet
from bcd138.formats.totals_workbook import write_totals
from bcd138.formats.unit_sheet import Sheet

FONTS = Path(__file__).parents[3] / "src/bcd138/web/static/vendor/tinos"
HEADS = {"numerator": "tử số", "denominator": "mẫu số", "population": "dân số"}
AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
COUNTED = (("value", "kỳ này"), ("base", "cùng kỳ"), ("difference", "+/−"), ("percent", "%"))
RANKED = (*COUNTED, ("rank", "hạng"))


def number(value, numerator=None, denominator=None, words=""):
    parts = (value, numerator, denominator)
    return Counted(*(None if one is None else Decimal(one) for one in parts), words)


def counts(now, base, share, rank=None):
    difference = number(now - base)
    return TotalCell(number(now), number(base), difference, number(share), rank=rank)


def share(above, under):
    made = (Decimal(above) * 100 / under).quantize(Decimal("0.01"))
    return TotalCell(Counted(made, Decimal(above), Decimal(under)))


def table(*rows, title="Bảng tổng hợp"):
    columns = (
        TotalColumn(("Năm 2025", "Xảy ra (vụ)"), RANKED, best_is_least=True),
        TotalColumn(("Năm 2025", "Tỷ lệ (%)"), (("value", "kỳ này"),)),
    )
    facts = [("Đơn vị", "Tỉnh An Bình"), ("Kỳ", "năm 2025")]
    return TotalsSheet(
        title, facts, "Đơn vị", "Báo cáo", columns, rows, ("Ô trống: chưa báo cáo.",)
    )


def row(name, cell, ratio, **fields):
    return TotalRow(name, (cell, ratio), "1/1", **fields)


PROVINCE = table(
    row("Toàn tỉnh", counts(44, 55, "-20"), share(33, 44), is_above=True, is_sum=True),
    row("Tự báo cáo", counts(45, 50, "-10"), share(30, 45), is_above=True),
    row("=1+1", counts(40, 50, "-20", rank=2), share(30, 40)),
    row("Nam Hải", counts(4, 5, None, rank=1), share(3, 4)),
)
SOURCES = Sheet("Nguồn từng số", [("Mã", 10)], [["DEMO-AB"], ["@SUM(1)"]])


def formulas(book):
    with ZipFile(BytesIO(book)) as packed:
        sheets = [packed.read(f"xl/worksheets/sheet{n}.xml").decode() for n in (1, 2)]
    return [re.findall(r'<c r="(\w+)"[^>]*><f>(.*?)</f>', sheet) for sheet in sheets]


def test_a_reader_can_compute_each_number_again():
    table_formulas, source_formulas = formulas(write_totals(PROVINCE, SOURCES, HEADS))

    found = dict(table_formulas)
    assert found["B8"] == "SUM($B$10:$B$11)"
    assert found["C8"] == "SUM($C$10:$C$11)"
    assert found["D8"] == "B8-C8"
    assert found["E8"] == "ROUND((B8-C8)/C8*100,1)"
    assert (found["G8"], found["H8"]) == ("SUM($G$10:$G$11)", "SUM($H$10:$H$11)")
    assert found["I11"] == "ROUND(G11/H11*100,2)"
    assert found["F11"] == "RANK(B11,$B$10:$B$11,1)"
    assert "B9" not in found
    assert "E11" not in found
    assert source_formulas == []


def test_what_a_person_typed_never_becomes_a_formula():
    book = CalamineWorkbook.from_filelike(BytesIO(write_totals(PROVINCE, SOURCES, HEADS)))

    first, second = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    assert [line[0] for line in first[7:11]] == ["Toàn tỉnh", "Tự báo cáo", "=1+1", "Nam Hải"]
    assert first[7][1:9] == [44, 55, -11, -20, "", 33, 44, 75]
    assert second[2] == ["@SUM(1)"]


def test_a_sum_that_is_not_that_of_its_rows_stays_a_number():
    estimated = table(
        row("Toàn tỉnh", counts(45, 55, "-18.2"), share(33, 44), is_above=True, is_sum=True),
        row("Nam Hải", counts(4, 55, None), share(33, 44)),
    )

    found = dict(formulas(write_totals(estimated, SOURCES, HEADS))[0])

    assert "B8" not in found
    assert found["C8"] == "SUM($C$9)"


@pytest.fixture
def pages():
    def read(content):
        document = pypdfium2.PdfDocument(content)
        return [one.get_textpage().get_text_bounded() for one in document]

    return read


def test_paper_says_what_the_table_says(pages):
    (page,) = pages(write_pdf(PROVINCE, fonts=FONTS, footer="BCĐ 138", at=AT))

    for words in ("BẢNG TỔNG HỢP", "Tỉnh An Bình", "cùng kỳ", "−11", "Ô trống", "BCĐ 138", "1/1"):
        assert words in page


def test_heads_stand_on_every_page_and_pages_are_counted(pages):
    many = table(*(row(f"Xã {n}", counts(40, 50, "-20"), share(30, 40)) for n in range(120)))

    first, second, *_more = pages(write_pdf(many, fonts=FONTS, footer="", at=AT))

    assert all("Xảy ra (vụ)" in page for page in (first, second))
    assert "2/" in second


def test_the_same_table_and_moment_make_the_same_bytes():
    made = [write_pdf(PROVINCE, fonts=FONTS, footer="x", at=AT) for _ in range(2)]

    assert made[0] == made[1]
