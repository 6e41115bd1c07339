"""How an asked period is cut into shorter ones, and who tells within it in whose stead.

Most units stand through the whole of a period, or become one other unit wholly: a sum knows
all there is to know of them. The others, divided or ended in the midst of it, stand apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bcd138.compute.country import Asked
from bcd138.domain.borders import Shares
from bcd138.domain.org_unit import WHOLE
from bcd138.domain.period import Period, periods_within

WAYS = ("all", "last", "none")
_ONCE = ("last", "none")
_NOWHERE: Shares = {}


def way_of(across_periods: str) -> str:
    """Return how an indicator's periods are cut: into all parts, the last one, or not at all."""
    return across_periods if across_periods in _ONCE else "all"


@dataclass(frozen=True, slots=True)
class Node:
    """A period within an asked one, with the longer ones around it, the nearest first."""

    period: Period
    above: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """A period and all that it is made of.

    ``tiles`` are the next shorter ones of every period that is cut. ``later`` says, of a
    period that is cut, which unit stands at its end for one that has ended by then;
    ``tellers`` how many tell of a unit in its stead where they are not one a tile; ``apart``
    who is answered for in another way.
    """

    way: str
    asked: Period
    nodes: tuple[Node, ...]
    tiles: Mapping[Period, Sequence[Period]]
    later: Mapping[tuple[Period, str], str] = field(default_factory=dict)
    tellers: Mapping[tuple[Period, str], int] = field(default_factory=dict)
    apart: frozenset[str] = frozenset()

    @property
    def is_changing(self) -> bool:
        """Tell whether who tells at the end of a part need not be who tells at the end of all."""
        return bool(self.later or self.tellers)

    def places_of_bits(self) -> dict[Period, int]:
        """Return a bit for every period that is cut."""
        return {longer: place for place, longer in enumerate(self.tiles)}

    def opened(self, bits: int) -> Iterator[Period]:
        """Return the periods whose bits are set."""
        return (longer for longer, place in self.places_of_bits().items() if bits >> place & 1)


def cut(way: str, period: Period, told: Collection[Period], asked: Asked) -> Cut:
    """Cut a period, where anybody tells of a part of it.

    Args:
        way: One of ``WAYS``.
        period: The one asked about.
        told: The periods of which there are figures.
        asked: Whose totals, and who may tell.
    """
    whole = _whole(way, period)
    if not any(node.period in told for node in whole.nodes[1:]):
        return Cut(way, period, whole.nodes[:1], {})
    if len({asked.reporters.era(node.period.end) for node in whole.nodes}) == 1:
        return whole
    return _settled(way, period, asked)


@lru_cache(maxsize=16)
def _settled(way: str, period: Period, asked: Asked) -> Cut:
    """Settle who becomes whom within a period: for a whole country that takes a second."""
    return _Changing(_whole(way, period), asked).settled()


def _whole(way: str, period: Period) -> Cut:
    """Return a period with all that it is made of, as if no unit began or ended within it."""
    nodes = tuple(_nodes(way, period, ()))
    tiles = {node.period: found for node in nodes if (found := _tiles(way, node.period))}
    return Cut(way, period, nodes, tiles)


def _nodes(way: str, period: Period, above: tuple[Period, ...]) -> Iterator[Node]:
    yield Node(period, above)
    for tile in _tiles(way, period):
        yield from _nodes(way, tile, (period, *above))


def _tiles(way: str, period: Period) -> Sequence[Period]:
    if way == "none":
        return ()
    tiles = periods_within(period)
    return tiles[-1:] if way == "last" else tiles


class _Changing:
    """A period within which units begin and end: who becomes whom, and who stands apart.

    Only units are looked at that some territory asked about ever belonged to, and that do not
    stand through all of the period: such a one tells for itself and becomes nobody.
    """

    def __init__(self, whole: Cut, asked: Asked) -> None:
        self.whole = whole
        self.country, self.lying_in = asked.country, asked.lying_in
        every = [asked.reporters.standing(node.period.end) for node in whole.nodes]
        kin = self.country.kin(self.lying_in) - frozenset.intersection(*every)
        self.standing = {
            node.period: standing & kin for node, standing in zip(whole.nodes, every, strict=True)
        }
        self.root: dict[str, str] = {}
        self.odd: set[str] = set()
        self.step: dict[tuple[Period, str], str] = {}
        self.tellers: dict[tuple[Period, str], int] = {}

    def settled(self) -> Cut:
        for longer, tiles in self.whole.tiles.items():
            for tile in tiles:
                self._meet(longer, tile)
        apart = self._apart()
        later = {
            (longer, code): into
            for node in self.whole.nodes
            for code in self.standing[node.period] - apart
            for longer, into in self._chain(code, node.above)
            if into != code
        }
        tellers = {
            key: count
            for key, count in self.tellers.items()
            if key[1] not in apart and count != len(self.whole.tiles[key[0]])
        }
        whole = self.whole
        return Cut(whole.way, whole.asked, whole.nodes, whole.tiles, later, tellers, apart)

    def _meet(self, longer: Period, tile: Period) -> None:
        """Look who of the end of a tile is who at the end of the longer period."""
        now, then = self.standing[longer], self.country.borders(longer.end)
        for code in self.standing[tile]:
            if code in now:
                self._step(longer, code, code)
                continue
            shares = then.shares(code)
            into = [unit for unit in shares if unit in now]
            for unit in into:
                self._join(code, unit)
            if len(into) == 1 and shares[into[0]] == WHOLE:
                self._step(longer, code, into[0])
            else:
                self.odd.add(code)

    def _step(self, longer: Period, code: str, into: str) -> None:
        self.step[longer, code] = into
        key = (longer, into)
        self.tellers[key] = self.tellers.get(key, 0) + 1

    def _chain(self, code: str, above: Sequence[Period]) -> Iterator[tuple[Period, str]]:
        for longer in above:
            code = self.step[longer, code]
            yield longer, code

    def _apart(self) -> frozenset[str]:
        """Return every unit that has to do with one that is not simply one other at the end."""
        known = frozenset[str]().union(*self.standing.values())
        groups: dict[str, list[str]] = {}
        for code in known:
            groups.setdefault(self._root(code), []).append(code)
        return frozenset(code for group in groups.values() if self._is_odd(group) for code in group)

    def _is_odd(self, group: Sequence[str]) -> bool:
        """Tell whether one is divided or lost, or they do not lie in the same units asked about."""
        if not self.odd.isdisjoint(group):
            return True
        first = self.lying_in.get(group[0], _NOWHERE)
        return any(self.lying_in.get(code, _NOWHERE) != first for code in group[1:])

    def _join(self, one: str, other: str) -> None:
        self.root[self._root(one)] = self._root(other)

    def _root(self, code: str) -> str:
        while (above := self.root.setdefault(code, code)) != code:
            self.root[code] = self.root.get(above, above)
            code = above
        return code
