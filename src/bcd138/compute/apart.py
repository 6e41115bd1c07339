"""Totals of units that are divided or lost within a period: the reference answers for them.

They are few. What the others report of the same period decides whether its parts are asked
for at all, so the reference is told of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bcd138.compute import tables
from bcd138.compute.asked import Cell, Question
from bcd138.compute.cuts import Cut
from bcd138.compute.engines import Engine, Source
from bcd138.compute.period_numbers import period_of
from bcd138.compute.sums import Sum, split_of
from bcd138.compute.tables import table_of
from bcd138.domain.period import Period
from bcd138.domain.rollup import Rollup, by_key
from bcd138.domain.total import Part, Reported, Ways

_SPLIT_BY = {"unit": "org_unit", "period": "period", "figure": "source"}
_Row = Mapping[str, Any]
Opened = Mapping[Cell, frozenset[Period]]


@dataclass(frozen=True, slots=True)
class Apart:
    """The sums of a cell that the reference found, and how many figures it expects."""

    sums: list[Sum]
    expected: int


def told_apart(
    engine: Engine, figures: Source, question: Question, cuts: Iterable[Cut], opened: Opened
) -> dict[Cell, Apart]:
    """Return what units apart add to every cell.

    Args:
        engine: Finds their figures.
        figures: As ``tables.FIGURES`` says.
        question: What is asked.
        cuts: The periods within which units stand apart.
        opened: The periods that other units leave open, by cell.
    """
    cuts = [one for one in cuts if one.apart]
    if not cuts:
        return {}
    given = {
        "figures": figures,
        "indicators": question.indicator_table,
        "reporters": question.reporter_table,
    }
    told: dict[tuple[str, str], set[Period]] = {(code, ""): set() for code in question.indicators}
    for row in engine.answer("periods_told", given).to_pylist():
        series = row["indicator"], row["breakdown"]
        told.setdefault(series, set()).add(period_of(row["period"]))
    among = sorted({code for one in cuts for code in one.apart})
    given["org_units"] = table_of([(code,) for code in among], tables.UNITS)
    rows: dict[tuple[str, str], list[_Row]] = {}
    for row in engine.answer("figures_of", given).to_pylist():
        rows.setdefault((row["indicator"], row["breakdown"]), []).append(row)
    return {
        cell: found
        for series, periods in told.items()
        for one in cuts
        if one.way == question.indicators[series[0]].way
        for cell, found in _of_series(
            question, one, series, rows.get(series, ()), told=periods, opened=opened
        )
    }


def _of_series(
    question: Question,
    one: Cut,
    series: tuple[str, str],
    rows: Iterable[_Row],
    *,
    told: Iterable[Period],
    opened: Opened,
) -> Iterator[tuple[Cell, Apart]]:
    ways = question.indicators[series[0]].ways
    written = {
        (row["org_unit"], period_of(row["period"])): row
        for row in rows
        if row["org_unit"] in one.apart
    }
    rollup = _Among(question, one.apart, map(_reported, written.values()), told, ways)
    for unit in question.org_units:
        cell = Cell(unit, *series, one.asked)
        rollup.opened = opened.get(cell, frozenset())
        parts, expected = rollup.parts(unit, one.asked, level=question.level)
        sums = [_sum(part, written[part.figure.unit, part.figure.period], ways) for part in parts]
        if sums or expected:
            yield cell, Apart(sums, expected)


class _Among(Rollup):
    """The reference among a few units; of the others it knows which periods they leave open."""

    opened: frozenset[Period] = frozenset()

    def __init__(
        self,
        question: Question,
        among: frozenset[str],
        figures: Iterable[Reported],
        told: Iterable[Period],
        ways: Ways,
    ) -> None:
        super().__init__(question.country.borders(question.on), by_key(figures), ways)
        self._reporters, self._among = question.reporters, among
        self._all_told = tuple(told)

    def _standing(self, question: object, period: Period) -> Sequence[str]:
        del question
        return sorted(self._reporters.standing(period.end) & self._among)

    def _is_told_within(self, period: Period, tile: Period) -> bool:
        if period in self.opened:
            return True
        return any(tile.start <= one.start and one.end <= tile.end for one in self._all_told)


def _reported(row: _Row) -> Reported:
    return Reported(
        unit=row["org_unit"],
        period=period_of(row["period"]),
        value=row["value"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        source=row["source"],
    )


def _sum(part: Part, row: _Row, ways: Ways) -> Sum:
    split = split_of(ways)
    return Sum(
        share=part.share,
        measure=row["measure"],
        comparator=row["comparator"],
        reported=1,
        value=row["value"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        counted=int(None not in {row["numerator"], row["denominator"]}),
        source=row["source"],
        split=str(row[_SPLIT_BY[split]]) if split else "",
    )
