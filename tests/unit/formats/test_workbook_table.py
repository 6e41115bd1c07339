"""Workbooks read without trusting them: cells without a place, far away, with errors, merged."""

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest
import xlsxwriter

from bcd138.domain.errors import Refused
from bcd138.formats.workbook_table import read_sheets, read_values

_HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def workbook(*rows, tail=""):
    """Return a workbook whose first sheet is this XML."""
    made, out = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet("A")
    with ZipFile(made) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            sheet = f"{_HEAD}<sheetData>{''.join(rows)}</sheetData>{tail}</worksheet>"
            new.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return out.getvalue()


def test_cells_that_name_no_place_are_read():
    rows = ("<row><c><v>1</v></c><c><v>2</v></c></row>", "<row><c><v>3</v></c></row>")

    assert read_values(workbook(*rows)) == {"A": [[1.0, 2.0], [3.0, ""]]}


@pytest.mark.parametrize(
    "rows",
    [
        ('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>',),
        ("<row r='1'><c r = 'A1'><v>1</v></c><c r ='XFD1048576'><v>1</v></c></row>",),
        ('<row r="1">', "<c><v>1</v></c>" * 9000, '</row><row r="900000"><c><v>1</v></c></row>'),
        ('<row r="1"><x:c xmlns:x="y" r="XFD1048576"><v>1</v></x:c><c r="A1"/></row>',),
    ],
)
def test_however_a_cell_far_away_is_written_it_is_refused(rows):
    with pytest.raises(Refused) as refused:
        read_values(workbook(*rows))

    assert refused.value.code == "table.too-wide"


def test_an_error_says_its_name_and_is_no_empty_cell():
    row = (
        '<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1" t="b"><v>1</v></c></row>'
    )

    assert read_values(workbook(row)) == {"A": [["#DIV/0!", True]]}
    assert list(read_sheets(workbook(row))) == [("A", [(1, ("#DIV/0!", "True"))])]


def test_a_merge_beyond_the_table_is_left_alone():
    row = '<row r="1"><c r="A1"><v>7</v></c></row><row r="2"><c r="B2"><v>8</v></c></row>'
    merged = '<mergeCells><mergeCell ref="A1:A9"/><mergeCell ref="Z1:Z9"/></mergeCells>'

    assert list(read_sheets(workbook(row, tail=merged))) == [
        ("A", [(1, ("7", "")), (2, ("7", "8"))])
    ]
