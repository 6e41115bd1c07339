"""The matrix as a file to take away: a line for every report, or for every unit and period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from bcd138.apps.submissions.matrix import Cell, Matrix, matches
from bcd138.domain.completeness import Counts
from bcd138.formats.unit_sheet import Sheet, Value, write_csv, write_workbook
from bcd138.formats.workbook_page import XLSX
from bcd138.web.answers import attachment, explains_refusals
from bcd138.web.completeness.asked import Asked, asked_of, shown
from bcd138.web.completeness.words import short_period, state_words
from bcd138.web.requests import PageRequest
from bcd138.web.templatetags.say import opening, period_words, words_of

_Rows = Iterator[Sequence[Value]]


@require_GET
@explains_refusals
def export(request: PageRequest) -> HttpResponse:
    """Answer with what the page shows, as a workbook or CSV, with the day it holds for."""
    form = request.GET.get("dang", "xlsx")
    if form not in {"csv", "xlsx"}:
        raise Http404
    asked = asked_of(request.GET, request.user)
    _whole, matrix = shown(asked, request.user)
    lines = _counted(matrix, asked) if matrix.is_grouped else _listed(matrix, asked)
    content = write_csv(lines) if form == "csv" else write_workbook([_table(matrix), lines])
    name = f"tinh-hinh-nop-{asked.org_unit}-{asked.data_set}-{asked.year}-{asked.day.isoformat()}"
    return attachment(content, f"{name}.{form}", XLSX if form == "xlsx" else "text/csv")


def _table(matrix: Matrix) -> Sheet:
    """Return the matrix as the page draws it."""
    heads = [(_("Mã đơn vị"), 14), (_("Đơn vị"), 32)]
    heads += [(short_period(each.period), 9) for each in matrix.columns]
    heads += [(_("Đã gửi"), 9), (_("Phải gửi"), 9), (_("Muộn"), 9), (_("Tính đến ngày"), 14)]
    return Sheet(_("Bảng"), heads, _table_rows(matrix))


def _table_rows(matrix: Matrix) -> _Rows:
    for row in matrix.rows:
        counts = row.counts
        yield (
            row.code,
            opening(row.name),
            *(_short(cell) for cell in row.cells),
            counts.sent,
            counts.expected,
            counts.late,
            matrix.on,
        )


def _short(cell: Cell | Counts | None) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, Counts):
        return f"{cell.sent}/{cell.expected}"
    late = f" +{cell.stand.late_days}" if cell.stand.late_days else ""
    return f"{cell.stand.letter}{late}"


def _listed(matrix: Matrix, asked: Asked) -> Sheet:
    heads = (
        (_("Mã đơn vị"), 14),
        (_("Đơn vị"), 32),
        (_("Kỳ"), 30),
        (_("Tình trạng"), 26),
        (_("Chờ ai"), 30),
        (_("Hạn"), 12),
        (_("Gia hạn đến"), 12),
        (_("Ngày gửi"), 12),
        (_("Muộn (ngày)"), 12),
        (_("Số lần trả lại"), 12),
        (_("Tính đến ngày"), 14),
    )
    return Sheet(_("Từng báo cáo"), heads, _listed_rows(matrix, asked))


def _listed_rows(matrix: Matrix, asked: Asked) -> _Rows:
    for row in matrix.rows:
        for column, cell in zip(matrix.columns, row.cells, strict=True):
            if isinstance(cell, Cell) and matches(cell, asked.part, late=asked.is_late_only):
                stand, more = cell.stand, cell.deadline.extension
                waits = stand.waits_for
                yield (
                    row.code,
                    opening(row.name),
                    opening(period_words(column.period)),
                    state_words(stand.state),
                    words_of(f"part.{waits}", {}) if waits else "",
                    cell.deadline.due_on,
                    more.until if more else None,
                    cell.sent_on,
                    stand.late_days,
                    stand.returned,
                    matrix.on,
                )


def _counted(matrix: Matrix, asked: Asked) -> Sheet:
    heads = (
        (_("Mã đơn vị"), 14),
        (_("Đơn vị"), 32),
        (_("Kỳ"), 30),
        (_("Hạn"), 12),
        (_("Phải gửi"), 10),
        (_("Đã gửi"), 10),
        (_("Chờ ký"), 10),
        (_("Đang bị trả lại"), 12),
        (_("Chưa gửi"), 10),
        (_("Muộn"), 10),
        (_("Tính đến ngày"), 14),
    )
    return Sheet(_("Từng kỳ"), heads, _counted_rows(matrix, asked))


def _counted_rows(matrix: Matrix, asked: Asked) -> _Rows:
    for row in matrix.rows:
        for column, cell in zip(matrix.columns, row.cells, strict=True):
            if isinstance(cell, Counts) and matches(cell, asked.part, late=asked.is_late_only):
                yield (
                    row.code,
                    opening(row.name),
                    opening(period_words(column.period)),
                    column.deadline.due_on,
                    cell.expected,
                    cell.sent,
                    cell.head,
                    cell.returned,
                    cell.missing,
                    cell.late,
                    matrix.on,
                )
