"""Reading Word files: order, tables, and files that mean no good."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from bcd138.domain.errors import Refused
from bcd138.formats.docx import read_text


def saved(document):
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def repacked(content, **extra):
    kept = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(kept, "w", 8) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, old.read(entry))
        for name, data in extra.items():
            new.writestr(name.replace("__", "/").replace("_bin", ".bin"), data)
    return kept.getvalue()


def test_paragraphs_and_tables_come_in_document_order():
    document = Document()
    document.add_paragraph("Điều tra, khám phá 388 vụ.")
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(
        [*table.rows[0].cells, *table.rows[1].cells],
        ["STT", "Chỉ tiêu", "Số liệu", "1", "Số vụ\nma túy", "269"],
        strict=True,
    ):
        cell.text = text
    document.add_paragraph("Hết.")

    assert read_text(saved(document)).split("\n") == [
        "Điều tra, khám phá 388 vụ.",
        "STT\tChỉ tiêu\tSố liệu",
        "1\tSố vụ ma túy\t269",
        "Hết.",
    ]


def test_a_merged_cell_leaves_the_columns_where_they_are():
    document = Document()
    table = document.add_table(rows=1, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Tổng"
    table.cell(0, 2).text = "12"

    assert read_text(saved(document)) == "Tổng\t\t12"


def test_rows_of_an_inner_table_follow_the_row_that_holds_them():
    document = Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "ngoài"
    inner = table.cell(0, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "trong", "7"

    assert read_text(saved(document)) == "ngoài\ntrong\t7"


def test_a_row_of_one_cell_is_read_as_paragraphs():
    document = Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "Dòng một."
    cell.add_paragraph("Dòng hai.")

    assert read_text(saved(document)) == "Dòng một.\nDòng hai."


def test_headers_and_deleted_text_are_left_out_and_inserted_text_is_kept():
    document = Document()
    document.sections[0].header.paragraphs[0].text = "đầu trang"
    paragraph = document.add_paragraph("Có ")
    for tag, text_tag, text in (("del", "delText", "11"), ("ins", "t", "12")):
        paragraph._p.append(  # noqa: SLF001 - tracked changes have no public door
            parse_xml(
                f"<w:{tag} {nsdecls('w')}><w:r><w:{text_tag}>{text}</w:{text_tag}></w:r></w:{tag}>"
            )
        )

    assert read_text(saved(document)) == "Có 12"


def test_text_in_controls_links_and_boxes_is_read_once():
    document = Document()
    body = document.element.body
    run = "<w:r><w:t>{}</w:t></w:r>"
    control = (
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p>{run.format('ô')}</w:p></w:sdtContent></w:sdt>"
    )
    box = (
        f"<w:p {nsdecls('w')} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        f"<w:hyperlink>{run.format('liên kết')}</w:hyperlink><w:r><mc:AlternateContent><mc:Choice>"
        f"<w:txbxContent><w:p>{run.format('khung')}</w:p></w:txbxContent></mc:Choice><mc:Fallback>"
        f"<w:txbxContent><w:p>{run.format('khung')}</w:p></w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    for index, xml in enumerate((control, box)):
        body.insert(index, parse_xml(xml))

    assert read_text(saved(document)) == "ô\nliên kết\nkhung"


def test_tables_in_tables_without_end_are_refused():
    document = Document()
    cell = document.add_table(rows=1, cols=2).cell(0, 0)
    for _ in range(25):
        cell = cell.add_table(rows=1, cols=2).cell(0, 0)

    with pytest.raises(Refused, match=r"text\.broken"):
        read_text(saved(document))


def test_boxes_of_one_cell_without_end_are_refused():
    document = Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    for _ in range(25):
        cell = cell.add_table(rows=1, cols=1).cell(0, 0)

    with pytest.raises(Refused, match=r"text\.broken"):
        read_text(saved(document))


def test_an_encrypted_package_is_refused():
    content = bytearray(saved(Document()))
    content[content.index(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(Refused, match=r"text\.broken"):
        read_text(bytes(content))


def test_a_soft_break_is_a_new_line():
    document = Document()
    document.add_paragraph("một\nhai")

    assert read_text(saved(document)) == "một\nhai"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"khong phai Word",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512,
        b"PK\x03\x04" + b"\0" * 100,
    ],
    ids=["empty", "text", "old-word-or-encrypted", "cut-off-zip"],
)
def test_what_is_no_word_file_is_refused(content):
    with pytest.raises(Refused) as refusal:
        read_text(content)

    assert (refusal.value.code, refusal.value.params) == ("text.broken", {})


def test_a_zip_that_is_no_word_file_is_refused():
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        package.writestr("a.txt", "a")

    with pytest.raises(Refused, match=r"text\.broken"):
        read_text(kept.getvalue())


def test_a_file_with_macros_is_refused():
    with pytest.raises(Refused, match=r"text\.macros"):
        read_text(repacked(saved(Document()), word__vbaProject_bin=b"macro"))


def test_a_file_that_swells_when_opened_is_refused():
    with pytest.raises(Refused, match=r"text\.broken"):
        read_text(repacked(saved(Document()), word__media__a_bin=b"\0" * 20_000_000))
