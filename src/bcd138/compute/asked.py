"""What is asked of figures in bulk, and what the register has to say to it, as tables."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pyarrow as pa

from bcd138.compute import tables
from bcd138.compute.country import Asked, Country, Reporters, Same
from bcd138.compute.cuts import WAYS, Cut, cut, way_of
from bcd138.compute.period_numbers import number_of
from bcd138.compute.sums import split_of
from bcd138.compute.tables import table_of
from bcd138.domain.borders import Share, Shares
from bcd138.domain.org_unit import Register
from bcd138.domain.period import Period
from bcd138.domain.total import Ways

_UNSEEN = (0, 0)
_BITS = 62  # of a whole number that every engine has, without its sign


@dataclass(frozen=True, slots=True)
class Measured:
    """How the figures of an indicator make one, and the unit of measure of the catalogue."""

    ways: Ways
    unit: str = ""

    @property
    def way(self) -> str:
        """Return how its periods are cut."""
        return way_of(self.ways.across_periods)


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """Whose total of what for when; ``breakdown`` is empty for the whole."""

    org_unit: str
    indicator: str
    breakdown: str
    period: Period


@dataclass(frozen=True)
class Question:
    """Totals of units in the borders of a day, from figures of one level and kind.

    ``seen`` are the units whose figures may be used, ``None`` where all may.
    """

    register: Register
    on: date
    level: str
    kind: str
    org_units: Sequence[str]
    periods: Sequence[Period]
    indicators: Mapping[str, Measured]
    seen: frozenset[str] | None = None

    @cached_property
    def asked(self) -> Asked:
        """Return whose totals are asked, and who reports for them."""
        units = frozenset(self.org_units)
        return Asked(Same(self.register), self.on, self.level, self.kind, units)

    @cached_property
    def country(self) -> Country:
        """Return the register with what is remembered of it."""
        return self.asked.country

    @cached_property
    def reporters(self) -> Reporters:
        """Return who reports of the level and kind."""
        return self.asked.reporters

    @cached_property
    def lying_in(self) -> Mapping[str, Shares]:
        """Return where reporters lie, of the units asked about."""
        return self.asked.lying_in

    @cached_property
    def days(self) -> Mapping[str, tuple[int, int]]:
        """Return the days of the reporters whose figures may be used."""
        days, seen = self.reporters.days, self.seen
        return days if seen is None else {code: days[code] for code in days if code in seen}

    @cached_property
    def shares(self) -> Sequence[Share]:
        """Return every share there is; a row of an engine names one by its place."""
        return list(
            dict.fromkeys(share for one in self.lying_in.values() for share in one.values())
        )

    @cached_property
    def indicator_table(self) -> pa.Table:
        """Return the indicators with their ways."""
        rows = [(code, one.way, split_of(one.ways)) for code, one in self.indicators.items()]
        return table_of(rows, tables.INDICATORS)

    @cached_property
    def reporter_table(self) -> pa.Table:
        """Return who reports, with their days."""
        return table_of([(code, *days) for code, days in self.days.items()], tables.REPORTERS)

    @cached_property
    def place_tables(self) -> Mapping[str, pa.Table]:
        """Return places: a unit's own, where it is asked about itself, and one with its likes."""
        number = {share: place for place, share in enumerate(self.shares)}
        places: dict[tuple[tuple[str, int], ...], int] = {}
        lies: list[tuple[str, int, int, int, int]] = []
        alone: list[tuple[str, int, int, int]] = []
        for code, inside in self.lying_in.items():
            whole = [(unit, number[share]) for unit, share in inside.items()]
            own = tuple(one for one in whole if one[0] == code)
            others = tuple(sorted(one for one in whole if one[0] != code))
            days = self.days.get(code, _UNSEEN)
            alone += [(code, *days, share) for _, share in own]
            lies += [
                (code, *days, places.setdefault(membership, len(places)), int(membership == own))
                for membership in (own, others)
                if membership
            ]
        members = [
            (place, unit, share)
            for membership, place in places.items()
            for unit, share in membership
        ]
        return {
            "places": table_of(lies, tables.PLACES),
            "together": table_of([one[:4] for one in lies if not one[4]], tables.TOGETHER),
            "members": table_of(members, tables.MEMBERS),
            "own": table_of(alone, tables.OWN),
        }


class Cuts:
    """The periods of a question: which of them somebody tells in parts, and how."""

    def __init__(self, question: Question, told: Collection[Period]) -> None:
        self.question = question
        self.told = told
        needed = {one.way for one in question.indicators.values()}
        every = [
            self._cut(way, period)
            for way in WAYS
            if way in needed
            for period in dict.fromkeys(question.periods)
        ]
        self.every: Sequence[Cut] = every
        self.cut: Sequence[Cut] = [one for one in every if len(one.nodes) > 1]
        self.singles = frozenset(one.asked for one in every if len(one.nodes) == 1)

    def _cut(self, way: str, period: Period) -> Cut:
        return cut(way, period, self.told, self.question.asked)

    @property
    def overlap(self) -> bool:
        """Tell whether a figure may tell again what that of a longer period told."""
        return any(
            node.period in self.told and any(longer in self.told for longer in node.above)
            for one in self.cut
            for node in one.nodes
        )

    @cached_property
    def single_tables(self) -> Mapping[str, pa.Table]:
        """Return the periods that are not cut, and for which indicators they are after all."""
        by_way = {way: {one.asked for one in self.cut if one.way == way} for way in WAYS}
        otherwise = [
            (code, number_of(period))
            for code, one in self.question.indicators.items()
            for period in by_way[one.way] & self.singles
        ]
        return {
            "singles": table_of([(number_of(one),) for one in self.singles], tables.SINGLES),
            "otherwise": table_of(otherwise, tables.OTHERWISE),
        }

    @cached_property
    def tables(self) -> Mapping[str, pa.Table]:
        """Return how the others are cut, who becomes whom, and who stands apart."""
        tiles: dict[bool, list[tuple[str, int, int, int, int]]] = {False: [], True: []}
        above = []
        parents: dict[tuple[int, int, int], None] = {}
        pieces: dict[tuple[int, int, int, int], None] = {}
        for number, (one, asked) in enumerate(self._numbered()):
            step_by_step, bits = self.step_by_step(one), one.places_of_bits()
            for node in one.nodes:
                period = number_of(node.period)
                longer = [number_of(around) for around in node.above]
                mask = 0 if step_by_step else sum(1 << bits[around] for around in node.above)
                tiles[step_by_step].append((one.way, asked, period, number, mask))
                above += [(one.way, asked, period, around) for around in longer]
                parents |= {(number, period, around): None for around in longer[:1]}
            pieces |= {
                (number, number_of(longer), asked, len(tiled)): None
                for longer, tiled in one.tiles.items()
            }
        becomes = {
            (number_of(longer), code, into)
            for one in self.cut
            for (longer, code), into in one.later.items()
        }
        children = [
            (number, number_of(longer), code, count)
            for number, one in enumerate(self.cut)
            for (longer, code), count in one.tellers.items()
        ]
        apart = [(one.way, asked, code) for one, asked in self._numbered() for code in one.apart]
        return {
            "tiles": table_of(tiles[False] + tiles[True], tables.TILES),
            "steady": table_of(tiles[False], tables.TILES),
            "changing": table_of(tiles[True], tables.TILES),
            "above": table_of(above, tables.ABOVE),
            "parents": table_of(parents, tables.PARENTS),
            "pieces": table_of(pieces, tables.PIECES),
            "becomes": table_of(sorted(becomes), tables.BECOMES),
            "children": table_of(children, tables.CHILDREN),
            "apart": table_of(apart, tables.APART),
        }

    def step_by_step(self, one: Cut) -> bool:
        """Tell whether open periods are to be found one step after the other, not as bits."""
        return one.is_changing or len(one.tiles) > _BITS

    def _numbered(self) -> Iterator[tuple[Cut, int]]:
        return ((one, number_of(one.asked)) for one in self.cut)
