"""Totals that survive a reorganisation: figures of any units in the borders of any day.

This plain version is the reference that every faster one is judged by.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bcd138.domain.borders import NOTHING, Borders, Share, Shares, total_share
from bcd138.domain.period import Period, periods_within
from bcd138.domain.rules import rule
from bcd138.domain.total import Part, Reported, Total, Ways, make_total

Figures = Mapping[tuple[str, Period], Reported]
_Members = Sequence[tuple[str, Share]]


def by_key(figures: Iterable[Reported]) -> Figures:
    """Put figures under their unit and period."""
    return {(figure.unit, figure.period): figure for figure in figures}


@dataclass(frozen=True, slots=True)
class _Question:
    """Whose total is asked, and who reports for it: units of one level and kind."""

    unit: str
    level: str
    kind: str


class Rollup:
    """Totals of one indicator in the borders of one day.

    Args:
        borders: Of the day whose order the totals are asked in.
        figures: In force, of any unit and period.
        ways: How they make one across units and across periods.
    """

    def __init__(self, borders: Borders, figures: Figures, ways: Ways) -> None:
        self.borders = borders
        self.ways = ways
        self._figures: dict[Period, dict[str, Reported]] = {}
        for (unit, period), figure in figures.items():
            self._figures.setdefault(period, {})[unit] = figure
        self._then: dict[date, Borders] = {}
        self._members: dict[tuple[date, str, str], Mapping[str, _Members]] = {}
        self._told: dict[tuple[Period, str, str], set[str]] = {}

    @rule("total-in-borders", "Quy ước của phần mềm")
    def total(self, unit: str, period: Period, *, level: str | None = None) -> Total:
        """Return the total of ``unit`` for ``period``.

        Figures of the unit's own level are taken, or those of ``level`` below it. A period
        belongs to the units that stand on its last day, for they report it. Whoever has no
        figure for it is answered by its halves, quarters or months, each of the units that
        stood then: the year 2025 of Phú Thọ is the first half of Phú Thọ, Vĩnh Phúc and Hòa
        Bình, and the second half of the new Phú Thọ.
        """
        return make_total(*self.parts(unit, period, level=level), self.ways)

    def parts(
        self, unit: str, period: Period, *, level: str | None = None
    ) -> tuple[list[Part], int]:
        """Return the figures that make the total of ``unit``, and how many should tell."""
        own = self.borders.register.units[unit]
        question = _Question(unit, level or own.level, own.kind)
        asked = dict(self._members_of(question, period))
        return self._cover(question, period, asked, set())

    def _cover(
        self, question: _Question, period: Period, asked: Shares, lessened: set[str]
    ) -> tuple[list[Part], int]:
        """Return the figures that tell of ``asked`` in ``period``, and how many should.

        ``lessened`` are those of whom a longer period tells in part; where it tells all, the
        share that is left is 0.
        """
        figures, told = self._figures.get(period, {}), self._told_of(question, period)
        parts = []
        left: dict[str, Share] = {}
        expected = 0
        for code, share in asked.items():
            if share == NOTHING:
                continue
            if code in told and code not in figures:
                left[code] = share
                continue
            expected += 1
            if code in figures:
                parts.append(Part(figures[code], share))
        settled = lessened | (asked.keys() - left.keys())
        for tile in self._tiles(period):
            if left or self._is_told_within(period, tile):
                within, less = self._within(question, period, tile, left, settled)
                found, more = self._cover(question, tile, within, less)
                parts += found
                expected += more
        return parts, expected

    def _within(
        self,
        question: _Question,
        period: Period,
        tile: Period,
        left: Shares,
        settled: set[str],
    ) -> tuple[Shares, set[str]]:
        """Return who stood in a part of ``period``, with the share that nothing longer tells of."""
        then = self._borders_of(period)
        within = dict(self._members_of(question, tile))
        lessened = {
            code for code in within if settled and not settled.isdisjoint(then.shares(code))
        }
        for code in lessened:
            within[code] = total_share(
                (left[later], inside)
                for later, inside in then.shares(code).items()
                if later in left
            )
        return within, lessened

    def _told_of(self, question: _Question, period: Period) -> set[str]:
        """Return the units that any figure tells of, for the period or for a part of it."""
        key = (period, question.level, question.kind)
        if key not in self._told:
            found = set(self._figures.get(period, ()))
            then = self._borders_of(period)
            for tile in self._tiles(period):
                for member in self._told_of(question, tile):
                    found.update(then.shares(member))
            self._told[key] = found.intersection(self._standing(question, period))
        return self._told[key]

    def _is_told_within(self, period: Period, tile: Period) -> bool:
        """Tell whether anybody, standing or not at its end, has a figure within a part of it."""
        del period
        return any(tile.start <= one.start and one.end <= tile.end for one in self._figures)

    def _tiles(self, period: Period) -> Sequence[Period]:
        if self.ways.across_periods == "none":
            return ()
        tiles = periods_within(period)
        return tiles[-1:] if self.ways.across_periods == "last" else tiles

    def _members_of(self, question: _Question, period: Period) -> _Members:
        """Return who reports for ``period`` and lies in the unit asked about, with the share."""
        key = (period.end, question.level, question.kind)
        if key not in self._members:
            self._members[key] = self.borders.members(self._standing(question, period))
        return self._members[key].get(question.unit, ())

    def _standing(self, question: _Question, period: Period) -> Sequence[str]:
        """Return who reports for ``period``: the units that stand on its last day."""
        return self.borders.register.standing(period.end, question.level, question.kind)

    def _borders_of(self, period: Period) -> Borders:
        if period.end not in self._then:
            self._then[period.end] = Borders(self.borders.register, period.end)
        return self._then[period.end]
