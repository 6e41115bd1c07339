"""Who stands where: places among units, with ties shown as such."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import TypeVar

from bcd138.domain.rules import rule

_K = TypeVar("_K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Place:
    """A place, or those that several share: three of them are the third to the fifth."""

    first: int
    last: int

    @property
    def is_shared(self) -> bool:
        """Tell whether others stand on the same place."""
        return self.first != self.last

    def __str__(self) -> str:
        return f"{self.first}–{self.last}" if self.is_shared else str(self.first)


@rule("ranks-with-ties", "Quy ước của phần mềm")
def ranking(values: Mapping[_K, Decimal | None], *, direction: str) -> dict[_K, Place]:
    """Return the place of each: the best is 1, and whoever ties shares a place.

    1, 2 and 2, 4: after two on the second place comes the fourth. Fewer is better where the
    direction says so, otherwise the most stands first. Who said nothing has no place.
    """
    told = {key: value for key, value in values.items() if value is not None}
    in_order = sorted(told, key=lambda key: told[key], reverse=direction != "lower")
    places: dict[_K, Place] = {}
    for _value, tied in groupby(in_order, key=lambda key: told[key]):
        keys, before = list(tied), len(places)
        place = Place(before + 1, before + len(keys))
        places |= dict.fromkeys(keys, place)
    return places
