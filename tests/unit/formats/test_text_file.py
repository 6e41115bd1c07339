"""Bytes to text: what is read, and what is refused with which words."""

from __future__ import annotations

import io
import zipfile
from time import perf_counter

import pytest
from docx import Document

from bcd138.domain.errors import Refused
from bcd138.formats.text_file import LARGEST_FILE, LONGEST_TEXT, read_text_file

REPORT = "Ban Chỉ đạo 138 tỉnh\r\nKhám phá 388 vụ, đạt 83,62%.\n"


def _zip(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in members.items():
            package.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def _word(*paragraphs: str, header: str = "") -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_returned_exactly_without_its_mark(encoding):
    assert read_text_file(REPORT.encode(encoding), "bao_cao.txt") == REPORT


def test_big_endian_utf16_is_read():
    assert read_text_file(b"\xfe\xff" + REPORT.encode("utf-16-be"), "a.txt") == REPORT


def test_word_files_are_read_whatever_their_name():
    assert read_text_file(_word("Khám phá 388 vụ", "đạt 83,62%"), "a.txt") == (
        "Khám phá 388 vụ\nđạt 83,62%"
    )


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", " \n\t\u00a0\r\n".encode(), _word("")])
def test_nothing_to_read_is_said(content):
    with pytest.raises(Refused) as refusal:
        read_text_file(content, "a.txt")

    assert (refusal.value.code, refusal.value.params) == ("text.empty", {"name": "a.txt"})


def test_a_large_file_is_refused_before_it_is_looked_at():
    with pytest.raises(Refused) as refusal:
        read_text_file(bytes(LARGEST_FILE * 5), "a.txt")

    assert refusal.value.code == "text.too-large"
    assert refusal.value.params == {"name": "a.txt", "size": "50,0 MB", "limit": "10,0 MB"}


def test_a_long_text_is_refused():
    with pytest.raises(Refused) as refusal:
        read_text_file(b"a" * (LONGEST_TEXT + 1), "a.txt")

    assert refusal.value.code == "text.too-large"
    assert refusal.value.params["size"] == "400.001 ký tự"


@pytest.mark.parametrize(
    ("content", "seems"),
    [
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word, Excel 97-2003 (.doc, .xls)"),
        (b"{\\rtf1\\ansi Khong doc}", "RTF"),
        (_zip(xl__workbook="<a/>"), "Excel (.xlsx)"),
        (_zip(readme="a"), "ZIP"),
        (b"abc\x00def" * 20, "nhị phân / binary"),
        (bytes(5000), "nhị phân / binary"),
        ("388\0 vụ".encode("utf-16"), "nhị phân / binary"),
        (bytes(number * 7 % 255 + 1 for number in range(4000)), "nhị phân / binary"),
    ],
)
def test_a_file_that_is_no_text_says_what_it_seems_to_be(content, seems):
    with pytest.raises(Refused) as refusal:
        read_text_file(content, "tep")

    assert refusal.value.code == "text.binary"
    assert refusal.value.params == {
        "name": "tep",
        "seems": seems,
        "formats": "TXT (UTF-8, UTF-16), DOCX",
    }


@pytest.mark.parametrize(
    ("content", "line", "byte"),
    [
        ("Dòng một\nDòng ".encode() + b"\xd4\xc1i", 2, 19),
        (b"\xef\xbb\xbfA\nB\n\xff", 3, 8),
        ("Tỉnh".encode("cp1258", errors="replace") + b"\xf2", 1, 5),
        (REPORT.encode("utf-16-le"), 1, 2),
        (b"\xff\xfe" + "Tỉnh\n".encode("utf-16-le") + b"a", 2, 13),
    ],
)
def test_a_wrong_encoding_is_named_with_line_and_byte(content, line, byte):
    with pytest.raises(Refused) as refusal:
        read_text_file(content, "a.txt")

    assert refusal.value.code == "text.encoding"
    assert refusal.value.params == {"name": "a.txt", "line": line, "byte": byte}


@pytest.mark.parametrize(
    "mark",
    [
        "MẬT",
        "TỐI MẬT",
        "  TUYỆT MẬT ",
        "(Mật)",
        "[TỐI  MẬT]",
        "Độ mật: Tuyệt mật",
        "UBND\tMẬT",
        "UBND    MẬT",
    ],
)
def test_a_secrecy_mark_in_the_heading_is_refused(mark):
    with pytest.raises(Refused) as refusal:
        read_text_file(f"UBND TỈNH A\n\n{mark}\nBáo cáo\n".encode(), "a.txt")

    assert (refusal.value.code, refusal.value.params) == ("text.secret", {"name": "a.txt"})


def test_a_decomposed_mark_is_seen_too():
    with pytest.raises(Refused) as refusal:
        read_text_file("MA\u0323\u0302T\nBáo cáo".encode(), "a.txt")

    assert refusal.value.code == "text.secret"


def test_a_mark_in_the_page_header_of_a_word_file_is_refused():
    with pytest.raises(Refused) as refusal:
        read_text_file(_word("Báo cáo", header="TỐI MẬT"), "a.docx")

    assert refusal.value.code == "text.secret"


def test_a_mark_below_the_number_in_the_heading_cell_of_a_word_file_is_refused():
    document = Document()
    left, right = document.add_table(1, 2).rows[0].cells
    left.text, right.text = "UBND TỈNH A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    for line in ("Số: 12/BC-BCĐ", "MẬT"):
        left.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)

    with pytest.raises(Refused) as refusal:
        read_text_file(buffer.getvalue(), "a.docx")

    assert (refusal.value.code, refusal.value.params) == ("text.secret", {"name": "a.docx"})


def test_a_mark_behind_a_tab_in_the_page_header_is_refused():
    with pytest.raises(Refused) as refusal:
        read_text_file(_word("Báo cáo", header="CÔNG AN TỈNH A\tMẬT"), "a.docx")

    assert refusal.value.code == "text.secret"


def test_a_page_header_of_open_brackets_only_takes_no_time():
    started = perf_counter()

    with pytest.raises(Refused):
        read_text_file(
            _zip(**{"word/document.xml": ".", "word/header1.xml": "<" * 1_000_000}), "a.docx"
        )

    assert perf_counter() - started < 1


@pytest.mark.parametrize(
    "line", ["Bảo vệ bí mật nhà nước", "Độ mật: không", "Thắt chặt bảo mật", "\n" * 3 + "mật ong"]
)
def test_words_about_secrets_are_no_mark(line):
    text = f"Báo cáo\n{line}\n"

    assert read_text_file(text.encode(), "a.txt") == text


def test_a_mark_below_the_heading_is_a_word_like_others():
    text = "Dòng\n" * 20 + "MẬT\n"

    assert read_text_file(text.encode(), "a.txt") == text


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04" + b"broken" * 9, _zip(**{"word/document.xml": "<w:document"})]
)
def test_a_damaged_word_file_is_said(content):
    with pytest.raises(Refused) as refusal:
        read_text_file(content, "a.docx")

    assert (refusal.value.code, refusal.value.params) == ("text.broken", {"name": "a.docx"})
