"""Rows of an act from workbooks, CSV files and pasted tables, as officers really make them."""

from __future__ import annotations

import io
from dataclasses import fields
from datetime import date
from zipfile import ZipFile

import pytest
from xlsxwriter import Workbook

from bcd138.domain.errors import Refused
from bcd138.domain.org_unit import Link, Name, Unit, build_register
from bcd138.domain.planning import plan_act
from bcd138.domain.reorganisation import ROW_KINDS, ActRow
from bcd138.formats import act_sheet
from bcd138.formats.act_columns import CELLS
from bcd138.formats.act_sheet import read_act_file, read_pasted
from bcd138.formats.act_template import EXAMPLE_NAME, write_act_template, write_fault_sheet
from bcd138.formats.catalogue_schemas import ActRowEntry
from bcd138.formats.workbook_table import read_sheets


def workbook(*sheets):
    """Return a workbook of sheets, each a mapping of (row, column) from 0 to a value."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        for number, cells in enumerate(sheets):
            page = book.add_worksheet(f"Tờ {number + 1}")
            for place, value in cells.items():
                if len(place) == 3:
                    page.merge_range(place[0], place[2], place[1], place[2], value)
                else:
                    page.write(*place, value)
    return out.getvalue()


def table(*rows):
    return {
        (line, column): cell for line, row in enumerate(rows) for column, cell in enumerate(row)
    }


def refusal(content):
    with pytest.raises(Refused) as refused:
        read_act_file(content)
    return refused.value.code


def test_sheets_files_and_programs_have_every_cell_of_a_row():
    cells = [cell.name for cell in fields(ActRow) if cell.name != "line"]

    assert sorted(CELLS) == sorted(cells)
    assert list(ActRowEntry.model_fields) == cells


def test_columns_stand_in_any_order_below_a_title_and_codes_are_numbers():
    sheet = workbook(
        table(
            ["UBND TỈNH AN BÌNH"],
            ["Danh sách sắp xếp năm 2026"],
            [],
            ["STT", "TÊN MỚI", "don vi", "Tỷ lệ", "VIỆC", "Diện tích (km²)", "Người lập"],
            [1, "Xã Nam Đông", 4603, "", "Sáp nhập", 12.5, "Hà"],
            [],
            [2, "Xã B", "DEMO-AB-NH", 0.6, "tách", "", ""],
        )
    )

    read = read_act_file(sheet)

    assert read.rows == (
        ActRow(5, "merge", unit="4603", name="Xã Nam Đông", area_km2="12,5"),
        ActRow(7, "split", unit="DEMO-AB-NH", name="Xã B", share="0,6"),
    )
    assert read.faults == ()
    assert [(one.code, one.row, one.params) for one in read.notices] == [
        ("table.columns-not-read", 4, {"heads": ["Người lập"]})
    ]


def test_a_cell_merged_downwards_counts_for_each_of_its_rows():
    cells = table(["Việc", "Đơn vị", "Thành đơn vị mới"], ["", "Xã A"], ["", "Xã B"], ["", "Xã C"])
    del cells[1, 0], cells[2, 0], cells[3, 0]
    sheet = workbook(cells | {(1, 3, 0): "nhập", (1, 2, 2): "Xã Mới", (3, 2): "Xã Khác"})

    rows = read_act_file(sheet).rows

    assert [(row.kind, row.unit, row.name) for row in rows] == [
        ("merge", "Xã A", "Xã Mới"),
        ("merge", "Xã B", "Xã Mới"),
        ("merge", "Xã C", "Xã Khác"),
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("NHẬP", "merge"),
        ("hợp nhất", "merge"),
        ("Chia", "split"),
        ("điều chuyển", "transfer"),
        ("Doi ten", "rename"),
        ("chuyển loại", "retype"),
        ("thành lập", "create"),
        ("kết thúc hoạt động", "abolish"),
        ("merge", "merge"),
        ("dời đi", "dời đi"),
    ],
)
def test_words_become_kinds_and_unknown_ones_stay_to_be_told(words, code):
    assert read_pasted(f"Việc\tĐơn vị\n{words}\tXã A").rows[0].kind == code


def test_levels_and_natures_are_words_too():
    text = "kind,unit,level,nature\ncreate,,Cấp xã,Cơ quan thành viên\n"

    row = read_act_file(text.encode()).rows[0]

    assert (row.line, row.level, row.nature) == (2, "commune", "agency")


def test_the_code_column_comes_before_the_name_column():
    text = "Việc\tTên đơn vị\tMã đơn vị\tTên mới\nnhập\tXã A\t\tXã C\nnhập\tXã B\t04603\tXã C"

    rows = read_pasted(text).rows

    assert [row.unit for row in rows] == ["Xã A", "04603"]


def test_rows_pasted_without_a_head_follow_our_own_sheet():
    rows = read_pasted("nhập\tXã A\tXã B\n\nchia\tXã C\tXã D\t3/5").rows

    assert rows == (
        ActRow(1, "merge", unit="Xã A", name="Xã B"),
        ActRow(3, "split", unit="Xã C", name="Xã D", share="3/5"),
    )


def test_a_head_without_the_kind_or_with_one_column_twice_is_a_fault():
    read = read_pasted("Đơn vị\tTên mới\tTên đơn vị mới\nXã A\tXã B\tXã C")

    assert [(one.code, one.row, one.params) for one in read.faults] == [
        ("table.column-missing", 1, {"head": "Việc"}),
        ("table.column-twice", 1, {"head": "Thành đơn vị mới"}),
    ]


def test_only_the_first_sheet_with_a_table_is_read_and_the_others_are_told():
    rows = table(["Việc", "Đơn vị"], ["bãi bỏ", "Huyện A"])

    read = read_act_file(workbook(table(["Bìa"]), rows, rows))

    assert [row.unit for row in read.rows] == ["Huyện A"]
    assert [one.params for one in read.notices] == [{"sheets": ["Tờ 3"]}]


def test_unicode_text_as_excel_saves_it_is_read():
    content = "Việc\tĐơn vị\r\nbãi bỏ\tHuyện Đồng\r\n".encode("utf-16")

    assert read_act_file(content).rows[0].unit == "Huyện Đồng"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "table.empty"),
        (b" \n ", "table.empty"),
        (b"\x89PNG\r\n\0\0\0", "table.no-workbook"),
        (b"PK\x03\x04 no zip", "table.no-workbook"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "table.old-workbook"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "table.locked"),
        (b"x" * (act_sheet.LARGEST_FILE + 1), "table.too-large"),
        ("Việc;Đơn vị\nnhập;Xã".encode("utf-16-le"), "table.no-workbook"),
        (b"Vi\xeac;x\n", "table.not-utf8"),
        ("Họ và tên;Chức vụ\nBình;Chủ tịch".encode(), "table.no-head"),
        (b'kind,unit\nmerge,"' + b"x" * 200_000, "table.cell-too-long"),
    ],
)
def test_what_is_no_table_is_refused_gently(content, code):
    assert refusal(content) == code


def test_a_workbook_without_a_table_or_with_nothing_is_refused():
    assert refusal(workbook(table(["Bìa"]))) == "table.no-head"
    assert refusal(workbook({})) == "table.empty"


def test_a_zip_that_is_no_workbook_is_refused():
    out = io.BytesIO()
    with ZipFile(out, "w") as packed:
        packed.writestr("word/document.xml", "<w/>")

    assert refusal(out.getvalue()) == "table.no-workbook"


def test_a_stray_cell_far_away_is_refused_before_room_is_made_for_billions():
    cells = table(["Việc", "Đơn vị"], ["nhập", "Xã A"]) | {(1_048_575, 16_383): "x"}

    assert refusal(workbook(cells)) == "table.too-wide"


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(act_sheet, "MOST_ROWS", 2)

    assert refusal(b"kind,unit\n" + b"abolish,x\n" * 3) == "table.too-many-rows"


def test_the_empty_template_reads_as_no_rows():
    assert read_act_file(write_act_template()).rows == ()


def test_the_examples_of_the_template_plan_without_faults():
    """
    VN ┬ tỉnh Suối Trong ┬ Xã Suối Vàng, Đồi Thông, Bến Lau, Cỏ May, Lũng Mây, Phố Núi
       │                 └ Huyện Đồng Sương
       └ tỉnh Sông Trong
    """
    sheets = dict(read_sheets(write_act_template()))
    text = "\n".join("\t".join(cells) for _, cells in sheets[EXAMPLE_NAME][1:])
    register = _small_register()
    codes = {register.names[code][0].text: code for code in register.units}
    new, rows = {}, []
    for row in read_pasted(text).rows:
        begins = row.kind in {"merge", "split", "create"}
        to = new.setdefault(row.name, f"N{len(new)}") if begins else ""
        parent = codes.get(row.parent) or new.get(row.parent, "")
        cells = {"unit": codes.get(row.unit, ""), "parent": parent, "share": row.share}
        rows.append(ActRow(row.line, row.kind, to=to, name=row.name, level=row.level, **cells))

    plan = plan_act(register, act="NQ", on=date(2026, 12, 1), rows=rows)

    assert plan.faults == ()
    assert {row.kind for row in rows} == set(ROW_KINDS)


def test_the_fault_sheet_keeps_the_rows_and_writes_no_formula():
    rows = [ActRow(4, "merge", unit="=HYPERLINK(1)", name="Xã B"), ActRow(7, "x", unit="@SUM")]
    told = {4: [("unit", "Không có đơn vị này."), ("", "Dòng trái nhau.")]}

    content = write_fault_sheet(rows, told)

    ((_, lines),) = read_sheets(content)
    assert [cells[:5] for _, cells in lines] == [
        ("Cần sửa", "Dòng", "Việc", "Đơn vị", "Thành đơn vị mới"),
        ("Đơn vị: Không có đơn vị này. Dòng trái nhau.", "4", "nhập", "=HYPERLINK(1)", "Xã B"),
        ("", "7", "x", "@SUM", ""),
    ]
    with ZipFile(io.BytesIO(content)) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")
    assert [(row.kind, row.unit) for row in read_act_file(content).rows] == [
        ("merge", "=HYPERLINK(1)"),
        ("x", "@SUM"),
    ]


def _small_register():
    first = date(2004, 1, 1)
    communes = ("Xã Suối Vàng", "Xã Đồi Thông", "Xã Bến Lau", "Xã Cỏ May", "Xã Lũng Mây")
    rows = [
        ("VN", "Toàn quốc", "central", ""),
        ("P1", "tỉnh Suối Trong", "province", "VN"),
        ("P2", "tỉnh Sông Trong", "province", "VN"),
        ("D1", "Huyện Đồng Sương", "district", "P1"),
        *((f"C{n}", name, "commune", "P1") for n, name in enumerate((*communes, "Xã Phố Núi"))),
    ]
    return build_register(
        [Unit(code, level, first) for code, _, level, _ in rows],
        [Name(code, name, first) for code, name, *_ in rows],
        [Link(code, parent, first) for code, *_, parent in rows if parent],
        (),
    )
