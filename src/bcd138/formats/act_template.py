"""Workbooks we hand out for an act: the empty sheet with examples, and rows with their faults."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from bcd138.domain.reorganisation import ActRow
from bcd138.formats.act_columns import (
    CODED,
    COLUMNS,
    FAULT_HEAD,
    FIRST,
    head_of,
    word_of,
    words_for,
)
from bcd138.formats.workbook_page import HEAD, OPTIONS, print_on_a4

SHEET_NAME = "Văn bản"
EXAMPLE_NAME = "Ví dụ"
_ROWS_CHECKED = 2000
_TITLE = "Mỗi việc một ví dụ. Tên đơn vị do chúng tôi đặt ra; trang này không đọc khi nhập."
_NOTE_WIDTH = 58
_FAULT_WIDTH = 60
_HINTS = {
    "unit": "Tên hoặc mã của đơn vị đang hoạt động, ví dụ: Xã Nam Hải, hoặc 04603.",
    "name": "Tên của đơn vị mới, ghi đủ cả loại: Xã …, Phường …. Cùng tên là cùng một đơn vị.",
    "share": "Chỉ ghi khi chia và có công bố tỷ lệ: 0,6; 60% hoặc 3/5. Các phần cộng lại bằng 1.",
    "parent": "Chỉ cần khi chuyển, lập mới, hoặc khi các đơn vị được nhập thuộc nhiều nơi.",
    "level": "Chỉ cần khi lập mới, hoặc khi nhập các đơn vị khác cấp.",
    "to": "Để trống: phần mềm tự đặt mã. Mã đã dùng thì không dùng lại.",
}
_EXAMPLES = (
    ("nhập", "Xã Suối Vàng", "Xã Vàng Thông", "", "", "", "Cả xã nhập vào một xã mới."),
    ("nhập", "Xã Đồi Thông", "Xã Vàng Thông", "", "", "", "Cùng tên mới nên cùng vào một xã."),
    ("chia", "Xã Bến Lau", "Xã Bến Thượng", "0,6", "", "", "Xã chia đôi, có công bố tỷ lệ."),
    ("chia", "Xã Bến Lau", "Xã Bến Hạ", "0,4", "", "", "Các phần cộng lại phải bằng 1."),
    (
        "chuyển",
        "Xã Cỏ May",
        "",
        "",
        "tỉnh Sông Trong",
        "",
        "Địa bàn giữ nguyên, đổi nơi trực thuộc.",
    ),
    ("đổi tên", "Xã Lũng Mây", "Xã Mây Xanh", "", "", "", "Địa bàn và mã giữ nguyên."),
    (
        "đổi loại",
        "Xã Phố Núi",
        "Phường Phố Núi",
        "",
        "",
        "",
        "Xã thành phường, địa bàn giữ nguyên.",
    ),
    (
        "lập mới",
        "",
        "Thôn Suối Mới",
        "",
        "Xã Vàng Thông",
        "thôn",
        "Không hình thành từ đơn vị nào.",
    ),
    ("bãi bỏ", "Huyện Đồng Sương", "", "", "", "", "Kết thúc mà không có đơn vị kế tiếp."),
)


def write_act_template() -> bytes:
    """Return the empty sheet of an act: heads, lists to choose from, and one example of each."""
    out = io.BytesIO()
    with Workbook(out, OPTIONS) as book:
        page = book.add_worksheet(SHEET_NAME)
        _write_heads(book, page, 0, [(one.head, one.width) for one in COLUMNS])
        words = book.add_format({"num_format": "@"})  # a code keeps its zeros, 1/5 stays no day
        for column, one in enumerate(COLUMNS):
            page.set_column(column, column, one.width, words)
        _offer_choices(page)
        page.freeze_panes(1, 2)
        print_on_a4(page, 0)
        _write_examples(book)
    return out.getvalue()


def write_fault_sheet(
    rows: Sequence[ActRow], faults: Mapping[int, Sequence[tuple[str, str]]]
) -> bytes:
    """Return an officer's own rows, each with what is to be put right and the cells marked.

    Corrected, the sheet can be brought in again: its first two columns are not read.

    Args:
        rows: As they were written.
        faults: The column and the words of every fault of a line.
    """
    used = [
        one for one in COLUMNS if one.field in FIRST or any(getattr(row, one.field) for row in rows)
    ]
    out = io.BytesIO()
    with Workbook(out, OPTIONS) as book:
        page = book.add_worksheet(SHEET_NAME)
        heads = [(FAULT_HEAD, _FAULT_WIDTH), ("Dòng", 7), *((one.head, one.width) for one in used)]
        _write_heads(book, page, 0, heads)
        told = book.add_format({"font_color": "#93201A", "text_wrap": True, "valign": "top"})
        wrong = book.add_format({"bg_color": "#FBE3E1", "text_wrap": True, "valign": "top"})
        right = book.add_format({"text_wrap": True, "valign": "top"})
        line = book.add_format({"align": "center", "valign": "top"})
        for place, row in enumerate(rows, start=1):
            found = faults.get(row.line, ())
            columns = {column for column, _ in found}
            page.write_string(place, 0, _told(found), told)
            page.write_number(place, 1, row.line, line)
            for number, one in enumerate(used, start=2):
                words = word_of(one.field, getattr(row, one.field))
                style = wrong if one.field in columns else right
                page.write_string(place, number, words, style)
        page.freeze_panes(1, 2)
        page.autofilter(0, 0, len(rows), len(heads) - 1)
        print_on_a4(page, 0)
    return out.getvalue()


def _told(found: Iterable[tuple[str, str]]) -> str:
    said = [f"{head_of(column)}: {words}" if head_of(column) else words for column, words in found]
    return "\n".join(said)


def _write_heads(
    book: Workbook, page: Worksheet, row: int, heads: Sequence[tuple[str, int]]
) -> None:
    style = book.add_format(HEAD | {"valign": "vcenter"})
    for column, (words, width) in enumerate(heads):
        page.set_column(column, column, width)
        page.write_string(row, column, words, style)
    page.set_row(row, 32)


def _offer_choices(page: Worksheet) -> None:
    """Let kinds, levels and natures be chosen, and say at a cell what belongs there."""
    for number, column in enumerate(COLUMNS):
        rule: dict[str, Any] = {}
        if column.field in CODED:
            rule = {"validate": "list", "source": words_for(column.field), "error_type": "warning"}
        elif column.field in _HINTS:
            rule = {"validate": "any"}
        if column.field in _HINTS:
            rule |= {"input_title": column.head, "input_message": _HINTS[column.field]}
        if rule:
            page.data_validation(1, number, _ROWS_CHECKED, number, rule)


def _write_examples(book: Workbook) -> None:
    page = book.add_worksheet(EXAMPLE_NAME)
    heads = [(one.head, one.width) for one in COLUMNS[:6]]
    page.write_string(0, 0, _TITLE, book.add_format({"italic": True}))
    _write_heads(book, page, 1, [*heads, ("Ghi chú", _NOTE_WIDTH)])
    for place, cells in enumerate(_EXAMPLES, start=2):
        for column, words in enumerate(cells):
            page.write_string(place, column, words)
    page.freeze_panes(2, 0)
    print_on_a4(page, 1)
