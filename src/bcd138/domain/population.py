"""How many people live in a unit: dated counts, and which of them holds for a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bcd138.domain.borders import EXACT, NOTHING
from bcd138.domain.org_unit import WHOLE, Register
from bcd138.domain.rules import rule


@dataclass(frozen=True, slots=True, order=True)
class HeadCount:
    """How many people a unit had on a day, and which paper says so.

    ``checked`` where somebody compared it with that paper.
    """

    unit: str
    on: date
    people: int
    source: str = ""
    checked: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """How many people live in a unit, and the counts that say so.

    ``value`` is an estimate where a part was shared out by a declared key.
    """

    value: Decimal
    counts: tuple[HeadCount, ...]
    is_estimate: bool = False

    @property
    def since(self) -> date:
        """Return the day of the oldest count."""
        return min(count.on for count in self.counts)

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the papers, each once."""
        return tuple(dict.fromkeys(count.source for count in self.counts if count.source))

    @property
    def checked(self) -> bool:
        """Tell whether every count was compared with its paper."""
        return all(count.checked for count in self.counts)


@dataclass(frozen=True, slots=True)
class Populations:
    """Head counts of units by day, asked with the register of what became of what."""

    register: Register
    counts: Mapping[str, Sequence[HeadCount]] = field(default_factory=dict)

    @rule("population-in-force", "Quy ước của phần mềm")
    def of(self, unit: str, day: date) -> People | None:
        """Return how many people a unit has on a day; ``None`` where nobody counted them.

        The latest count that is not after the day holds, so a rate that was told does not
        change when the next count comes in. A period is asked by its last day. Where a unit
        has none so early, it is the sum of the units it was formed from, as they were last
        counted: Phú Thọ of 1-7-2025 has on 31-12-2024 the people of Phú Thọ, Vĩnh Phúc and
        Hòa Bình. What was divided without a declared key makes no sum.
        """
        own = max(
            (count for count in self.counts.get(unit, ()) if count.on <= day),
            key=lambda count: count.on,
            default=None,
        )
        if own is not None:
            return People(Decimal(own.people), (own,))
        value, is_estimate = NOTHING, False
        counts: list[HeadCount] = []
        for one in self.register.backward.get(unit, ()):
            part = self.of(one.before, day)
            if part is None or one.share is None:
                return None
            value = EXACT.add(value, EXACT.multiply(part.value, one.share))
            counts += part.counts
            is_estimate = is_estimate or part.is_estimate or one.share != WHOLE
        return People(value, tuple(counts), is_estimate) if counts else None


def by_unit(counts: Iterable[HeadCount]) -> dict[str, list[HeadCount]]:
    """Put head counts under their unit."""
    found: dict[str, list[HeadCount]] = {}
    for count in sorted(counts):
        found.setdefault(count.unit, []).append(count)
    return found


def together(parts: Collection[People | None]) -> People | None:
    """Return how many people several units have together; ``None`` where one is not known."""
    known = [part for part in parts if part is not None]
    if not known or len(known) < len(parts):
        return None
    return People(
        sum((part.value for part in known), NOTHING),
        tuple(count for part in known for count in part.counts),
        any(part.is_estimate for part in known),
    )
