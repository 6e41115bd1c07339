"""The head of the sheet of a form: who, for when, until when, and how a cell is written."""

from __future__ import annotations

from datetime import date

from xlsxwriter.worksheet import Worksheet

from bcd138.domain.period import Period
from bcd138.formats.entry_form.layout import (
    CELL,
    COMMENT,
    EXPLANATION,
    FINDING,
    HEAD_ROW,
    LABEL,
    LAST,
    NUMBER,
    SAME,
    UNIT,
    Layout,
)
from bcd138.formats.entry_form.looks import Looks

_LEGEND = (
    "Cách ghi: số (kể cả 0) là có số liệu; “–” là không áp dụng ở đơn vị; "
    "“…” là có nhưng chưa có số; để trống là chưa báo cáo. "
    "Chỉ ghi vào ô nền vàng nhạt; ô nền đỏ là ô cần xem lại, lý do ở cột “Cần xem”."
)
_NOT_CHECKED = " (chưa đối chiếu văn bản gốc)"
_HEADS = {
    NUMBER: ("STT", 6),
    LABEL: ("Chỉ tiêu", 46),
    UNIT: ("Đơn vị tính", 11),
    LAST: ("Kỳ trước", 12),
    SAME: ("Cùng kỳ năm trước", 12),
    EXPLANATION: ("Giải trình", 28),
    COMMENT: ("Ghi chú", 24),
    FINDING: ("Cần xem", 46),
}
_CELL_WIDTH = 13
_PART_WIDTH = 11


def write_title(
    page: Worksheet,
    looks: Looks,
    layout: Layout,
    *,
    org_unit: str,
    period: Period,
    due_on: date | None,
) -> None:
    """Write what stands above the table, and the head of the table."""
    for column, code in enumerate(layout.columns):
        page.write_string(0, column, code)
    last = layout.column(COMMENT)
    days = f"Kỳ báo cáo: {period.label} (từ {period.start:%d/%m/%Y} đến {period.end:%d/%m/%Y})"
    due = f". Hạn gửi: {due_on:%d/%m/%Y}" if due_on else ""
    page.write_string(1, 0, f"Đơn vị báo cáo: {org_unit}", looks["unit"])
    page.merge_range(2, 0, 2, last, "", looks["title"])
    page.write_string(2, 0, layout.form.name.upper(), looks["title"])
    page.merge_range(3, 0, 3, last, "", looks["period"])
    page.write_string(3, 0, f"{days}{due}", looks["period"])
    notes = " ".join((_source(layout), layout.form.guidance)).strip()
    for row, words in ((4, notes), (5, _LEGEND)):
        page.merge_range(row, 0, row, last, "", looks["note"])
        page.write_string(row, 0, words, looks["note"])
        page.set_row(row, 16 * (1 + len(words) // 165) + 2)
    page.set_row(1, 20)
    page.set_row(2, 26)
    page.set_row(3, 20)
    page.set_row(6, 20)
    _write_heads(page, looks, layout)


def _source(layout: Layout) -> str:
    form = layout.form
    if not form.source:
        return ""
    place = f"{form.article}, {form.source}" if form.article else form.source
    return f"Căn cứ: {place}{'' if form.checked else _NOT_CHECKED}."


def _write_heads(page: Worksheet, looks: Looks, layout: Layout) -> None:
    for column, code in enumerate(layout.columns):
        if code.startswith(CELL):
            first = code == f"{CELL}0"
            words = "Kỳ này" if first else "Trong đó"
            page.set_column(column, column, _CELL_WIDTH if first else _PART_WIDTH)
        elif code in _HEADS:
            words, width = _HEADS[code]
            page.set_column(column, column, width)
        else:
            continue
        page.write_string(HEAD_ROW, column, words, looks["head"])
    page.set_row(HEAD_ROW, 36)
