"""A paper as a Word file: styles, page, tables, and the same bytes every time."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from bcd138.formats.docx import read_text, write
from papers import LAYOUT, cao_bang, composed, review


@pytest.fixture(scope="module")
def content():
    return write(composed(cao_bang()), LAYOUT)


@pytest.fixture(scope="module")
def document(content):
    return Document(BytesIO(content))


def test_the_same_facts_give_the_same_bytes(content):
    assert write(composed(cao_bang()), LAYOUT) == content


def test_the_page_is_a4_with_the_decrees_margins(document):
    section = document.sections[0]

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]


def test_page_numbers_stand_on_top_from_the_second_page(document):
    section = document.sections[0]
    fields = section.header.part.element.xpath("//w:instrText/text()")

    assert section.different_first_page_header_footer
    assert fields == ["PAGE"]
    assert [paragraph.text for paragraph in section.first_page_header.paragraphs] == [""]


def test_headings_are_real_headings(document):
    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith("Heading")
    ]

    assert ("Heading 1", "III. KẾT QUẢ THỰC HIỆN") in headings
    assert ("Heading 2", "2. Công tác đấu tranh theo lĩnh vực") in headings
    assert ("Heading 3", "c) Tội phạm về ma túy") in headings


@pytest.mark.parametrize("style", ["Heading 1", "Heading 2", "Body Text", "Title", "Subtitle"])
def test_every_style_keeps_within_the_decree(document, style):
    found = document.styles[style]

    assert Pt(13) <= found.font.size <= Pt(14)
    default = document.styles.element.xpath("./w:docDefaults//w:rFonts/@w:ascii")
    assert default == ["Times New Roman"]


def test_the_body_is_justified_and_indented(document):
    body = document.styles["Body Text"].paragraph_format

    assert (body.first_line_indent.mm, body.alignment) == (pytest.approx(12.7, abs=0.05), 3)


def test_header_rows_are_repeated_and_rows_are_not_split(document):
    figures = document.tables[2]
    rows = figures.rows

    assert figures.cell(0, 1).text == "Chỉ tiêu"
    assert [row.height_rule for row in rows][:1] == [None]
    marked = [element.tag for element in document.element.xpath("//w:tblHeader")]
    assert marked == [qn("w:tblHeader")] * 2
    assert len(document.element.xpath("//w:cantSplit")) == len(document.element.xpath("//w:tr"))


def test_the_file_says_what_it_is(document):
    about = document.core_properties

    assert about.title.startswith("Báo cáo kết quả công tác phòng, chống tội phạm")
    assert (about.author, about.language) == ("Ban Chỉ đạo 138 tỉnh Cao Bằng", "vi-VN")
    assert about.created.isoformat() == "2019-03-05T07:00:00+00:00"


def test_what_is_written_can_be_read_again(content):
    lines = read_text(content).replace("\u00a0", " ").split("\n")

    assert lines[0] == (
        "UBND TỈNH CAO BẰNG BAN CHỈ ĐẠO 138 TỈNH CAO BẰNG"
        "\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc"
    )
    more = "tăng 0,57 kg, tương đương 63,3 %, so với năm 2017"
    assert f"Thu giữ 342 bánh và 1,47 kg hê-rô-in ({more})." in lines
    assert "1\tUBND tỉnh\tCờ thi đua, Bằng khen\t12\t8\tgộp nhiều hình thức" in lines


def test_the_package_carries_nothing_else(content):
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert sorted(package.namelist()) == [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/header1.xml",
            "word/header2.xml",
            "word/settings.xml",
            "word/styles.xml",
        ]


def test_an_almost_empty_review_is_a_file_too():
    text = read_text(write(composed(review(tasks=("một việc",))), LAYOUT))

    assert "Chưa có số liệu được xác nhận cho mục này." in text.split("\n")
