"""Who signs for a unit: the head, or somebody in the head's place, from day to day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bcd138.domain.errors import Refused
from bcd138.domain.rules import rule


class Capacity(StrEnum):
    """As what a person signs; the papers print ``KT.``, ``Q.``, ``TL.`` or ``TUQ.`` for it."""

    HEAD = "head"
    DEPUTY = "deputy"
    ACTING = "acting"
    BY_ORDER = "by_order"
    AUTHORISED = "authorised"


MARKS = {
    Capacity.HEAD: "",
    Capacity.DEPUTY: "KT.",
    Capacity.ACTING: "Q.",
    Capacity.BY_ORDER: "TL.",
    Capacity.AUTHORISED: "TUQ.",
}
_IN_WRITING = (Capacity.ACTING, Capacity.BY_ORDER, Capacity.AUTHORISED)


@dataclass(frozen=True, slots=True)
class SigningRight:
    """From when until when somebody signs for a unit; ``valid_until`` is the day it has ended."""

    capacity: Capacity
    valid_from: date
    valid_until: date | None = None
    paper: str = ""

    def holds(self, on: date) -> bool:
        """Tell whether it holds on a day."""
        return self.valid_from <= on and (self.valid_until is None or on < self.valid_until)


@rule("signing-in-the-heads-place", "30/2020/NĐ-CP", article="Điều 13", checked=False)
def check_right(right: SigningRight) -> None:
    """Allow a right to sign.

    A deputy signs for the head (KT.) as long as they are deputy. Whoever acts (Q.), signs by
    order (TL.) or is authorised (TUQ.) does so on a paper; an authorisation also ends on a
    day.

    Raises:
        Refused: ``signing.ends-before-it-begins``, ``signing.without-paper`` or
            ``signing.without-end``.
    """
    if right.valid_until is not None and right.valid_until <= right.valid_from:
        raise Refused("signing.ends-before-it-begins")
    if right.capacity in _IN_WRITING and not right.paper.strip():
        raise Refused("signing.without-paper", capacity=f"capacity.{right.capacity}")
    if right.capacity == Capacity.AUTHORISED and right.valid_until is None:
        raise Refused("signing.without-end", capacity=f"capacity.{right.capacity}")
