"""Figures at hand for an engine, and the totals it makes of them; asked for where needed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pyarrow as pa

from bcd138.apps.analytics import snapshots
from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.apps.submissions.reported import ways
from bcd138.compute import engines
from bcd138.compute.asked import Cell, Measured, Question
from bcd138.compute.roll_up import roll_up
from bcd138.compute.sums import RolledUp
from bcd138.domain.org_unit import Register
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
        *,
        kind: str,
        with_parts: bool,
        as_of: datetime | None = None,
        seen: frozenset[str] | None = None,
    ) -> Figures:
        """Return the figures that count now, or at a moment. Up to five queries."""
        known = {
            one.code: Measured(ways(one), one.unit)
            for one in Indicator.objects.filter(code__in=set(indicators))
        }
        table = snapshots.figures(known, kind=kind, with_parts=with_parts, as_of=as_of)
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
