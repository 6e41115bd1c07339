"""Where the territory of a unit lies in the borders of another day, and in which parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal

from bcd138.domain.org_unit import WHOLE, Register, Unit, holds
from bcd138.domain.rules import rule

EXACT = Context(prec=1000)
NOTHING = Decimal(0)

Share = Decimal | None
Shares = Mapping[str, Share]


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of the chosen day and the share of the asked unit that lies in it.

    ``None``: some of it lies there, and nobody declared how much.
    """

    unit: str
    share: Share


class Borders:
    """The borders of one day: asks the register once for each unit and remembers."""

    def __init__(self, register: Register, on: date) -> None:
        self.register = register
        self.on = on
        self._places: dict[str, Shares] = {}
        self._shares: dict[str, Shares] = {}

    def members(self, codes: Iterable[str]) -> dict[str, list[tuple[str, Share]]]:
        """Return, for every unit of this day, which of ``codes`` lie in it and in which share.

        Once over the codes, for all units at once; the order of ``codes`` is kept.
        """
        found: dict[str, list[tuple[str, Share]]] = {}
        for code in codes:
            for target, share in self.shares(code).items():
                found.setdefault(target, []).append((code, share))
        return found

    def places(self, code: str) -> tuple[Place, ...]:
        """Return the units of this day that the territory of ``code`` lies in, sorted.

        None where it ended without a successor, or began without a predecessor; where only
        a part of it did, the shares stay below 1. A unit all of whose ways lead to one place
        lies wholly in it, whatever was declared on the way: what was divided and put
        together again is whole.
        """
        found = self._lies(code, self._places, lambda standing: (standing,))
        return tuple(Place(unit, share) for unit, share in sorted(found.items()))

    def shares(self, code: str) -> Shares:
        """Return every unit of this day, also further above, that some of ``code`` lies in."""
        return self._lies(code, self._shares, self._with_all_above)

    @rule("lies-in", "Quy ước của phần mềm")
    def share_in(self, code: str, target: str) -> Share:
        """Return which share of ``code`` lies in ``target`` on this day, also further above.

        A commune divided between two communes of one province lies wholly in the province.
        Hòa Bình lies wholly in the Phú Thọ of 1-7-2025; the Phú Thọ of that day lies in the
        Hòa Bình of the day before in a share that nobody declared: ``None``.
        """
        return self.shares(code).get(target, NOTHING)

    def _lies(
        self, code: str, known: dict[str, Shares], around: Callable[[str], Iterable[str]]
    ) -> Shares:
        if code not in known:
            if holds(self.register.units[code], self.on):
                known[code] = dict.fromkeys(around(code), WHOLE)
            else:
                steps = self._steps(self.register.units[code])
                known[code] = _joined(
                    [(share, self._lies(step, known, around)) for step, share in steps]
                )
        return known[code]

    def _steps(self, unit: Unit) -> list[tuple[str, Share]]:
        """Return the units one act nearer to this day, and the share that lies in each."""
        if unit.valid_until is not None and unit.valid_until <= self.on:
            return [(one.after, one.share) for one in self.register.onward.get(unit.code, ())]
        before = [one.before for one in self.register.backward.get(unit.code, ())]
        return [(code, WHOLE if len(before) == 1 else None) for code in before]

    def _with_all_above(self, code: str) -> tuple[str, ...]:
        return self.register.ancestors(code, self.on)


def _joined(steps: list[tuple[Share, Shares]]) -> Shares:
    if len(steps) == 1:
        return steps[0][1]
    targets = sorted({target for _, shares in steps for target in shares})
    return {
        target: _share([(share, shares.get(target, NOTHING)) for share, shares in steps])
        for target in targets
    }


def _share(ways: list[tuple[Share, Share]]) -> Share:
    """Return what lies in a target, from each part's share and how much of it lies there.

    Where equally much of every part lies there, so much of the whole does, however it was
    divided.
    """
    insides = {inside for _, inside in ways}
    return insides.pop() if len(insides) == 1 else total_share(ways)


def total_share(ways: Iterable[tuple[Share, Share]]) -> Share:
    """Add up the parts of parts; ``None`` where one that counts is undeclared."""
    total = NOTHING
    for share, inside in ways:
        if NOTHING in {share, inside}:
            continue
        if share is None or inside is None:
            return None
        total = EXACT.add(total, EXACT.multiply(share, inside))
    return total
