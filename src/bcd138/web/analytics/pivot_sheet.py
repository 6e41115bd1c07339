"""A pivot as a table on paper and in a workbook, and the lines that say where it is from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from bcd138.apps.analytics.pivot_lines import Line, lines_of, plain
from bcd138.apps.analytics.pivot_outside import HIDDEN
from bcd138.apps.analytics.pivoted import Amount, Cell, Head, Pivot, Role, Why
from bcd138.apps.analytics.question import Down
from bcd138.formats.totals_sheet import Counted, TotalCell, TotalColumn, TotalRow, TotalsSheet
from bcd138.formats.unit_sheet import Sheet, Value
from bcd138.web.analytics.pivot_drawn import least_coverage
from bcd138.web.analytics.pivot_links import address_of
from bcd138.web.analytics.pivot_words import (
    aspect_words,
    base_words,
    coverage_words,
    measure_words,
    unit_words,
    why_words,
)
from bcd138.web.templatetags.say import amount_words, opening, period_words


def totals_sheet(pivot: Pivot, *, at: datetime, note: str = "") -> TotalsSheet:
    """Return the table with everything that paper has to say about it."""
    notes = dict.fromkeys(
        f"{_('Chưa so sánh được')}: {why_words(cell.not_compared)}."
        for cells in pivot.cells
        for cell in cells
        if cell.not_compared and cell.not_compared != HIDDEN and cell.now.value is not None
    )
    by_units = pivot.question.down == Down.UNITS
    return TotalsSheet(
        title=_("Bảng tổng hợp"),
        facts=_facts(pivot, at),
        corner=_("Đơn vị") if by_units else _("Chỉ tiêu"),
        coverage_head=_("Báo cáo đã có"),
        columns=tuple(_column(pivot, column) for column in pivot.columns),
        rows=tuple(_row(pivot, at_row) for at_row in range(len(pivot.rows))),
        notes=(*([note] if note else []), *_signs(pivot), *notes),
    )


def _signs(pivot: Pivot) -> Iterator[str]:
    """Say what an empty cell and the short words in cells mean."""
    yield _("Ô trống: chưa báo cáo. “Báo cáo đã có”: số báo cáo đã có trên số cần có.")
    if any(
        cell.change is not None and cell.change.is_small for cells in pivot.cells for cell in cells
    ):
        yield _("“Nhỏ”: số nhỏ, chưa đủ cơ sở tính phần trăm.")


def outside_words() -> str:
    """Say on what is shared outside that small counts were left out."""
    return _(
        "Bản gửi ra ngoài: số nhỏ về người được thay bằng “ẩn”, cùng những số từ đó suy ra được."
    )


def count_heads() -> dict[str, str]:
    """Return the heads of the columns of counts in a workbook."""
    return {
        "numerator": _("tử số"),
        "denominator": _("mẫu số"),
        "population": _("dân số"),
    }


def _facts(pivot: Pivot, at: datetime) -> list[tuple[str, str]]:
    asked = pivot.question
    units = dict.fromkeys(
        opening(head.unit.name)
        for head in (*pivot.rows, *pivot.columns)
        if head.unit is not None and (asked.top in {"", head.unit.code})
    )
    facts = [
        (_("Đơn vị"), ", ".join(units)),
        (_("Kỳ"), "; ".join(period_words(period) for period in asked.periods)),
        (_("Ranh giới"), _("ngày %(day)s") % {"day": f"{asked.on:%d/%m/%Y}"}),
        (_("Lập lúc"), f"{localtime(at):%H:%M %d/%m/%Y}"),
    ]
    base = base_words(asked.base, asked.base.unit)
    return [*facts[:2], *([(_("So với"), base)] if base else []), *facts[2:]]


def _column(pivot: Pivot, column: Head) -> TotalColumn:
    is_ratio = column.measure is not None and column.measure.is_ratio
    aspects = tuple(
        (aspect, aspect_words(aspect, pivot.question.base, is_ratio=is_ratio))
        for aspect in pivot.aspects(column)
    )
    period = opening(period_words(column.period))
    if column.measure is None:
        return TotalColumn((unit_words(column, pivot), period), aspects)
    words = f"{opening(measure_words(column.measure))} ({column.measure.unit})"
    return TotalColumn((period, words), aspects, column.measure.direction == "lower")


def _row(pivot: Pivot, at: int) -> TotalRow:
    row, cells = pivot.rows[at], pivot.cells[at]
    if row.measure is not None:
        name = f"{opening(measure_words(row.measure))} ({row.measure.unit})"
    else:
        name = unit_words(row, pivot)
    return TotalRow(
        name=name,
        cells=tuple(_cell(cell) for cell in cells),
        coverage=least_coverage(cells),
        is_above=row.role != Role.EACH,
        is_sum=row.role in {Role.SUM, Role.PEERS},
    )


def _cell(cell: Cell) -> TotalCell:
    change = cell.change
    if change is None:
        why = cell.not_compared if cell.now.value is not None else Why()
        difference = Counted(words=_("chưa so sánh được") if why and why != HIDDEN else "")
        percent = Counted()
    else:
        difference = Counted(plain(change.difference))
        percent = Counted(plain(change.percent), words="–" if change.is_points else _("nhỏ"))
    return TotalCell(
        now=_counted(cell.now),
        base=Counted() if cell.base is None else _counted(cell.base),
        difference=difference,
        percent=percent,
        rate=Counted(plain(cell.rate)),
        population=plain(cell.population),
        rank=cell.rank,
        coverage=coverage_words(cell.now.coverage),
    )


def _counted(amount: Amount) -> Counted:
    if amount.comparator != "=":
        return Counted(words=amount_words(amount.comparator, amount.value))
    words = _("không cộng được") if amount.why_not else ""
    if amount.why_not == HIDDEN:
        words = _("ẩn")
    return Counted(plain(amount.value), plain(amount.numerator), plain(amount.denominator), words)


def source_sheet(pivot: Pivot, link: Callable[[str], str]) -> Sheet:
    """Return a line for each total: codes, numbers, how many reported, and its address."""
    heads = (
        (_("Mã đơn vị"), 16),
        (_("Đơn vị"), 32),
        (_("Dòng"), 12),
        (_("Mã chỉ tiêu"), 30),
        (_("Chỉ tiêu"), 40),
        (_("Phân tổ"), 18),
        (_("Mã kỳ"), 18),
        (_("Kỳ"), 30),
        (_("Giá trị"), 12),
        (_("Đơn vị tính"), 12),
        (_("Tử số"), 10),
        (_("Mẫu số"), 10),
        (_("Báo cáo đã có"), 10),
        (_("Báo cáo cần có"), 10),
        (_("Ước tính"), 10),
        (_("Kỳ so sánh"), 18),
        (_("Giá trị so sánh"), 12),
        (_("Chênh lệch"), 12),
        (_("Chênh lệch (%)"), 12),
        (_("Trên 100.000 dân"), 12),
        (_("Hạng"), 8),
        (_("Vì sao không có số"), 40),
        (_("Nguồn"), 60),
    )
    return Sheet(_("Nguồn từng số"), heads, _source_rows(pivot, link))


def _source_rows(pivot: Pivot, link: Callable[[str], str]) -> Iterator[Sequence[Value]]:
    for line in lines_of(pivot):
        cell, now, change = line.cell, line.cell.now, line.cell.change
        href = address_of(cell)
        why = now.why_not or cell.not_compared
        yield (
            cell.unit,
            opening(line.unit.name) if line.unit else _("Cộng các đơn vị"),
            role_words(line.role),
            cell.measure.indicator,
            cell.measure.name,
            cell.measure.option,
            cell.period.code,
            opening(period_words(cell.period)),
            line.value,
            now.unit,
            plain(now.numerator),
            plain(now.denominator),
            now.coverage.reported,
            now.coverage.expected,
            _("có") if now.is_estimate else "",
            cell.base_period.code if cell.base_period else "",
            plain(cell.base.value) if cell.base else None,
            plain(change.difference) if change else None,
            plain(change.percent) if change else None,
            plain(cell.rate),
            cell.rank,
            why_words(why) if why else "",
            link(href) if href else "",
        )


def role_words(role: Role) -> str:
    """Say what a row tells of its unit."""
    words = {
        Role.EACH: _("đơn vị"),
        Role.SUM: _("cộng cấp dưới"),
        Role.OWN: _("tự báo cáo"),
        Role.PEERS: _("cộng nhóm"),
    }
    return words[role]


def json_line(line: Line) -> dict[str, object]:
    """Return a total for other programs: codes, decimals as texts, ``null`` for silence."""
    cell, now, change = line.cell, line.cell.now, line.cell.change
    return {
        "org_unit": cell.unit or None,
        "row": str(line.role),
        "indicator": cell.measure.indicator,
        "breakdown": cell.measure.option or None,
        "period": cell.period.code,
        "level": cell.level or None,
        "value": _text(now.value),
        "unit": now.unit,
        "numerator": _text(now.numerator),
        "denominator": _text(now.denominator),
        "reported": now.coverage.reported,
        "expected": now.coverage.expected,
        "is_estimate": now.is_estimate,
        "data_value": now.data_value_id,
        "base_period": cell.base_period.code if cell.base_period else None,
        "base": _text(cell.base.value) if cell.base else None,
        "difference": _text(change.difference) if change else None,
        "percent": _text(change.percent) if change else None,
        "per_100k": _text(cell.rate),
        "rank": cell.rank,
        "why_not": line.why_not or None,
    }


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(plain(number))
