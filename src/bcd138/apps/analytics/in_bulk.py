"""Figures at hand for an engine, and the totals it makes of them; asked for where needed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
from django.conf import settings

from bcd138.apps.analytics import snapshots
from bcd138.apps.analytics.models import Snapshot
from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.apps.submissions.reported import ways
from bcd138.compute import engines
from bcd138.compute.asked import Cell, Measured, Question
from bcd138.compute.engines import Cluster
from bcd138.compute.period_numbers import period_of
from bcd138.compute.roll_up import roll_up
from bcd138.compute.run import roll_up_files
from bcd138.compute.sums import RolledUp
from bcd138.domain.org_unit import KINDS, Register
from bcd138.domain.period import Period


@dataclass(frozen=True)
class Figures:
    """Figures of some indicators as a table, with what is needed to add them up.

    ``seen`` are the units whose figures may be used, ``None`` where all may.
    """

    table: pa.Table
    register: Register
    indicators: Mapping[str, Measured]
    seen: frozenset[str] | None

    @classmethod
    def counting(
        cls,
        indicators: Collection[str],
        periods: Collection[Period],
        *,
        kind: str,
        with_parts: bool,
        as_of: datetime | None = None,
        seen: frozenset[str] | None = None,
    ) -> Figures:
        """Return the figures that tell of periods, now or at a moment. Up to five queries."""
        known = {
            one.code: Measured(ways(one), one.unit)
            for one in Indicator.objects.filter(code__in=set(indicators))
        }
        table = snapshots.figures(
            known,
            between=(min(one.start for one in periods), max(one.end for one in periods)),
            kind=kind,
            with_parts=with_parts,
            as_of=as_of,
        )
        return cls(table, orgunits.register(), known, seen)

    def totals(
        self,
        org_units: Sequence[str],
        periods: Collection[Period],
        *,
        on: date,
        level: str,
        kind: str,
    ) -> dict[Cell, RolledUp]:
        """Return the totals of units of one kind from the figures of one level."""
        question = Question(
            register=self.register,
            on=on,
            level=level,
            kind=kind,
            org_units=tuple(org_units),
            periods=tuple(dict.fromkeys(periods)),
            indicators=self.indicators,
            seen=self.seen,
        )
        return roll_up(engines.shared(), self.table, question)


def write_totals(snapshot: Snapshot, folder: Path, *, on: date) -> str:
    """Write the totals of every unit of a day for every period told, and return the engine.

    From the results of a snapshot, a folder for each level and kind that reports. Spark does
    it where it is set up and there are figures enough, otherwise DuckDB.
    """
    figures = snapshots.file_of(snapshot, "result")
    register, spark = orgunits.register(), settings.SPARK
    known = {one.code: Measured(ways(one), one.unit) for one in Indicator.objects.all()}
    units = [code for kind in KINDS for code in register.standing(on, kind=kind)]
    cluster = Cluster(spark.master, spark.above) if spark is not None else None
    with engines.opened(engines.choose(snapshot.figure_count, cluster)) as engine:
        told = engine.answer("periods", {"figures": figures})["period"].to_pylist()
        for level, kind in sorted({(one.level, one.kind) for one in register.units.values()}):
            place = folder / f"{level}-{kind}"
            place.mkdir(parents=True)
            periods = tuple(map(period_of, told))
            question = Question(register, on, level, kind, units, periods, known)
            roll_up_files(engine, figures, question, place)
        return engine.name
