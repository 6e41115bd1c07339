"""Org units through time: every unit, name and link of the tree with the days it held.

A unit's territory never changes while it stands: whatever gives or takes land ends it and
begins another, also where the name stays. What may change is its name, its type and the
unit above it; each of those has days of its own. Days are half-open: ``valid_until`` is the
first day something no longer holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import TypeVar

LEVELS = ("central", "province", "district", "commune", "hamlet")
KINDS = ("territory", "agency")
WHOLE = Decimal(1)


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """A node of the tree and the days it stands; acts are named by their code.

    ``latitude`` and ``longitude`` are degrees of the seat or the middle.
    """

    code: str
    level: str
    valid_from: date
    valid_until: date | None = None
    kind: str = "territory"
    official_code: str = ""
    other_names: tuple[str, ...] = ()
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    area_km2: Decimal | None = None
    is_invented: bool = False
    begun_by: str = ""
    ended_by: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """What a unit is called between two days, with the word for its type: "tỉnh Phú Thọ"."""

    unit: str
    text: str
    valid_from: date
    valid_until: date | None = None
    english: str = ""
    begun_by: str = ""
    ended_by: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Which unit stands right above another between two days."""

    unit: str
    parent: str
    valid_from: date
    valid_until: date | None = None
    begun_by: str = ""
    ended_by: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Succession:
    """The territory of ``before`` goes to ``after`` on a day.

    ``share`` is the part of ``before`` that goes there, above 0 and at most 1; ``None``
    where it is divided and nobody declared how.
    """

    before: str
    after: str
    on: date
    share: Decimal | None = WHOLE
    act: str = ""


Dated = Unit | Name | Link
_Row = TypeVar("_Row", Name, Link, Succession)


def holds(row: Dated, on: date) -> bool:
    """Tell whether something holds on a day."""
    return row.valid_from <= on and (row.valid_until is None or on < row.valid_until)


@dataclass(frozen=True, slots=True)
class Register:
    """Every unit with its names, its links and what became of it, each in the order of days."""

    units: Mapping[str, Unit] = field(default_factory=dict)
    names: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    links: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    onward: Mapping[str, tuple[Succession, ...]] = field(default_factory=dict)
    backward: Mapping[str, tuple[Succession, ...]] = field(default_factory=dict)
    below: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)

    def stands(self, code: str, on: date) -> bool:
        """Tell whether the unit is known and stands on a day."""
        unit = self.units.get(code)
        return unit is not None and holds(unit, on)

    def name(self, code: str, on: date) -> str:
        """Return the name on a day; before the first day its first, after the last its last."""
        names = self.names.get(code, ())
        if not names:
            return code
        return next((one.text for one in names if holds(one, on)), _nearest(names, on).text)

    def english(self, code: str, on: date) -> str:
        """Return the English name that was given for a day; empty where none was."""
        return next((one.english for one in self.names.get(code, ()) if holds(one, on)), "")

    def parent(self, code: str, on: date) -> str | None:
        """Return the code of the unit right above on a day."""
        return next((one.parent for one in self.links.get(code, ()) if holds(one, on)), None)

    def children(self, code: str, on: date) -> tuple[str, ...]:
        """Return the codes of the units right below on a day, sorted."""
        return tuple(sorted(link.unit for link in self.below.get(code, ()) if holds(link, on)))

    def ancestors(self, code: str, on: date) -> tuple[str, ...]:
        """Return the unit itself and every unit above it on a day, the nearest first.

        A cycle, which ``check_register`` names, ends where it closes.
        """
        found: list[str] = []
        above: str | None = code
        while above is not None and above not in found:
            found.append(above)
            above = self.parent(above, on)
        return tuple(found)

    def descendants(self, code: str, on: date) -> tuple[str, ...]:
        """Return the unit itself and every unit below it on a day, from the top down."""
        found, known = [code], {code}
        for unit in found:
            below = [child for child in self.children(unit, on) if child not in known]
            found += below
            known.update(below)
        return tuple(found)

    def heirs(self, code: str) -> set[str]:
        """Return every unit that this one became, wholly or in part, over any number of acts."""
        return reached([code], lambda one: (arrow.after for arrow in self.onward.get(one, ())))

    def formers(self, code: str) -> set[str]:
        """Return every unit that became this one, wholly or in part, over any number of acts."""
        return reached([code], lambda one: (arrow.before for arrow in self.backward.get(one, ())))

    def standing(self, on: date, level: str | None = None, kind: str = "territory") -> list[str]:
        """Return the codes of the units that stand on a day, sorted."""
        return sorted(
            code
            for code, unit in self.units.items()
            if unit.kind == kind and level in {None, unit.level} and holds(unit, on)
        )


def build_register(
    units: Iterable[Unit],
    names: Iterable[Name],
    links: Iterable[Link],
    successions: Iterable[Succession],
) -> Register:
    """Put rows, in any order, together; ``check_register`` says what is wrong with them."""
    arrows = sorted(successions, key=lambda one: (one.on, one.before, one.after))
    dated = sorted(links, key=lambda one: (one.valid_from, one.unit))
    return Register(
        units={unit.code: unit for unit in units},
        names=_by(sorted(names, key=lambda one: (one.unit, one.valid_from)), "unit"),
        links=_by(dated, "unit"),
        onward=_by(arrows, "before"),
        backward=_by(arrows, "after"),
        below=_by(dated, "parent"),
    )


def every(rows: Mapping[str, tuple[_Row, ...]]) -> Iterator[_Row]:
    """Return all the names, links or successions that a register keeps by unit."""
    return chain.from_iterable(rows.values())


def reached(codes: Iterable[str], beyond: Callable[[str], Iterable[str]]) -> set[str]:
    """Return every code that any number of steps lead to from these; a cycle ends by itself."""
    found: set[str] = set()
    waiting = list(codes)
    while waiting:
        new = set(beyond(waiting.pop())) - found
        found |= new
        waiting += new
    return found


def closure(register: Register, codes: Iterable[str]) -> Iterator[tuple[str, str, int, Link]]:
    """Yield (ancestor, descendant, depth, days) for units and everything ever above them.

    The unit itself comes with depth 0 and its own days. The days stand in a ``Link``; two
    stretches under the same ancestor at the same depth that touch are one.
    """
    known: dict[str, list[tuple[str, int, date, date | None]]] = {}
    for code in codes:
        for ancestor, depth, begins, ends in _joined(_above(register, code, known)):
            yield ancestor, code, depth, Link(code, ancestor, begins, ends)


_Stretch = tuple[str, int, date, date | None]


def _above(register: Register, code: str, known: dict[str, list[_Stretch]]) -> list[_Stretch]:
    if code in known:
        return known[code]
    unit = register.units[code]
    known[code] = []  # a cycle finds nothing more
    found: list[_Stretch] = [(code, 0, unit.valid_from, unit.valid_until)]
    for link in register.links.get(code, ()):
        if link.parent not in register.units:
            continue
        for ancestor, depth, begins, ends in _above(register, link.parent, known):
            first, last = max(begins, link.valid_from), earlier(ends, link.valid_until)
            if last is None or first < last:
                found.append((ancestor, depth + 1, first, last))
    known[code] = found
    return found


def _joined(stretches: Iterable[_Stretch]) -> list[_Stretch]:
    joined: list[_Stretch] = []
    for ancestor, depth, begins, ends in sorted(stretches, key=lambda one: one[:3]):
        if joined and joined[-1][:2] == (ancestor, depth) and joined[-1][3] == begins:
            joined[-1] = (ancestor, depth, joined[-1][2], ends)
        else:
            joined.append((ancestor, depth, begins, ends))
    return joined


def earlier(first: date | None, second: date | None) -> date | None:
    """Return the earlier of two ends; ``None`` is no end."""
    ends = [end for end in (first, second) if end is not None]
    return min(ends, default=None)


def _nearest(names: tuple[Name, ...], on: date) -> Name:
    begun = [one for one in names if one.valid_from <= on]
    return begun[-1] if begun else names[0]


def _by(rows: list[_Row], key: str) -> dict[str, tuple[_Row, ...]]:
    grouped: dict[str, list[_Row]] = {}
    for row in rows:
        grouped.setdefault(getattr(row, key), []).append(row)
    return {code: tuple(found) for code, found in grouped.items()}
