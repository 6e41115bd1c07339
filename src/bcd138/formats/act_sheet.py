"""The rows of an act from a workbook, a CSV file or what was pasted from a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bcd138.domain.errors import Refused
from bcd138.domain.register_faults import Fault
from bcd138.domain.reorganisation import ActRow
from bcd138.domain.vietnamese.text import nfc
from bcd138.formats.act_columns import (
    COLUMNS,
    FIRST,
    IN_SEVERAL,
    code_of,
    field_of,
    head_of,
    is_for_codes,
    is_left_out,
)
from bcd138.formats.pasted_table import UTF_16, read_csv, read_table
from bcd138.formats.workbook_table import Table, is_workbook, read_sheets

LARGEST_FILE = 5 * 1024 * 1024
MOST_ROWS = 20_000
_MEGABYTE = 1024 * 1024
_HEAD_WITHIN = 40
_HEADS_NEEDED = 2


@dataclass(frozen=True, slots=True)
class ActSheet:
    """Rows with the line they stand in; what is wrong, and what was left out.

    ``faults`` keep the act from being saved; ``notices`` are worth knowing.
    """

    rows: tuple[ActRow, ...]
    faults: tuple[Fault, ...] = ()
    notices: tuple[Fault, ...] = ()


def read_act_file(content: bytes) -> ActSheet:
    """Return the rows of a workbook or a CSV file: of the first visible sheet that has a head.

    Columns stand in any order, with their heads in Vietnamese or English, below any title.

    Raises:
        Refused: ``table.too-large``, ``.too-many-rows``, ``.empty``, ``.no-head``,
            ``.no-workbook``, ``.locked``, ``.old-workbook``, ``.too-wide``, ``.not-utf8`` or
            ``.cell-too-long``.
    """
    if len(content) > LARGEST_FILE:
        raise Refused("table.too-large", megabytes=LARGEST_FILE // _MEGABYTE)
    if not content.strip():
        raise Refused("table.empty")
    if not is_workbook(content):
        if b"\0" in content[:1024] and not content.startswith(UTF_16):
            raise Refused("table.no-workbook")
        return read_pasted(read_csv(content))
    found: ActSheet | None = None
    others, is_empty = [], True
    for name, table in read_sheets(content):
        is_empty = is_empty and not any(any(cells) for _, cells in table)
        if _head(table) is None:
            continue
        if found is None:
            found = _read(table)
        elif any(_read(table).rows) and not name.casefold().startswith("ví dụ"):
            others.append(name)
    if found is None:
        raise Refused("table.empty" if is_empty else "table.no-head", heads=_needed_heads())
    skipped = [Fault("table.other-sheets", params={"sheets": others})] if others else []
    return ActSheet(found.rows, found.faults, (*found.notices, *skipped))


def read_pasted(text: str) -> ActSheet:
    """Return the rows of a table pasted from a spreadsheet.

    Without a head its columns are those of our own sheet, in their order.

    Raises:
        Refused: ``table.empty``, ``.too-many-rows``, ``.no-head`` or ``.cell-too-long``.
    """
    table = [(line, tuple(nfc(cell) for cell in cells)) for line, cells in read_table(text)]
    filled = [cells for _, cells in table if any(cells)]
    if not filled:
        raise Refused("table.empty")
    if _head(table) is None:
        if code_of("kind", filled[0][0]) == filled[0][0]:
            raise Refused("table.no-head", heads=_needed_heads())
        head = (0, tuple(column.head for column in COLUMNS))
        table = [head, *table]
    return _read(table)


def _head(table: Table) -> int | None:
    """Return the place of the head: the first line with two columns that we know."""
    for place, (_, cells) in enumerate(table[:_HEAD_WITHIN]):
        if len({field_of(cell) for cell in cells} - {None}) >= _HEADS_NEEDED:
            return place
    return None


def _read(table: Table) -> ActSheet:
    place = _head(table) or 0
    line, heads = table[place]
    fields: dict[str, list[int]] = {}
    for number, head in enumerate(heads):
        if (field := field_of(head)) is not None:
            fields.setdefault(field, []).append(number)
    for field in IN_SEVERAL:
        fields.get(field, []).sort(key=lambda number: not is_for_codes(heads[number]))
    rows = []
    for row_line, cells in table[place + 1 :]:
        given = {field: _cell(cells, places) for field, places in fields.items()}
        if any(given.values()):
            rows.append(ActRow(row_line, given.pop("kind", ""), **given))
    if len(rows) > MOST_ROWS:
        raise Refused("table.too-many-rows", most=MOST_ROWS)
    unknown = [head for head in heads if field_of(head) is None and not is_left_out(head)]
    notices = [Fault("table.columns-not-read", row=line, params={"heads": unknown})]
    return ActSheet(
        tuple(_coded(row) for row in rows),
        tuple(_head_faults(line, fields)),
        tuple(notices) if unknown else (),
    )


def _cell(cells: Sequence[str], places: Iterable[int]) -> str:
    """Return what stands in a column, or in the next one of the same name where it is empty."""
    return next((cells[place] for place in places if place < len(cells) and cells[place]), "")


def _coded(row: ActRow) -> ActRow:
    return replace(
        row,
        kind=code_of("kind", row.kind),
        level=code_of("level", row.level),
        nature=code_of("nature", row.nature),
    )


def _head_faults(line: int, fields: dict[str, list[int]]) -> Iterable[Fault]:
    if "kind" not in fields:
        yield Fault("table.column-missing", row=line, params={"head": head_of("kind")})
    for field, places in fields.items():
        if len(places) > 1 and field not in IN_SEVERAL:
            yield Fault("table.column-twice", row=line, params={"head": head_of(field)})


def _needed_heads() -> list[str]:
    return [head_of(field) for field in FIRST]
