"""Figures in a Parquet file, in the order of indicators and days: few are read for few."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from bcd138.compute.engines import Engine
from bcd138.compute.tables import DAYS, FIGURES, WANTED, WITHOUT, table_of


def write_figures(path: Path, batches: Iterable[Sequence[Sequence[object]]]) -> int:
    """Write batches of figures, each a row group, and return how many figures they have.

    Args:
        path: A new file.
        batches: Rows as ``FIGURES`` says, in the order of indicators and days.
    """
    count = 0
    with pq.ParquetWriter(path, FIGURES) as writer:
        for batch in batches:
            writer.write_table(table_of(batch, FIGURES))
            count += len(batch)
    return count


def read_figures(
    engine: Engine,
    path: Path,
    indicators: Collection[str],
    *,
    between: tuple[date, date],
    with_parts: bool,
    without: Collection[int],
) -> pa.Table:
    """Return the figures of some indicators.

    Args:
        engine: Reads no more of the file than it must.
        path: As ``write_figures`` wrote it.
        indicators: Their codes.
        between: First and last day: only those that end within.
        with_parts: Also those of parts, not only of wholes.
        without: Sources of figures to leave out.
    """
    first, last = (day.toordinal() for day in between)
    given = {
        "wanted": table_of([(code, int(with_parts)) for code in indicators], WANTED),
        "days": table_of([(day,) for day in range(first, last + 1)], DAYS),
        "without": table_of([(source,) for source in without], WITHOUT),
    }
    return engine.answer("among", {"figures": path, **given}).cast(FIGURES)
