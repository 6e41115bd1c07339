"""Sheets of an uploaded workbook as lines of cells, read without trusting the file."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineSheet, SheetVisibleEnum, load_workbook

from bcd138.domain.errors import Refused
from bcd138.domain.vietnamese.text import nfc

Table = list[tuple[int, tuple[str, ...]]]

_MOST_BYTES = 64 * 1024 * 1024
_MOST_CELLS = 4_000_000
_MOST_SHEETS = 20
_OLD_FORMAT = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{0,9})(\d{1,12})[\"']")
_CHUNK = 1024 * 1024


def is_workbook(content: bytes) -> bool:
    """Tell whether the bytes begin as a workbook does, of today or of the old format."""
    return content.startswith((b"PK", _OLD_FORMAT))


def read_sheets(content: bytes) -> Iterator[tuple[str, Table]]:
    """Yield the name and the lines of each visible sheet; line numbers are the sheet's own.

    A number stands as people read it, 4603 and not 4603.0; a cell merged downwards says the
    same in each of its rows.

    Raises:
        Refused: ``table.locked``, ``table.old-workbook``, ``table.no-workbook`` or
            ``table.too-wide``: a stray cell far away would make a sheet of billions.
    """
    if content.startswith(_OLD_FORMAT):
        raise Refused("table.locked" if _ENCRYPTED in content else "table.old-workbook")
    _check_size(content)
    try:
        book = load_workbook(io.BytesIO(content))
        visible = [
            one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible
        ]
        for name in visible[:_MOST_SHEETS]:
            yield name, _table(book.get_sheet_by_name(name))
    except CalamineError as error:
        raise Refused("table.no-workbook") from error


def _check_size(content: bytes) -> None:
    """Refuse what would unpack to too much: calamine makes room for every cell up to the last."""
    try:
        with ZipFile(io.BytesIO(content)) as packed:
            members = packed.infolist()
            if "xl/workbook.xml" not in {member.filename for member in members}:
                raise Refused("table.no-workbook")
            if sum(member.file_size for member in members) > _MOST_BYTES:
                raise Refused("table.too-wide")
            for member in members:
                with packed.open(member) as part:
                    unpacked = b"".join(iter(lambda: part.read(_CHUNK), b""))
                if _cells(unpacked) > _MOST_CELLS:
                    raise Refused("table.too-wide")
    except RuntimeError as error:
        raise Refused("table.locked") from error
    except (BadZipFile, NotImplementedError, OSError, EOFError, ValueError) as error:
        raise Refused("table.no-workbook") from error


def _cells(sheet: bytes) -> int:
    """Return how many cells lie between the first of a sheet and the last it names."""
    columns, rows = {b""}, {b"0"}
    for column, row in _PLACE.findall(sheet):
        columns.add(column)
        rows.add(row)
    return max(map(_column_number, columns)) * max(map(int, rows))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _table(sheet: CalamineSheet) -> Table:
    rows = [[_words(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for (first, column), (last, _) in sheet.merged_cell_ranges or ():
        for row in rows[first + 1 : last + 1]:
            row[column] = rows[first][column]
    return [(line, tuple(cells)) for line, cells in enumerate(rows, start=1)]


def _words(cell: object) -> str:
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime | date):
        return f"{cell:%d/%m/%Y}"
    return " ".join(nfc(str(cell)).split())


def _number(value: float) -> str:
    """Write a number of a cell: 4603.0 is "4603", a share 0.6 is "0,6"."""
    if value.is_integer():
        return str(int(value))
    return f"{value:.10f}".rstrip("0").replace(".", ",")
