"""The numbers of a report on one line, so that twelve of them are read as quickly as one.

A line is the mark of the form and then a number or nothing for each cell in the order of the
paper: ``1f3a9c04;12;;0;7.5``. The mark follows from the keys of the cells: a line of another
version of the form, whose cells stand elsewhere, is never taken for one of this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from bcd138.domain.data_set import DataSet
from bcd138.domain.entry import NOT_REPORTED, Entry

_MARK = 8


class Column(NamedTuple):
    """What one cell held, line by line; ``is_full`` where it always held a number."""

    numbers: tuple[Decimal | None, ...]
    is_full: bool

    @property
    def told(self) -> tuple[Decimal, ...]:
        """Return the numbers alone."""
        return tuple(each for each in self.numbers if each is not None)


def line_of(form: DataSet, entries: Mapping[str, Entry]) -> str:
    """Return the numbers of a report as its line."""
    values = [entries.get(key, NOT_REPORTED).value for key in form.cells]
    return ";".join([mark_of(form), *("" if each is None else f"{each:f}" for each in values)])


def mark_of(form: DataSet) -> str:
    """Return the mark with which the lines of this version of a form begin."""
    return _mark(tuple(form.cells))


def columns_of(form: DataSet, lines: Iterable[str]) -> Iterator[tuple[str, Column]]:
    """Yield the numbers of each cell through all the lines, which are of this form."""
    columns = zip(*(line.split(";") for line in lines), strict=True)
    next(columns, None)
    for key, column in zip(form.cells, columns, strict=True):
        yield key, Column(tuple(map(_number, column)), is_full="" not in column)


@lru_cache(maxsize=256)
def _mark(keys: tuple[str, ...]) -> str:
    return f"{crc32(chr(10).join(keys).encode()):0{_MARK}x}"


@lru_cache(maxsize=1 << 16)
def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
