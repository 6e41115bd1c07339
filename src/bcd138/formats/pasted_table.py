"""Rows pasted from a spreadsheet, or a CSV file of one: lines with their cells."""

from __future__ import annotations

import csv
import io

from bcd138.domain.errors import Refused

UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_table(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """Return each line's number with its cells; a cell in quotes may hold line breaks.

    Tabs part the cells where there is one (a paste), else semicolons or commas, whichever
    the first line has more of: Vietnamese spreadsheets write semicolons.

    Raises:
        Refused: ``table.cell-too-long``: most often a quote that is never closed.
    """
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=_mark(text))
    table, line = [], 0
    try:
        for cells in rows:
            begins, line = line + 1, rows.line_num
            table.append((begins, tuple(" ".join(cell.split()) for cell in cells)))
    except csv.Error as error:
        raise Refused("table.cell-too-long", line=line + 1) from error
    return table


def _mark(text: str) -> str:
    first = text.lstrip("\ufeff\r\n").partition("\n")[0]
    if "\t" in text:
        return "\t"
    return ";" if first.count(";") >= first.count(",") else ","


def read_csv(content: bytes) -> str:
    """Return the words of an uploaded CSV file, or of "Unicode text" as spreadsheets save it.

    Raises:
        Refused: ``table.not-utf8``.
    """
    try:
        return content.decode("utf-16" if content.startswith(UTF_16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("table.not-utf8") from error
