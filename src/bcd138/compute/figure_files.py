"""Figures in one Parquet file, in the order of their indicators, so that few are read for few."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bcd138.compute.tables import FIGURES, table_of

_WHOLE = ""


def write_figures(path: Path, batches: Iterable[Sequence[Sequence[object]]]) -> int:
    """Write batches of figures, each a row group, and return how many figures they have.

    Args:
        path: A new file.
        batches: Rows as ``FIGURES`` says, in the order of their indicators.
    """
    count = 0
    with pq.ParquetWriter(path, FIGURES) as writer:
        for batch in batches:
            writer.write_table(table_of(batch, FIGURES))
            count += len(batch)
    return count


def read_figures(
    path: Path,
    indicators: Collection[str],
    *,
    with_parts: bool,
    without: Collection[int],
) -> pa.Table:
    """Return the figures of some indicators.

    Args:
        path: As ``write_figures`` wrote it.
        indicators: Their codes.
        with_parts: Also those of parts, not only of wholes.
        without: Sources of figures to leave out.
    """
    wanted = pc.field("indicator").isin(sorted(indicators))
    if not with_parts:
        wanted &= pc.field("breakdown") == _WHOLE
    found = pq.read_table(path, filters=wanted)
    if without:
        known = pa.array(sorted(without), FIGURES.field("source").type)
        found = found.filter(pc.invert(pc.is_in(found["source"], known)))
    return found.cast(FIGURES)
