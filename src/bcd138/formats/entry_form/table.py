"""The table of a form: its sections and rows, open cells, live ratios, checks that speak."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from bcd138.domain.data_set import Cell, Row
from bcd138.domain.entry import NOT_REPORTED, Entry, computed, write_entry
from bcd138.domain.vietnamese.numbers import write_number
from bcd138.formats.entry_form.checks import (
    Check,
    accepted,
    checks_of,
    finding_formula,
    findings,
    ratio_formula,
)
from bcd138.formats.entry_form.layout import (
    CELL,
    COMMENT,
    EXPLANATION,
    FINDING,
    KEY,
    LABEL,
    LAST,
    NUMBER,
    SAME,
    UNIT,
    Layout,
    Line,
    own_cell,
    row_key,
)
from bcd138.formats.entry_form.looks import WRONG, Looks

_EXACT_DIGITS = 15  # a spreadsheet keeps no more of a number
_LETTERS_IN_LABEL = 42
_LETTERS_IN_WORDS = 26
_LETTERS_IN_PART = 10
_LINE_HEIGHT = 16
_SUMMARY_ROW = 6
_TITLE_LENGTH, _MESSAGE_LENGTH = 32, 255


class _Table:
    def __init__(  # noqa: PLR0917 - what a table is made of
        self,
        page: Worksheet,
        looks: Looks,
        layout: Layout,
        entries: Mapping[str, Entry],
        last: Mapping[str, Decimal],
        same: Mapping[str, Decimal],
    ) -> None:
        self.page, self.looks, self.layout = page, looks, layout
        self.entries, self.past = entries, {LAST: last, SAME: same}
        self.checks: Mapping[str, tuple[Check, ...]] = checks_of(layout)
        self.values = {
            key: entry.value for key, entry in entries.items() if entry.value is not None
        }

    def entry(self, key: str) -> Entry:
        return self.entries.get(key, NOT_REPORTED)

    def words(self, row: int, code: str, words: str, look: str) -> None:
        """Write a text as a text; nothing that begins with "=" becomes a formula."""
        if self.page.write_string(row, self.layout.column(code), words, self.looks[look]):
            raise OverflowError(code)

    def section(self, line: Line) -> None:
        section = line.section
        for code in self.layout.columns[:-1]:
            self.words(line.place, code, "", "section")
        self.words(line.place, NUMBER, section.number, "section_column")
        self.words(line.place, LABEL, section.title, "section")
        for index, option in enumerate(section.columns):
            name = option.name if option else ("Tổng số" if len(section.columns) > 1 else "")
            self.words(line.place, f"{CELL}{index}", name, "section_column")
        longest = max((len(one.name) for one in section.columns if one), default=0)
        is_high = longest > _LETTERS_IN_PART or len(section.title) > _LETTERS_IN_LABEL
        self.page.set_row(line.place, 40 if is_high else 24)

    def row(self, place: int, row: Row) -> None:
        own = own_cell(row)
        entry = self.entry(own.key) if own else NOT_REPORTED
        self.words(place, NUMBER, row.number, "number")
        self.words(place, LABEL, row.label, "label")
        self.words(place, UNIT, row.measure.unit, "unit_of")
        for index in range(self.layout.parts):
            cell = row.cells[index] if index < len(row.cells) else None
            self.cell(place, f"{CELL}{index}", cell)
        for code in (LAST, SAME):
            self.number_of_past(place, code, own)
        self.words(place, EXPLANATION, entry.explanation, "words")
        self.words(place, COMMENT, entry.comment, "words")
        self.finding(place, row)
        self.page.write_string(place, self.layout.column(KEY), row_key(row))
        lines = max(
            ceil(len(row.label) / _LETTERS_IN_LABEL),
            ceil(len(entry.explanation) / _LETTERS_IN_WORDS),
            ceil(len(entry.comment) / _LETTERS_IN_WORDS),
        )
        self.page.set_row(place, _LINE_HEIGHT * max(min(lines, 8), 1) + 8)

    def cell(self, place: int, code: str, cell: Cell | None) -> None:
        if cell is None:
            self.words(place, code, "", "none")
        elif cell.measure.is_computed:
            self.ratio(place, code, cell)
        else:
            self.open_cell(place, code, cell)

    def open_cell(self, place: int, code: str, cell: Cell) -> None:
        entry = self.entry(cell.key)
        look = "input_decimal" if cell.measure.places else "input"
        column = self.layout.column(code)
        if entry.value is not None and _is_exact(entry.value):
            self.page.write_number(place, column, float(entry.value), self.looks[look])
        elif words := entry.unread or write_entry(entry):
            self.words(place, code, words, look)
        else:
            self.page.write_blank(place, column, None, self.looks[look])
        self.page.data_validation(place, column, place, column, self._typed(cell))

    def ratio(self, place: int, code: str, cell: Cell) -> None:
        formula = ratio_formula(self.layout, cell)
        value = computed(
            cell.measure, self.entry(cell.measure.numerator), self.entry(cell.measure.denominator)
        )
        if not formula:
            self.words(place, code, write_number(value) if value is not None else "", "computed")
            return
        shown = "" if value is None else float(value)
        self.page.write_formula(
            place, self.layout.column(code), formula, self.looks["computed"], shown
        )

    def number_of_past(self, place: int, code: str, own: Cell | None) -> None:
        value = self.past[code].get(own.key) if own else None
        whole = own is not None and not own.measure.is_computed and not own.measure.places
        look = "past_whole" if whole else "past"
        if value is None:
            self.words(place, code, "", look)
        elif _is_exact(value):
            self.page.write_number(place, self.layout.column(code), float(value), self.looks[look])
        else:
            self.words(place, code, write_number(value), look)

    def finding(self, place: int, row: Row) -> None:
        formula = finding_formula(row, self.checks)
        if not formula:
            self.words(place, FINDING, "", "finding")
            return
        told = findings(row, self.checks, self.values)
        column = self.layout.column(FINDING)
        self.page.write_formula(place, column, formula, self.looks["finding"], told)

    def summary(self, last: int) -> None:
        """Count above the table what is written and what is to be looked at."""
        column = self.layout.column(FINDING)
        inputs = [self.layout.address(key, fixed=True) for key in self.layout.form.entered]
        rows = [line.row for line in self.layout.lines if line.row]
        told = sum(1 for row in rows if findings(row, self.checks, self.values))
        first = self.layout.lines[0].place if self.layout.lines else last
        letter = _letter(column)
        where = f"{letter}{first + 1}:{letter}{last + 1}"
        filled = "+".join(f"COUNTA({_some(inputs, at)})" for at in range(0, len(inputs), 200))
        formula = (
            f'="Đã ghi "&({filled or 0})&"/{len(inputs)} ô. Còn "'
            f'&COUNTIF({where},"?*")&" dòng cần xem."'
        )
        known = sum(
            1
            for key in self.layout.form.entered
            if self.entry(key).is_reported or self.entry(key).unread
        )
        says = f"Đã ghi {known}/{len(inputs)} ô. Còn {told} dòng cần xem."
        self.page.write_formula(_SUMMARY_ROW, 0, formula, self.looks["told_line"], says)

    def mark_wrong(self, book: Workbook) -> None:
        """Turn the figures of a line red while its last column says something."""
        if not self.layout.places:
            return
        cells = [self.layout.address(key) for key in self.layout.places]
        row, column = next(iter(self.layout.places.values()))
        criteria = f'=${_letter(self.layout.column(FINDING))}{row + 1}<>""'
        look = {"type": "formula", "criteria": criteria, "format": book.add_format(WRONG)}
        look["multi_range"] = " ".join(cells)
        self.page.conditional_format(row, column, row, column, look)

    def _typed(self, cell: Cell) -> dict[str, object]:
        """Return what may be typed into a cell, and what Excel says there."""
        unit = cell.measure.unit
        kind = "Số nguyên" if not cell.measure.places else "Số, không quá 2 chữ số thập phân"
        name = cell.option.name if cell.option else cell.measure.name
        return {
            "validate": "custom",
            "value": accepted(cell, self.layout.address(cell.key)),
            "input_title": _short(f"{name}", _TITLE_LENGTH),
            "input_message": _short(
                f"{kind} ({unit}), từ 0 trở lên. Không áp dụng: –. Chưa có số: …", _MESSAGE_LENGTH
            ),
            "error_title": "Chưa ghi được",
            "error_message": _short(
                f"Ô này nhận {kind.lower()} từ 0 trở lên, tính bằng {unit}; hoặc dấu – (không áp "
                "dụng), … (chưa có số). Gõ số liền, không gõ dấu ngăn hàng nghìn: 1234.",
                _MESSAGE_LENGTH,
            ),
        }


def write_table(  # noqa: PLR0917 - what a table is made of
    book: Workbook,
    page: Worksheet,
    looks: Looks,
    layout: Layout,
    entries: Mapping[str, Entry],
    last: Mapping[str, Decimal],
    same: Mapping[str, Decimal],
) -> int:
    """Write every section; return the last line that is used, that of the signatures."""
    table = _Table(page, looks, layout, entries, last, same)
    end = layout.lines[-1].place if layout.lines else _SUMMARY_ROW + 1
    for line in layout.lines:
        if line.row is None:
            table.section(line)
        else:
            table.row(line.place, line.row)
    table.summary(end)
    table.mark_wrong(book)
    return _sign(page, looks, layout, end + 2)


def _sign(page: Worksheet, looks: Looks, layout: Layout, row: int) -> int:
    places = (layout.column(LABEL), "NGƯỜI LẬP BIỂU"), (layout.column(EXPLANATION), "THỦ TRƯỞNG")
    for column, who in places:
        page.write_string(row, column, who, looks["sign"])
        page.write_string(row + 1, column, "(Ký, ghi rõ họ tên)", looks["sign_note"])
    return row + 5


def _is_exact(value: Decimal) -> bool:
    """Tell whether a spreadsheet keeps the number as it is."""
    return len(value.normalize().as_tuple().digits) <= _EXACT_DIGITS


def _letter(column: int) -> str:
    return str(xl_col_to_name(column))


def _some(addresses: list[str], start: int) -> str:
    return ",".join(addresses[start : start + 200])


def _short(words: str, most: int) -> str:
    """Return words cut to ``most`` halves of a character, which is how a spreadsheet counts."""
    if len(words.encode("utf-16-le")) <= 2 * most:
        return words
    return f"{words.encode('utf-16-le')[: 2 * most - 2].decode('utf-16-le', 'ignore')}…"
