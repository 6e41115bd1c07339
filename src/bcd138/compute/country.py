"""The units of one level and kind through time, and where they lie in the borders of a day.

Kept between questions: an engine joins figures with what this says of the register.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bcd138.domain.borders import NOTHING, Borders, Share, Shares
from bcd138.domain.org_unit import Register, reached

_NEVER = date.max.toordinal() + 1


class Reporters:
    """Who reports of one level and kind: the units with their days, and who stands on a day."""

    def __init__(self, register: Register, level: str, kind: str) -> None:
        units = [
            unit for unit in register.units.values() if (unit.level, unit.kind) == (level, kind)
        ]
        self.register = register
        self.days = {
            unit.code: (
                unit.valid_from.toordinal(),
                _NEVER if unit.valid_until is None else unit.valid_until.toordinal(),
            )
            for unit in sorted(units)
        }
        self._turns = sorted({day for days in self.days.values() for day in days})
        self._standing: dict[int, frozenset[str]] = {}

    def era(self, day: date) -> int:
        """Return the number of the stretch of days in which the same units stand."""
        return bisect_right(self._turns, day.toordinal())

    def standing(self, day: date) -> frozenset[str]:
        """Return the codes of the units that stand on a day."""
        era, on = self.era(day), day.toordinal()
        if era not in self._standing:
            self._standing[era] = frozenset(
                code for code, (first, end) in self.days.items() if first <= on < end
            )
        return self._standing[era]


@dataclass(frozen=True, slots=True)
class Country:
    """A register and the places of its units, each asked for once."""

    register: Register

    def borders(self, on: date) -> Borders:
        """Return the borders of a day."""
        return _borders(Same(self.register), on)

    def reporters(self, level: str, kind: str) -> Reporters:
        """Return who reports of a level and kind."""
        return _reporters(Same(self.register), level, kind)

    def lying_in(
        self, on: date, reporters: Reporters, asked: Iterable[str]
    ) -> Mapping[str, Shares]:
        """Return, for every reporter with a part in a unit asked about, in which, and its share."""
        found: dict[str, dict[str, Share]] = {}
        lying = _lying(Same(self.register), on, reporters)
        for unit in dict.fromkeys(asked):
            for code, share in lying.get(unit, ()):
                found.setdefault(code, {})[unit] = share
        return found

    def kin(self, codes: Iterable[str]) -> frozenset[str]:
        """Return these units and all that any of their territory ever belonged to, or will."""
        known = frozenset(codes)
        return known | reached(known, self._around)

    def _around(self, code: str) -> Iterator[str]:
        yield from (arrow.after for arrow in self.register.onward.get(code, ()))
        yield from (arrow.before for arrow in self.register.backward.get(code, ()))


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which units totals are asked, in the borders of which day, and who reports for them."""

    register: Same
    on: date
    level: str
    kind: str
    org_units: frozenset[str]

    @property
    def country(self) -> Country:
        """Return the register with what is remembered of it."""
        return Country(self.register.register)

    @property
    def reporters(self) -> Reporters:
        """Return who reports."""
        return self.country.reporters(self.level, self.kind)

    @property
    def lying_in(self) -> Mapping[str, Shares]:
        """Return where reporters lie, of the units asked about."""
        return self.country.lying_in(self.on, self.reporters, self.org_units)


class Same:
    """A register as a key: the same one is the same object, for it is only ever replaced."""

    def __init__(self, register: Register) -> None:
        self.register = register

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.register is self.register

    def __hash__(self) -> int:
        return id(self.register)


@lru_cache(maxsize=16)
def _borders(same: Same, on: date) -> Borders:
    return Borders(same.register, on)


@lru_cache(maxsize=16)
def _lying(same: Same, on: date, reporters: Reporters) -> Mapping[str, Sequence[tuple[str, Share]]]:
    """Return, for every unit of a day, the reporters with a part in it, and the share."""
    borders = _borders(same, on)
    found: dict[str, list[tuple[str, Share]]] = {}
    for code in reporters.days:
        for unit, share in borders.shares(code).items():
            if share != NOTHING:
                found.setdefault(unit, []).append((code, share))
    return found


@lru_cache(maxsize=16)
def _reporters(same: Same, level: str, kind: str) -> Reporters:
    return Reporters(same.register, level, kind)
