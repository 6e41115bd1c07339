"""Figures in bulk: the last snapshot less what has changed since, and what has come instead.

The database itself notes every figure that is written or ends (``watching``), in the same
transaction. A snapshot forgets the notes that were there before it was read: what it misses is
noted, and a note too many does no harm. Imported where an engine is needed, never at the start.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
from django.conf import settings
from django.db.models import QuerySet

from bcd138.apps.analytics.models import ChangedFigure, Snapshot
from bcd138.apps.submissions import selectors as submissions
from bcd138.apps.submissions.models import DataValue
from bcd138.compute import engines
from bcd138.compute.figure_files import read_figures, write_figures
from bcd138.compute.period_numbers import number_of
from bcd138.compute.tables import FIGURES, table_of
from bcd138.domain.data_set import TOTAL
from bcd138.domain.period import Period

ENGINE = f"pyarrow {pa.__version__}"
KINDS = ("result", "target")
_BATCH = 50_000
_COLUMNS = (
    "org_unit__code",
    "indicator__code",
    "breakdown",
    "period_start",
    "period_end",
    "period_type",
    "value",
    "unit",
    "comparator",
    "numerator",
    "denominator",
    "pk",
)
_SOURCE = len(FIGURES) - 1
_Row = tuple[Any, ...]


def folder_of(snapshot: Snapshot) -> Path:
    """Return where the files of a snapshot lie."""
    return Path(settings.SNAPSHOTS_ROOT) / snapshot.folder


def file_of(snapshot: Snapshot, kind: str) -> Path:
    """Return where the figures of a kind lie: ``result`` or ``target``."""
    return folder_of(snapshot) / f"{kind}.parquet"


def write_in_force(snapshot: Snapshot) -> int:
    """Write every figure in force into new files and return how many. A query a kind."""
    folder_of(snapshot).mkdir(parents=True)
    return sum(_write(file_of(snapshot, kind), kind) for kind in KINDS)


def _write(path: Path, kind: str) -> int:
    in_force = DataValue.objects.filter(superseded_at=None, kind=kind)
    rows = _rows(in_force.order_by("indicator__code", "breakdown", "period_end", "org_unit"))
    return write_figures(path, iter(lambda: list(islice(rows, _BATCH)), []))


def figures(
    indicators: Collection[str],
    *,
    between: tuple[date, date],
    kind: str,
    with_parts: bool,
    as_of: datetime | None = None,
) -> pa.Table:
    """Return the figures that count, of everybody, as ``compute.tables.FIGURES`` says.

    For selectors, which leave out what is not seen. Three queries; before the first snapshot
    two, with ``as_of`` one.

    Args:
        indicators: Their codes.
        between: First and last day: only figures that end within.
        kind: ``result`` or ``target``.
        with_parts: Also those of parts, not only of wholes.
        as_of: Those that counted at that moment.
    """
    wanted = DataValue.objects.filter(
        kind=kind, indicator__code__in=set(indicators), period_end__range=between
    )
    if not with_parts:
        wanted = wanted.filter(breakdown=TOTAL)
    if as_of is not None:
        return _table(_rows(wanted.filter(submissions.counting(as_of))))
    snapshot = Snapshot.newest()
    while snapshot is not None and file_of(snapshot, kind).exists():
        noted = wanted.filter(pk__in=ChangedFigure.objects.values("figure"))
        changed = list(_rows(noted, "superseded_at"))
        try:
            found = read_figures(
                engines.shared(),
                file_of(snapshot, kind),
                indicators,
                between=between,
                with_parts=with_parts,
                without={row[_SOURCE] for row in changed},
            )
        except OSError:  # an older one, removed meanwhile
            found = None
        now = Snapshot.newest()
        if found is not None and now == snapshot:
            told = _table(row for *row, superseded_at in changed if superseded_at is None)
            return pa.concat_tables([found, told])
        snapshot = now
    return _table(_rows(wanted.filter(superseded_at=None)))


def _rows(values: QuerySet[DataValue], *more: str) -> Iterator[_Row]:
    """Yield rows as ``FIGURES`` says, and behind them the columns asked for beside."""
    numbers: Mapping[_Row, int] = _Numbers()
    found = values.values_list(*_COLUMNS, *more).iterator(_BATCH)
    for org_unit, indicator, breakdown, start, end, kind, *others in found:
        number = numbers[start, end, kind]
        yield (org_unit, indicator, breakdown, number, end.toordinal(), *others)


class _Numbers(dict[_Row, int]):
    def __missing__(self, days: _Row) -> int:
        self[days] = number = number_of(Period(*days))
        return number


def _table(rows: Iterable[Iterable[Any]]) -> pa.Table:
    return table_of([tuple(row) for row in rows], FIGURES)
