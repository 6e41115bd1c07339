"""Sheets of an uploaded workbook as lines of cells, read without trusting the file."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - it is one

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetVisibleEnum,
    load_workbook,
)

from bcd138.domain.errors import Refused
from bcd138.domain.vietnamese.text import nfc

Table = list[tuple[int, tuple[str, ...]]]
Value = str | int | float | bool | date | datetime | time | timedelta

_MOST_BYTES = 64 * 1024 * 1024
_MOST_CELLS = 4_000_000
_MOST_SHEETS = 20
_OLD_FORMAT = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MACROS = "vbaproject.bin"
_PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{0,9})(\d{1,12})[\"']")
_CELL_WITHOUT_PLACE = re.compile(rb"[<:]c(?=[\s/>])(?![^<>]*\sr\s*=)")
_ROW_WITHOUT_NUMBER = re.compile(rb"[<:]row(?=[\s/>])(?![^<>]*\sr\s*=)")
_ROW_END = re.compile(rb"</(?:\w+:)?row\s*>")
# calamine takes an error for an empty cell; as a text it says its name.
_ERROR = b't="e"'
_ERROR_CELL = re.compile(rb'(<c\b[^<>]*\st=)"e"')
_AS_TEXT = rb'\1"str"'
# Bounds that hold fewer than ``_MOST_CELLS``: to see that no cell lies beyond one of them is
# ten times as quick as to list every cell. 26 by 99.999, 52 by 69.999, 702 by 4.999.
_BEYOND = tuple(
    re.compile(rb'<c(?! r="' + bound + rb'")(?![A-Za-z])')
    for bound in (rb"[A-Z]\d{1,5}", rb"A?[A-Z][1-6]?\d{1,4}", rb"[A-Z]{1,2}[1-4]?\d{1,3}")
)


def is_workbook(content: bytes) -> bool:
    """Tell whether the bytes begin as a workbook does, of today or of the old format."""
    return content.startswith((b"PK", _OLD_FORMAT))


def read_sheets(content: bytes) -> Iterator[tuple[str, Table]]:
    """Yield the name and the lines of each visible sheet; line numbers are the sheet's own.

    A number stands as people read it, 4603 and not 4603.0; a cell merged downwards says the
    same in each of its rows.

    Raises:
        Refused: ``table.locked``, ``table.old-workbook``, ``table.macros``,
            ``table.no-workbook`` or ``table.too-wide``: a stray cell far away would make a
            sheet of billions.
    """
    try:
        book = _open(content)
        visible = [
            one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible
        ]
        for name in visible[:_MOST_SHEETS]:
            yield name, _table(book.get_sheet_by_name(name))
    except CalamineError as error:
        raise Refused("table.no-workbook") from error


def read_values(content: bytes) -> dict[str, list[list[Value]]]:
    """Return the cells of every sheet, hidden ones too, as they are kept: numbers, days, texts.

    An empty cell is "", an error of a formula its name: "#DIV/0!".

    Raises:
        Refused: As ``read_sheets`` does.
    """
    try:
        book = _open(content)
        return {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names[:_MOST_SHEETS]
        }
    except CalamineError as error:
        raise Refused("table.no-workbook") from error


def _open(content: bytes) -> CalamineWorkbook:
    if content.startswith(_OLD_FORMAT):
        raise Refused("table.locked" if _ENCRYPTED in content else "table.old-workbook")
    return load_workbook(_unpacked(content))


def _unpacked(content: bytes) -> io.BytesIO:
    """Return the workbook without its packing, for calamine to read what was looked at.

    Refused is what would take too much room: calamine keeps every cell up to the last.
    """
    try:
        with ZipFile(io.BytesIO(content)) as packed:
            members = {member.filename: member for member in packed.infolist()}
            if "xl/workbook.xml" not in members:
                raise Refused("table.no-workbook")
            if any(name.lower().endswith(_MACROS) for name in members):
                raise Refused("table.macros")
            if sum(member.file_size for member in packed.infolist()) > _MOST_BYTES:
                raise Refused("table.too-wide")
            out = io.BytesIO()
            with ZipFile(out, "w") as unpacked:
                for name, member in members.items():
                    part = packed.read(member)
                    if not _is_near(part) and _cells(part) > _MOST_CELLS:
                        raise Refused("table.too-wide")
                    unpacked.writestr(
                        name, _ERROR_CELL.sub(_AS_TEXT, part) if _ERROR in part else part
                    )
    except RuntimeError as error:
        raise Refused("table.locked") from error
    except (BadZipFile, NotImplementedError, OSError, EOFError, ValueError, ZlibError) as error:
        raise Refused("table.no-workbook") from error
    out.seek(0)
    return out


def _is_near(sheet: bytes) -> bool:
    """Tell whether every cell names its place as usual, within bounds that are small enough."""
    if any(after.startswith(b"c") for after in sheet.split(b":")[1:]):
        return False
    return any(beyond.search(sheet) is None for beyond in _BEYOND)


def _cells(sheet: bytes) -> int:
    """Return how many cells at most lie between the first of a sheet and the last."""
    columns, rows = {b""}, {b"0"}
    for column, row in _PLACE.findall(sheet):
        columns.add(column)
        rows.add(row)
    counted = max(len(_CELL_WITHOUT_PLACE.findall(row)) for row in _ROW_END.split(sheet))
    widest = max(map(_column_number, columns)) + counted
    return widest * (max(map(int, rows)) + len(_ROW_WITHOUT_NUMBER.findall(sheet)))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


class _Written(dict[Value, str]):
    """The words of values met before: most cells of a sheet say what another one says."""

    def __missing__(self, cell: Value) -> str:
        self[cell] = words = _words(cell)
        return words


def _table(sheet: CalamineSheet) -> Table:
    rows = sheet.to_python(skip_empty_area=False)
    said = _Written()
    table = [
        # True equals 1, so a line with a yes or no in it is written cell by cell.
        tuple(map(_words if bool in set(map(type, row)) else said.__getitem__, row))
        for row in rows
    ]
    _fill_merged(sheet, table)
    return list(enumerate(table, start=1))


def _fill_merged(sheet: CalamineSheet, table: list[tuple[str, ...]]) -> None:
    left = _MOST_CELLS
    for (first, column), (last, _) in sheet.merged_cell_ranges or ():
        end = min(last + 1, len(table))
        left -= max(end - first, 0)
        if first + 1 >= end or column >= len(table[first]) or left < 0:
            continue
        words = table[first][column]
        for line in range(first + 1, end):
            row = table[line]
            table[line] = (*row[:column], words, *row[column + 1 :])


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
