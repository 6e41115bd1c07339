"""A steering committee over time: its names, its seats, who stands and who signs on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from bcd138.domain.rules import rule


class SeatRole(StrEnum):
    """What a person is in the committee, in the order in which a decision lists people."""

    CHAIR = "chair"
    STANDING_DEPUTY = "standing_deputy"
    DEPUTY = "deputy"
    MEMBER = "member"
    SECRETARY = "secretary"


_ORDER = {role: number for number, role in enumerate(SeatRole)}


@dataclass(frozen=True, slots=True)
class Decision:
    """The paper that names or changes a committee; both parts may be unknown."""

    number: str = ""
    signed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """What holds from a day until ``valid_until``, the first day it no longer holds.

    ``row`` says which row of a table or line of a list it is; it is empty while new.
    """

    valid_from: date
    valid_until: date | None = None
    row: str = ""

    def holds_on(self, day: date) -> bool:
        """Tell whether it holds on ``day``: on its first day yes, on ``valid_until`` no."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)

    def meets(self, other: Dated) -> bool:
        """Tell whether there is a day on which both hold."""
        later = max(self.valid_from, other.valid_from)
        return self.holds_on(later) and other.holds_on(later)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedName(Dated):
    """What the committee is called in its decision, and its scope in the decision's words."""

    name: str
    scope: str = ""
    decision: Decision = field(default_factory=Decision)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedAgency(Dated):
    """The standing agency: an org unit by its code, or words where no unit stands for it."""

    org_unit: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedSeat(Dated):
    """A person's seat. ``position`` is the office held outside, e.g. Phó Chủ tịch UBND tỉnh.

    ``is_acting`` marks who is entrusted with the role while nobody holds it (quyền, phụ
    trách); ``rank`` is the place among the same role that the decision gives.
    """

    role: SeatRole
    person: str
    position: str
    agency: str = ""
    is_acting: bool = False
    rank: int = 0
    decision: Decision = field(default_factory=Decision)


@dataclass(frozen=True, slots=True)
class Register:
    """Everything known of one committee, in any order; ``valid_until`` is its end."""

    valid_from: date
    valid_until: date | None = None
    names: tuple[DatedName, ...] = ()
    agencies: tuple[DatedAgency, ...] = ()
    seats: tuple[DatedSeat, ...] = ()

    @property
    def rows(self) -> tuple[DatedName | DatedAgency | DatedSeat, ...]:
        """Return every row of every kind."""
        return (*self.names, *self.agencies, *self.seats)


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs the committee's papers, with the words of authority above the name."""

    person: str
    position: str
    titles: tuple[str, ...]


Row = TypeVar("Row", bound=Dated)


def in_force(rows: Iterable[Row], on: date) -> Row | None:
    """Return the name or agency that holds on a day; a register without faults has one."""
    return next((row for row in rows if row.holds_on(on)), None)


@rule("committee-on-a-day", "Quy ước của phần mềm", article="thứ tự trong danh sách của quyết định")
def standing(seats: Iterable[DatedSeat], on: date) -> tuple[DatedSeat, ...]:
    """Return who sits on a day as a decision lists them: chair, standing deputy, the rest.

    Within a role the decision's own order (``rank``) counts, then who came first. A seat held
    until 01/11/2025 is there on 31/10/2025 and not on 01/11/2025.
    """
    found = [seat for seat in seats if seat.holds_on(on)]
    return tuple(
        sorted(
            found,
            key=lambda seat: (
                _ORDER[seat.role],
                seat.is_acting,
                seat.rank,
                seat.valid_from,
                seat.person,
            ),
        )
    )


@rule("decree30-who-signs", "30/2020/NĐ-CP", article="Phụ lục I", checked=False)
def signer(seats: Iterable[DatedSeat], on: date) -> Signer | None:
    """Return who signs on a day: the chair, else who is entrusted, else the standing deputy.

    The chair signs as TRƯỞNG BAN; who is given the chair's powers signs with "Q." before it;
    a deputy who is entrusted, and the standing deputy while the chair's seat is empty, sign in
    the chair's place: "KT. TRƯỞNG BAN" over "PHÓ TRƯỞNG BAN THƯỜNG TRỰC". Nobody else signs.
    If the chair leaves on 15/8/2026 the paper of 14/8 is the chair's, that of 15/8 is not.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, on authority and signature ("Q.", "KT.");
    from memory, not checked against the official text.
    """
    seated = standing(seats, on)
    chair = next((seat for seat in seated if seat.role == SeatRole.CHAIR), None)
    if chair is not None:
        return _signs(chair, "Q. TRƯỞNG BAN" if chair.is_acting else "TRƯỞNG BAN")
    deputies = [seat for seat in seated if seat.role in _DEPUTY_TITLES]
    deputies.sort(key=lambda seat: not seat.is_acting)
    for seat in deputies:
        if seat.is_acting or seat.role == SeatRole.STANDING_DEPUTY:
            return _signs(seat, "KT. TRƯỞNG BAN", _DEPUTY_TITLES[seat.role])
    return None


_DEPUTY_TITLES = {
    SeatRole.STANDING_DEPUTY: "PHÓ TRƯỞNG BAN THƯỜNG TRỰC",
    SeatRole.DEPUTY: "PHÓ TRƯỞNG BAN",
}


def _signs(seat: DatedSeat, *titles: str) -> Signer:
    return Signer(seat.person, seat.position, titles)
