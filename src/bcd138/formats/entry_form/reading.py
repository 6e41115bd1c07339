"""What an officer wrote into our form, cell by cell; a fault at one cell never stops the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from xlsxwriter.utility import xl_rowcol_to_cell

from bcd138.domain.data_set import Cell, DataSet, Row
from bcd138.domain.entry import NOT_REPORTED, Entry
from bcd138.domain.errors import Refused
from bcd138.domain.vietnamese.text import fold, nfc
from bcd138.formats.entry_form.head import Sheets, head_of, sheets_of
from bcd138.formats.entry_form.layout import (
    CELL,
    COMMENT,
    EXPLANATION,
    FORM_SHEET,
    KEY,
    LABEL,
    PARTS_SHEET,
    WORDS_SHEET,
    own_cell,
    row_key,
)
from bcd138.formats.entry_form.values import read_value, written
from bcd138.formats.workbook_table import Value

MOST_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class ReadCell:
    """One cell as it was found: where, what stood there, what it means or what is wrong.

    A faulty cell's entry keeps what was written as ``unread``; so nothing is lost.
    ``address`` is empty where the cell's row is gone.
    """

    key: str
    address: str
    typed: str
    entry: Entry
    fault: Refused | None = None


@dataclass(frozen=True)
class FormRead:
    """Everything that was read: the cells, the parts in words, explanations and comments by key.

    Explanations and comments stand in the entries too; of a computed cell they stand only here.
    """

    cells: tuple[ReadCell, ...]
    narratives: Mapping[str, str]
    explanations: Mapping[str, str]
    comments: Mapping[str, str]

    @property
    def entries(self) -> dict[str, Entry]:
        """Return what each cell holds, by key."""
        return {cell.key: cell.entry for cell in self.cells}

    @property
    def faults(self) -> tuple[ReadCell, ...]:
        """Return the cells that could not be read."""
        return tuple(cell for cell in self.cells if cell.fault is not None)


def read_entry_form(content: bytes, form: DataSet) -> FormRead:
    """Return what stands in every open cell of ``form``.

    Lines are known by the key in their hidden last column and by their words, wherever they
    were moved; a line that no longer fits its words is a fault at its cells.

    Raises:
        Refused: As ``read_form_head`` does; ``table.too-many-rows``.
    """
    sheets = sheets_of(content)
    head_of(sheets)
    for rows in sheets.values():
        if len(rows) > MOST_ROWS:
            raise Refused("table.too-many-rows", most=MOST_ROWS)
    page = _Page(sheets, FORM_SHEET)
    own = {key: cell for row in _rows(form) if (cell := own_cell(row)) for key in (row_key(row),)}
    beside = {own[key].key: line for key, line in page.lines.items() if key in own}
    parts = _Page(sheets, PARTS_SHEET)
    told = [(page, beside), (parts, parts.lines)]
    explanations, comments = (_words_of(told, code, form.cells) for code in (EXPLANATION, COMMENT))
    cells = [
        replace(
            cell,
            entry=replace(
                cell.entry,
                explanation=explanations.get(cell.key, ""),
                comment=comments.get(cell.key, ""),
            ),
        )
        for row in _rows(form)
        for cell in _read_row(page, row)
    ]
    return FormRead(tuple(cells), _narratives(sheets, form), explanations, comments)


class _Page:
    """A sheet whose hidden first line names its columns and whose hidden column its lines."""

    def __init__(self, sheets: Sheets, name: str) -> None:
        self.rows: Sequence[Sequence[Value]] = sheets.get(name, [])
        heads = [str(head) for head in self.rows[0]] if self.rows else []
        self.columns = {head: place for place, head in reversed(list(enumerate(heads))) if head}
        keys = [str(self.value(line, KEY)) for line in range(1, len(self.rows))]
        self.times = Counter(keys)
        self.lines = {key: line for line, key in reversed(list(enumerate(keys, start=1))) if key}

    def value(self, line: int, code: str) -> Value:
        column = self.columns.get(code)
        row = self.rows[line]
        return row[column] if column is not None and column < len(row) else ""

    def words(self, line: int, code: str) -> str:
        return _clean(written(self.value(line, code)))

    def address(self, line: int, code: str) -> str:
        return str(xl_rowcol_to_cell(line, self.columns[code])) if code in self.columns else ""


def _read_row(page: _Page, row: Row) -> Iterator[ReadCell]:
    key = row_key(row)
    line = page.lines.get(key)
    fault = _fault_of_line(page, line, row, page.times[key])
    for index, cell in enumerate(row.cells):
        if cell is None or cell.measure.is_computed:
            continue
        code = f"{CELL}{index}"
        if line is None or code not in page.columns:
            gone = Refused("entry_form.row-missing", row=_name(row))
            yield ReadCell(cell.key, "", "", NOT_REPORTED, gone)
            continue
        value, address = page.value(line, code), page.address(line, code)
        if fault is not None:
            typed = _clean(written(value))
            yield ReadCell(cell.key, address, typed, Entry(unread=typed), fault)
        else:
            yield _read_cell(cell, address, value)


def _fault_of_line(page: _Page, line: int | None, row: Row, times: int) -> Refused | None:
    if times > 1:
        return Refused("entry_form.row-twice", row=_name(row))
    if line is not None and fold(page.words(line, LABEL)) != fold(_clean(row.label)):
        return Refused("entry_form.row-moved", row=_name(row), line=line + 1)
    return None


def _read_cell(cell: Cell, address: str, value: Value) -> ReadCell:
    typed = _clean(written(value))
    try:
        entry = read_value(value, cell.measure)
    except Refused as refusal:
        return ReadCell(cell.key, address, typed, Entry(unread=typed), refusal)
    origin = f"form!{address}" if entry.is_reported else ""
    return ReadCell(cell.key, address, typed, replace(entry, origin=origin))


def _words_of(
    told: Sequence[tuple[_Page, Mapping[str, int]]], code: str, cells: Mapping[str, Cell]
) -> dict[str, str]:
    found = {
        key: page.words(line, code)
        for page, lines in told
        for key, line in lines.items()
        if key in cells
    }
    return {key: words for key, words in found.items() if words}


def _narratives(sheets: Sheets, form: DataSet) -> dict[str, str]:
    """Return the parts in words; what goes on in a second cell is put together again."""
    page = _Page(sheets, WORDS_SHEET)
    pieces: dict[str, list[str]] = {one.code: [] for one in form.narratives}
    for line in range(1, len(page.rows)):
        code = str(page.value(line, KEY))
        if code in pieces:
            pieces[code].append(written(page.value(line, f"{CELL}0")))
    told = {code: _clean("".join(words)) for code, words in pieces.items()}
    return {code: words for code, words in told.items() if words}


def _rows(form: DataSet) -> Iterator[Row]:
    for section in form.sections:
        yield from section.rows


def _name(row: Row) -> str:
    return f"{row.number} {row.label}".strip()


def _clean(words: str) -> str:
    return nfc(words.replace("\r\n", "\n").replace("\r", "\n")).strip()
