"""Tables as files: nothing becomes a formula, no zero is lost, days stay days."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from bcd138.formats.unit_sheet import Sheet, write_csv, write_workbook

HEADS = (("Mã", 10), ("Tên", 30), ("Từ ngày", 12), ("Diện tích", 10))
ROWS = (
    ("01", "thành phố Hà Nội", date(2008, 8, 1), Decimal("3359.82")),
    ("04", '=HYPERLINK("x")', None, None),
)


def _cells(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_csv_carries_its_mark_iso_days_and_plain_decimals():
    content = write_csv(Sheet("Đơn vị", HEADS, ROWS[:1]))

    assert content.startswith(b"\xef\xbb\xbf")
    assert _cells(content) == [
        ["Mã", "Tên", "Từ ngày", "Diện tích"],
        ["01", "thành phố Hà Nội", "2008-08-01", "3359.82"],
    ]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_of_a_csv_is_a_formula(sign):
    content = write_csv(Sheet("Đơn vị", (("Tên", 10),), [(f"{sign}1",)]))

    assert _cells(content)[1] == [f"'{sign}1"]


def test_the_workbook_keeps_texts_zeros_days_and_numbers():
    content = write_workbook(
        [Sheet("Đơn vị", HEADS, ROWS), Sheet("Cũ → mới", HEADS[:1], [("05",)])]
    )

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["Đơn vị", "Cũ → mới"]
    assert book.get_sheet_by_name("Đơn vị").to_python() == [
        ["Mã", "Tên", "Từ ngày", "Diện tích"],
        ["01", "thành phố Hà Nội", date(2008, 8, 1), 3359.82],
        ["04", '=HYPERLINK("x")', "", ""],
    ]
    assert book.get_sheet_by_name("Cũ → mới").to_python() == [["Mã"], ["05"]]


def test_more_than_a_sheet_holds_is_refused():
    too_wide = [(1,) * 16_385]

    with pytest.raises(OverflowError, match="Đơn vị"):
        write_workbook([Sheet("Đơn vị", HEADS[:1], too_wide)])
