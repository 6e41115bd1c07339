"""Totals on paper: PDF on lying A4, set with our own fonts, black on white."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import typst

from bcd138.domain.vietnamese.numbers import write_number
from bcd138.formats.totals_sheet import Counted, TotalCell, TotalColumn, TotalRow, TotalsSheet

_TEMPLATE = Path(__file__).with_name("totals.typ")
_WIDEST = 15  # columns of numbers that one table across the paper can hold
_SIZES = ((8, 10.0), (11, 9.0), (_WIDEST, 8.0))
_NAME = 52  # millimetres


@dataclass(frozen=True, slots=True)
class _Box:
    """One cell of the table on paper."""

    text: str
    under: str = ""
    span: int = 1
    rows: int = 1
    left: bool = False
    bold: bool = False


def write_pdf(totals: TotalsSheet, *, fonts: Path, footer: str, at: datetime) -> bytes:
    """Return the table as PDF; the same bytes for the same table and moment.

    A table wider than the paper goes on in a second one beneath, with the names of its rows.

    Args:
        totals: The table.
        fonts: The folder of our fonts; those of the machine are not used.
        footer: What stands at the foot of every page beside its number.
        at: When the paper is made.
    """
    chunks = list(_chunks(totals.columns))
    widest = max((_width(totals, chunk) for chunk in chunks), default=1)
    data = {
        "title": totals.title,
        "facts": list(totals.facts),
        "notes": totals.notes,
        "footer": footer,
        "name": _NAME,
        "size": next(size for most, size in _SIZES if widest <= most or most == _WIDEST),
        "parts": [_part(totals, chunk) for chunk in chunks],
    }
    made: bytes = typst.compile(
        _TEMPLATE,
        font_paths=[fonts],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(at.timestamp()),
        format="pdf",
    )
    return made


def _chunks(columns: Sequence[TotalColumn]) -> Iterator[list[int]]:
    """Part the columns so that each part fits across the paper, at a new group if it can be."""
    chunk: list[int] = []
    width = 0
    for _head, many in groupby(enumerate(columns), key=lambda one: one[1].heads[0]):
        group = list(many)
        of_group = sum(len(column.aspects) for _at, column in group)
        fits = of_group <= _WIDEST
        for place, (at, column) in enumerate(group):
            needed = of_group if fits and place == 0 else len(column.aspects)
            if chunk and width + needed > _WIDEST:
                yield chunk
                chunk, width = [], 0
            chunk.append(at)
            width += len(column.aspects)
    if chunk:
        yield chunk


def _width(totals: TotalsSheet, chunk: Sequence[int]) -> int:
    return sum(len(totals.columns[at].aspects) for at in chunk) + 1


def _part(totals: TotalsSheet, chunk: Sequence[int]) -> dict[str, Any]:
    """Return one table across the paper: its heads and its cells row by row."""
    head = list(_head(totals, chunk))
    body = [box for row in totals.rows for box in _row(totals, row, chunk)]
    return {
        "width": _width(totals, chunk),
        "head": [asdict(box) for box in head],
        "body": [asdict(box) for box in body],
    }


def _head(totals: TotalsSheet, chunk: Sequence[int]) -> Iterator[_Box]:
    columns = [totals.columns[at] for at in chunk]
    depth = len(columns[0].heads)
    has_aspects = any(len(column.aspects) > 1 for column in columns)
    rows = depth + has_aspects
    yield _Box(totals.corner, rows=rows, left=True, bold=True)
    for level in range(depth):
        yield from _level(columns, level)
        if level == 0:
            yield _Box(totals.coverage_head, rows=rows, bold=True)
    if has_aspects:
        for column in columns:
            yield from (_Box(words, bold=True) for _aspect, words in column.aspects)


def _level(columns: Sequence[TotalColumn], level: int) -> Iterator[_Box]:
    """Yield the heads of one level; those that say the same stand in one box."""
    found: list[tuple[tuple[str, ...], _Box]] = []
    for column in columns:
        path, span = column.heads[: level + 1], len(column.aspects)
        if found and found[-1][0] == path:
            before = found[-1][1]
            found[-1] = (path, replace(before, span=before.span + span))
        else:
            found.append((path, _Box(column.heads[level], span=span, left=True, bold=True)))
    yield from (box for _path, box in found)


def _row(totals: TotalsSheet, row: TotalRow, chunk: Sequence[int]) -> Iterator[_Box]:
    yield _Box(row.name, left=True, bold=row.is_above)
    for at in chunk:
        cell = row.cells[at]
        for aspect, _words in totals.columns[at].aspects:
            yield replace(_number(cell, aspect), bold=row.is_above)
    yield _Box(row.coverage, bold=row.is_above)


def _number(cell: TotalCell, aspect: str) -> _Box:
    if aspect == "rank":
        return _Box("" if cell.rank is None else str(cell.rank))
    told: Counted = getattr(cell, {"value": "now"}.get(aspect, aspect))
    if told.value is None:
        return _Box(told.words)
    if aspect in {"difference", "percent"}:
        return _Box(_signed(told.value))
    return _Box(write_number(told.value), under=cell.coverage if aspect == "value" else "")


def _signed(number: Decimal) -> str:
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return sign + write_number(abs(number))
