"""CSV files of the catalogue: a head, one thing a row, and the line of each row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path


class TableFault(Exception):  # noqa: N818 - it is shown to whoever edits the file
    """What keeps a CSV file from being read, as one "file:line: what" line."""


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row as its line and its filled cells by column.

    Empty cells are left out, so that a schema's default stands for them.

    Raises:
        TableFault: It is not UTF-8, or a row has more or fewer cells than the head.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise TableFault(f"{path}:1: không phải UTF-8 / not UTF-8: {error.reason}") from error
    rows = csv.reader(io.StringIO(text), strict=True)
    head = next(rows, [])
    line = rows.line_num
    for row in rows:
        begins, line = line + 1, rows.line_num
        if len(row) != len(head):
            what = f"{len(row)} ô, cần {len(head)} / {len(row)} cells, expected {len(head)}"
            raise TableFault(f"{path}:{begins}: {what}")
        yield begins, {name: cell for name, cell in zip(head, row, strict=True) if cell.strip()}
