"""The answer to a question over totals: rows, columns, and a cell where they cross."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from bcd138.apps.analytics.question import Question
from bcd138.apps.analytics.table import Coverage
from bcd138.domain.comparing import Change
from bcd138.domain.period import Period
from bcd138.domain.ranking import Place


class Role(StrEnum):
    """What a row tells of its unit.

    ``SUM`` adds the level below up, ``OWN`` is what the unit above the rows reported itself,
    ``EACH`` is one of the units in the rows, ``PEERS`` all of several peers together.
    """

    EACH = "each"
    SUM = "sum"
    OWN = "own"
    PEERS = "peers"


@dataclass(frozen=True, slots=True)
class UnitHead:
    """A unit as it is called on the day of the borders; ``below`` is the next level under it."""

    code: str
    name: str
    level: str
    below: str = ""
    is_invented: bool = False


@dataclass(frozen=True, slots=True)
class MeasureHead:
    """An indicator, or one ``option`` of a breakdown of it.

    ``numerator`` and ``denominator`` are the codes of the counts that make a percentage; empty
    where it is not made of two indicators.
    """

    indicator: str
    name: str
    unit: str
    direction: str
    value_type: str
    option: str = ""
    option_name: str = ""
    across_units: str = "sum"
    numerator: str = ""
    denominator: str = ""

    @property
    def is_ratio(self) -> bool:
        """Tell whether it is computed from two counts."""
        return self.value_type == "ratio"


@dataclass(frozen=True, slots=True)
class Head:
    """A row or a column: what it fixes of the three; the rest is ``None``."""

    unit: UnitHead | None = None
    measure: MeasureHead | None = None
    period: Period | None = None
    role: Role = Role.EACH


@dataclass(frozen=True, slots=True)
class Why:
    """Why there is no number: a message code and what it names. Empty where there is no reason."""

    code: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.code)


NO_REASON = Why()


@dataclass(frozen=True, slots=True)
class Amount:
    """How much a total makes; ``value`` is the percentage where it is a ratio.

    One that ``is_from_counts`` was computed from the totals of its two counts. With another
    ``comparator`` than "=" ("trên 40") it is neither added nor compared.
    """

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    unit: str = ""
    coverage: Coverage = field(default_factory=lambda: Coverage(0, 0))
    data_value_id: int | None = None
    is_estimate: bool = False
    is_from_counts: bool = False
    comparator: str = "="
    why_not: Why = NO_REASON


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a row and a column cross: a total, what it is set against, and where it comes from.

    Attributes:
        unit: The code of whose total it is; empty of peers together.
        measure: Of what.
        period: For when.
        level: The level whose figures are added up; empty for the unit's own.
        now: The total.
        base: What it is set against; ``None`` where nothing was asked.
        base_period: The period of ``base``, where it is one.
        change: The comparison, where both may be compared.
        not_compared: Why they may not.
        rate: Per 100,000 people of ``population``.
        no_rate: Why there is no rate.
        rank: The place among the rows, 1 for the best.
        rank_last: The last of the places that it shares with others; its own where it is alone.
        differs: By how much the unit's own figure differs from the sum of the level below.
    """

    unit: str
    measure: MeasureHead
    period: Period
    level: str = ""
    now: Amount = Amount()
    base: Amount | None = None
    base_period: Period | None = None
    change: Change | None = None
    not_compared: Why = NO_REASON
    rate: Decimal | None = None
    population: Decimal | None = None
    no_rate: Why = NO_REASON
    rank: int | None = None
    rank_last: int | None = None
    differs: Decimal | None = None

    @property
    def place(self) -> str:
        """Return the place as it is written: 4, or 2–3 where two share it."""
        if self.rank is None or self.rank_last is None:
            return ""
        return str(Place(self.rank, self.rank_last))


@dataclass(frozen=True, slots=True)
class Pivot:
    """Rows, columns and a cell where each two cross: ``cells[row][column]``."""

    question: Question
    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    cells: tuple[tuple[Cell, ...], ...]
    on: date
    is_invented: bool = False

    def aspects(self, column: Head) -> tuple[str, ...]:
        """Return what is told of each total in a column: the total first, then comparisons."""
        measures = [column.measure] if column.measure else [row.measure for row in self.rows]
        counts = any(one is not None and not one.is_ratio for one in measures)
        question = self.question
        found = ["value"]
        if question.base.against:
            found += ["base", "difference"] + (["percent"] if counts else [])
        found += ["rate"] if question.per_100k and counts else []
        found += ["rank"] if question.is_ranked and column.role == Role.EACH else []
        return tuple(found)

    @property
    def is_silent(self) -> bool:
        """Tell whether no cell says anything."""
        return not any(
            cell.now.value is not None or cell.now.why_not for row in self.cells for cell in row
        )
