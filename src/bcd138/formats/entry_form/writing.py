"""The workbook of a form: like the paper, filled in as far as known, open only where one writes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from bcd138.domain.data_set import DataSet
from bcd138.domain.entry import Entry
from bcd138.domain.period import Period
from bcd138.formats.entry_form.layout import (
    CELL,
    COMMENT,
    EXPLANATION,
    FORM_SHEET,
    HEAD_SHEET,
    KEY,
    KIND,
    LABEL,
    LONGEST_TEXT,
    PARTS_SHEET,
    WORDS_SHEET,
    Layout,
    fingerprint,
    part_cells,
)
from bcd138.formats.entry_form.looks import Looks
from bcd138.formats.entry_form.table import write_table
from bcd138.formats.entry_form.title import write_title

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_ALLOWED = {"format_columns": True, "format_rows": True}
_A4 = 9


@dataclass(frozen=True)
class FormFile:
    """What a unit's workbook for one period holds.

    ``last`` and ``same`` are the numbers of the period before and of the same period of last
    year, by cell key; ``revision`` and ``version`` tell later which draft the file began from.
    """

    form: DataSet
    org_unit_code: str
    org_unit_name: str
    period: Period
    entries: Mapping[str, Entry] = field(default_factory=dict)
    narratives: Mapping[str, str] = field(default_factory=dict)
    last: Mapping[str, Decimal] = field(default_factory=dict)
    same: Mapping[str, Decimal] = field(default_factory=dict)
    revision: int = 1
    version: int = 0
    due_on: date | None = None


def write_entry_form(file: FormFile) -> bytes:
    """Return the workbook; ``read_entry_form`` reads back exactly what went in.

    Nothing that a person wrote is ever written as a formula.

    Raises:
        OverflowError: An explanation or a comment is longer than a cell can hold.
    """
    layout = Layout(file.form)
    out = io.BytesIO()
    with Workbook(out, _OPTIONS) as book:
        book.set_properties({"title": file.form.name, "subject": file.period.label})
        looks = Looks(book)
        page = book.add_worksheet(FORM_SHEET)
        write_title(
            page,
            looks,
            layout,
            org_unit=file.org_unit_name,
            period=file.period,
            due_on=file.due_on,
        )
        last = write_table(book, page, looks, layout, file.entries, file.last, file.same)
        _prepare_page(page, layout, last)
        if file.form.narratives:
            _write_narratives(book, looks, file)
        if any(part_cells(file.form)):
            _write_parts(book, looks, file)
        _write_head(book, layout, file)
    return out.getvalue()


def _prepare_page(page: Worksheet, layout: Layout, last: int) -> None:
    """Lock what is not to be written, keep the head in sight, print on A4 across."""
    first = layout.column(f"{CELL}0")
    page.protect("", _ALLOWED)
    page.freeze_panes(*_frozen(layout))
    page.set_row(0, None, None, {"hidden": True})
    key = layout.column(KEY)
    page.set_column(key, key, 12, None, {"hidden": True})
    head = _frozen(layout)[0] - 1
    page.repeat_rows(head)
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.6, right=0.5, top=0.6, bottom=0.7)
    page.fit_to_pages(1, 0)
    page.print_area(1, 0, last, layout.column(COMMENT))
    page.set_footer("&C&P/&N")
    page.set_selection(head + 2, first, head + 2, first)
    page.hide_gridlines(2)


def _frozen(layout: Layout) -> tuple[int, int]:
    return layout.lines[0].place if layout.lines else 1, layout.column(LABEL) + 1


def _write_narratives(book: Workbook, looks: Looks, file: FormFile) -> None:
    """One tall cell for each part in words; very long words go on in the next cell."""
    page = _words_page(book, WORDS_SHEET, (34, 100), (WORDS_SHEET, "Nội dung"), looks)
    row = 2
    for narrative in file.form.narratives:
        told = file.narratives.get(narrative.code, "")
        pieces = [told[at : at + LONGEST_TEXT] for at in range(0, len(told), LONGEST_TEXT)] or [""]
        for piece in pieces:
            asked = f"{narrative.title}\n{narrative.hint}".strip()
            page.write_string(row, 0, asked, looks["label"])
            page.write_string(row, 1, piece, looks["long_words"])
            page.write_string(row, 2, narrative.code)
            page.set_row(row, 150)
            row += 1


def _write_parts(book: Workbook, looks: Looks, file: FormFile) -> None:
    """Explanations and comments of the parts of a row, which have no room beside it."""
    heads = ("Ô số liệu", "Giải trình", "Ghi chú")
    page = _words_page(book, PARTS_SHEET, (52, 52, 42), heads, looks)
    for line, (row, cell) in enumerate(part_cells(file.form), start=2):
        entry = file.entries.get(cell.key, Entry())
        name = f"{row.number} {row.label} – {cell.option.name if cell.option else ''}"
        page.write_string(line, 0, name, looks["label"])
        for column, words in enumerate((entry.explanation, entry.comment), start=1):
            if page.write_string(line, column, words, looks["words"]):
                raise OverflowError(cell.key)
        page.write_string(line, 3, cell.key)


def _words_page(
    book: Workbook, name: str, widths: tuple[int, ...], heads: tuple[str, ...], looks: Looks
) -> Worksheet:
    """Return a page whose hidden first line and last column say what stands where."""
    page = book.add_worksheet(name)
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
        page.write_string(1, column, heads[column], looks["head"])
    codes = (LABEL, *((EXPLANATION, COMMENT) if name == PARTS_SHEET else (f"{CELL}0",)), KEY)
    for column, code in enumerate(codes):
        page.write_string(0, column, code)
    page.set_row(0, None, None, {"hidden": True})
    page.set_row(1, 24)
    page.set_column(len(widths), len(widths), 12, None, {"hidden": True})
    page.protect("", _ALLOWED)
    page.freeze_panes(2, 0)
    page.repeat_rows(1)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.print_area(1, 0, 200, len(widths) - 1)
    page.hide_gridlines(2)
    return page


def _write_head(book: Workbook, layout: Layout, file: FormFile) -> None:
    """Say on a sheet that nobody sees whose form this is, and where its cells stand."""
    form = file.form
    page = book.add_worksheet(HEAD_SHEET)
    page.very_hidden()
    page.protect()
    told = {
        "kind": KIND,
        "data_set": form.code,
        "data_set_name": form.name,
        "valid_from": form.valid_from.isoformat(),
        "org_unit": file.org_unit_code,
        "org_unit_name": file.org_unit_name,
        "period": file.period.code,
        "period_name": file.period.label,
        "revision": str(file.revision),
        "version": str(file.version),
        "fingerprint": fingerprint(form),
    }
    cells = {f"{CELL}{key}": layout.address(key) for key in form.cells}
    for row, (name, words) in enumerate((told | cells).items()):
        page.write_string(row, 0, name)
        page.write_string(row, 1, words)
