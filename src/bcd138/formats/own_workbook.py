"""A unit's own workbook as sheets of words, with what is merged told apart."""

from __future__ import annotations

from bcd138.domain.errors import Refused
from bcd138.domain.worksheet.sheet import Line, Sheet
from bcd138.formats.secrecy import is_marked_secret
from bcd138.formats.workbook_table import Table, Value, read_sheets, read_values

MOST_BYTES = 10 * 1024 * 1024
MOST_LINES = 3_000
_MOST_COLUMNS = 60
_LONGEST_CELL = 500


def read_own_workbook(content: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the visible sheets of a workbook that have anything in them.

    Formulas give their last value; of a merged cell the lines below repeat the words and
    say that they only inherit them.

    Raises:
        Refused: ``worksheet.wrong-type``, ``worksheet.too-large``, ``worksheet.too-many-rows``,
            ``worksheet.empty``, ``worksheet.marked-secret`` or what ``read_sheets`` refuses.
    """
    if len(content) > MOST_BYTES:
        raise Refused("worksheet.too-large", megabytes=MOST_BYTES // 1024**2)
    if not content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise Refused("worksheet.wrong-type", name=name)
    tables = list(read_sheets(content))
    _check_open(tables)
    filled = [(title, _filled(table)) for title, table in tables]
    short = [(title, table) for title, table in filled if 0 < len(table) <= MOST_LINES]
    if not short:
        if any(table for _, table in filled):
            raise Refused("worksheet.too-many-rows", most=MOST_LINES)
        raise Refused("worksheet.empty", name=name)
    values = read_values(content)
    return tuple(_sheet(title, table, values.get(title, [])) for title, table in short)


def _check_open(tables: list[tuple[str, Table]]) -> None:
    """Refuse a workbook in which the heading of any sheet carries a secrecy mark."""
    for _, table in tables:
        heading = "\n".join(
            words
            for _, cells in table[:40]
            for words in cells[:_MOST_COLUMNS]
            if words and len(words) <= _LONGEST_CELL
        )
        if is_marked_secret(heading):
            raise Refused("worksheet.marked-secret")


def _filled(table: Table) -> Table:
    """Return the table without blank lines at its end."""
    last = max((number for number, cells in table if any(cells)), default=0)
    return [(number, cells) for number, cells in table if number <= last]


def _sheet(name: str, table: Table, values: list[list[Value]]) -> Sheet:
    return Sheet(name, tuple(_line(number, cells, values) for number, cells in table))


def _line(number: int, cells: tuple[str, ...], values: list[list[Value]]) -> Line:
    kept = values[number - 1] if number <= len(values) else []
    words = tuple(cell[:_LONGEST_CELL] for cell in cells[:_MOST_COLUMNS])
    inherited = frozenset(
        place
        for place, cell in enumerate(words)
        if cell and place < len(kept) and kept[place] == ""
    )
    return Line(number, words, inherited)
