"""What bringing in a list would do: whose seats begin, whose end, and every fault by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bcd138.domain.committee import DatedSeat, Decision, Register, standing
from bcd138.domain.committee_faults import Fault, faults
from bcd138.domain.committee_list import read_list

Table = Sequence[tuple[int, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class GivenList:
    """A list as somebody gives it: its lines and what holds for all of them.

    ``replaces`` ends the seats that stand on ``valid_from`` before the list's own begin.
    """

    table: Table
    valid_from: date
    decision: Decision
    replaces: bool


@dataclass(frozen=True, slots=True)
class ListPlan:
    """The effect of a list; it may be carried out only where ``faults`` is empty."""

    seats: tuple[DatedSeat, ...]
    ending: tuple[DatedSeat, ...]
    faults: tuple[Fault, ...]


def plan(register: Register, given: GivenList) -> ListPlan:
    """Return what ``given`` would change in ``register``, with the faults of all its lines."""
    read = read_list(given.table, valid_from=given.valid_from, decision=given.decision)
    day = given.valid_from
    ending: tuple[DatedSeat, ...] = ()
    if given.replaces:
        ending = tuple(seat for seat in standing(register.seats, day) if seat.valid_from < day)
    gone = {seat.row for seat in ending}
    kept = (replace(seat, valid_until=day) if seat.row in gone else seat for seat in register.seats)
    lines = {seat.row for seat in read.seats}
    found = faults(replace(register, seats=(*kept, *read.seats)))
    own = [fault for fault in found if fault.row in lines]
    return ListPlan(read.seats, ending, tuple(_by_line([*read.faults, *own])))


def _by_line(found: list[Fault]) -> list[Fault]:
    return sorted(found, key=lambda fault: int(fault.row or 0))
