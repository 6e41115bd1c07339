"""What is wrong with a committee's register: every fault at once, each with its place."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from bcd138.domain.committee import Dated, DatedAgency, DatedName, DatedSeat, Register, SeatRole
from bcd138.domain.errors import Refused
from bcd138.domain.rules import rule

_LONGEST = {
    "name": 400,
    "scope": 600,
    "words": 200,
    "person": 150,
    "position": 200,
    "agency": 200,
}
_LONGEST_NUMBER = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: a message code with its values, and the row and field."""

    code: str
    row: str
    field: str
    params: dict[str, Any] = dataclasses.field(default_factory=dict)


class FaultyRegister(Refused):
    """A change that would leave the register wrong; carries every fault, not the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("committee.faults", count=len(self.faults))


def faults(register: Register) -> list[Fault]:
    """Return every fault of the register; of two rows that clash, each names the other."""
    found = []
    if _ends_too_early(register.valid_from, register.valid_until):
        found.append(Fault("committee.ends-before-it-begins", "", "valid_until"))
    for row in register.rows:
        found += [*row_faults(row), *_outside(row, register)]
    found += _clashes(register.names, "committee.names-overlap", lambda name: name.name)
    found += _clashes(register.agencies, "committee.agencies-overlap", _agency_words)
    return [*found, *_two_at_once(register.seats)]


def row_faults(row: DatedName | DatedAgency | DatedSeat) -> list[Fault]:
    """Return what is wrong with a row whatever stands beside it."""
    found = [Fault(code, row.row, column) for code, column in _missing(row)]
    for column, most in _too_long(row):
        found.append(Fault("committee.too-long", row.row, column, {"most": most}))
    if _ends_too_early(row.valid_from, row.valid_until):
        found.append(Fault("committee.ends-before-it-begins", row.row, "valid_until"))
    return found


def _missing(row: DatedName | DatedAgency | DatedSeat) -> Iterator[tuple[str, str]]:
    if isinstance(row, DatedName) and not row.name.strip():
        yield "committee.no-name", "name"
    if isinstance(row, DatedAgency) and not (row.org_unit or row.words.strip()):
        yield "committee.no-agency", "words"
    if isinstance(row, DatedSeat):
        if not row.person.strip():
            yield "committee.no-person", "person"
        if not row.position.strip():
            yield "committee.no-position", "position"


def _too_long(row: Dated) -> Iterator[tuple[str, int]]:
    for column, most in _LONGEST.items():
        if len(getattr(row, column, "")) > most:
            yield column, most
    decision = getattr(row, "decision", None)
    if decision is not None and len(decision.number) > _LONGEST_NUMBER:
        yield "decision", _LONGEST_NUMBER


def _ends_too_early(begins: Any, ends: Any) -> bool:  # noqa: ANN401 - dates, or no end
    return ends is not None and ends <= begins


def _outside(row: Dated, register: Register) -> Iterator[Fault]:
    if row.valid_from < register.valid_from:
        begins = {"day": row.valid_from, "begins": register.valid_from}
        yield Fault("committee.before-it-was-formed", row.row, "valid_from", begins)
    ends = register.valid_until
    if ends is not None and (row.valid_until is None or row.valid_until > ends):
        at = "valid_from" if row.valid_from >= ends else "valid_until"
        yield Fault("committee.after-its-end", row.row, at, {"ends": ends})


@rule("committee-one-at-a-time", "Quy ước của phần mềm")
def _two_at_once(seats: Sequence[DatedSeat]) -> list[Fault]:
    """Return where two people are chair, or standing deputy, on the same day.

    Somebody acting may stand beside the one who holds the role, and beside nobody else acting:
    a chair until 01/9/2026 and an acting one from 15/8/2026 agree; two acting ones do not.
    """
    found = []
    for code, role in (
        ("committee.chairs-overlap", SeatRole.CHAIR),
        ("committee.standing-deputies-overlap", SeatRole.STANDING_DEPUTY),
    ):
        for acting in (False, True):
            same = [seat for seat in seats if (seat.role, seat.is_acting) == (role, acting)]
            found += _clashes(same, code, lambda seat: seat.person)
    return found


def _agency_words(agency: DatedAgency) -> str:
    return agency.words or agency.org_unit


def _clashes(rows: Sequence[Any], code: str, said: Any) -> list[Fault]:  # noqa: ANN401 - rows of one kind and how each is called
    return [
        Fault(
            code,
            one.row,
            "valid_from",
            {"other": said(other), "on": max(one.valid_from, other.valid_from)},
        )
        for one, other in permutations(rows, 2)
        if one.meets(other)
    ]
