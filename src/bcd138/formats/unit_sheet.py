"""Tables of units as files: CSV that spreadsheets open, and a workbook with a sheet for each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from bcd138.formats.workbook_page import HEAD, OPTIONS, print_on_a4

Value = str | date | Decimal | int | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a head: every column has its words and its width in letters."""

    name: str
    heads: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Value]]


def write_csv(sheet: Sheet) -> bytes:
    """Return the table as UTF-8 with its mark, days as 2025-07-01, decimals with a point.

    A text that a spreadsheet would take for a formula stands behind an apostrophe.
    """
    out = io.StringIO(newline="")
    lines = csv.writer(out)
    lines.writerow([words for words, _ in sheet.heads])
    lines.writerows([_plain(value) for value in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def write_workbook(sheets: Iterable[Sheet]) -> bytes:
    """Return a workbook: texts stay texts, codes keep their zeros, the head stays in sight.

    Raises:
        OverflowError: A sheet has more rows or columns than a workbook can hold.
    """
    out = io.BytesIO()
    with Workbook(out, OPTIONS | {"default_date_format": "dd/mm/yyyy"}) as book:
        for sheet in sheets:
            write_sheet(book, sheet)
    return out.getvalue()


def write_sheet(book: Workbook, sheet: Sheet) -> None:
    """Write one table as the next sheet of a workbook.

    Raises:
        OverflowError: It has more rows or columns than a workbook can hold.
    """
    head = book.add_format(HEAD)
    page = book.add_worksheet(sheet.name)
    for column, (words, width) in enumerate(sheet.heads):
        page.set_column(column, column, width)
        page.write_string(0, column, words, head)
    last = 0
    for last, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            if _write_cell(page, last, column, value):
                message = f"{sheet.name}: {last}"
                raise OverflowError(message)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, last, len(sheet.heads) - 1)
    print_on_a4(page, 0)


def _write_cell(page: Worksheet, row: int, column: int, value: Value) -> int:
    """Write one cell; anything but 0 says that it lies outside the sheet."""
    outside: int = 0
    if isinstance(value, str):
        outside = page.write_string(row, column, value)
    elif isinstance(value, date):
        outside = page.write_datetime(row, column, value)
    elif value is not None:
        outside = page.write_number(row, column, value)
    return outside


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return value.isoformat() if isinstance(value, date) else str(value)
