"""The list of a committee's people as rows of cells, read into seats with every fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bcd138.domain.committee import DatedSeat, Decision, SeatRole
from bcd138.domain.committee_faults import Fault
from bcd138.domain.vietnamese.dates import parse_day
from bcd138.domain.vietnamese.text import fold, nfc

_HEADS = {
    "person": ("ho va ten", "ho ten", "ho, ten", "full name", "name"),
    "position": ("chuc vu", "chuc danh", "position"),
    "agency": ("co quan", "don vi", "co quan, don vi", "don vi cong tac", "agency"),
    "role": ("vai tro", "chuc danh trong ban chi dao", "trong ban chi dao", "nhiem vu", "role"),
    "decision": ("quyet dinh", "so quyet dinh", "decision"),
    "signed_on": ("ngay ky", "ngay quyet dinh", "signed on"),
    "valid_from": ("tu ngay", "from"),
    "valid_until": ("thoi tu ngay", "until"),
}
_HEAD_OF = {words: column for column, known in _HEADS.items() for words in known}
_WITHOUT_HEAD = ("person", "position", "agency", "role")
_LEAST_HEADS = 2
_ACTING = ("quyen ", "q. ", "phu trach ", "acting ")
_ROLES = {
    SeatRole.CHAIR: ("truong ban", "truong ban chi dao", "chair"),
    SeatRole.STANDING_DEPUTY: (
        "pho truong ban thuong truc",
        "pho ban thuong truc",
        "pho truong ban chi dao thuong truc",
        "standing deputy",
        "standing deputy chair",
    ),
    SeatRole.DEPUTY: ("pho truong ban", "pho ban", "pho truong ban chi dao", "deputy"),
    SeatRole.MEMBER: ("uy vien", "thanh vien", "uy vien thuong truc", "member"),
    SeatRole.SECRETARY: ("thu ky", "uy vien thu ky", "uy vien, thu ky", "secretary"),
}
_ROLE_OF = {words: role for role, known in _ROLES.items() for words in known}


@dataclass(frozen=True, slots=True)
class ListRead:
    """The seats of a list, one a line, and what could not be read; ``row`` is the line.

    A seat whose role or day could not be read stands as member from the list's own day, so
    that its other faults are found too; it is only to be kept where ``faults`` is empty.
    """

    seats: tuple[DatedSeat, ...]
    faults: tuple[Fault, ...]


def read_list(
    table: Iterable[tuple[int, tuple[str, ...]]], *, valid_from: date, decision: Decision
) -> ListRead:
    """Read lines of cells into seats.

    Args:
        table: Line numbers with their cells. A head names the columns in any order; without
            one they are name, position, agency, role. A first column of numbers is passed
            over, empty lines too.
        valid_from: Since when a seat is held where its line does not say.
        decision: What it is held by where its line does not say.
    """
    lines = [(line, [nfc(cell.strip()) for cell in cells]) for line, cells in table]
    lines = [(line, cells) for line, cells in lines if any(cells)]
    columns: tuple[str, ...] = ()
    if lines and len(head := _head(lines[0][1])) >= _LEAST_HEADS:
        columns, lines = tuple(head.get(n, "") for n in range(len(lines[0][1]))), lines[1:]
    seats: list[DatedSeat] = []
    faults: list[Fault] = []
    for rank, (line, cells) in enumerate(lines, 1):
        names = columns or _plain_columns(cells)
        given = {name: cell for name, cell in zip(names, cells, strict=False) if name}
        seats.append(_seat(given, str(line), rank, valid_from, decision))
        faults += _faults(given, str(line))
    if not lines:
        faults.append(Fault("committee.empty-list", "", "rows"))
    return ListRead(tuple(seats), tuple(faults))


def _head(cells: list[str]) -> dict[int, str]:
    found = {number: _HEAD_OF.get(fold(cell)) for number, cell in enumerate(cells)}
    return {number: column for number, column in found.items() if column}


def _plain_columns(cells: list[str]) -> tuple[str, ...]:
    numbered = cells[0].rstrip(".").isdecimal()
    return ("", *_WITHOUT_HEAD) if numbered else _WITHOUT_HEAD


def parse_role(written: str) -> tuple[SeatRole, bool] | None:
    """Return the role and whether acting: "Phụ trách Trưởng ban" is an acting chair."""
    words = " ".join(fold(written).split())
    acting = next((word for word in _ACTING if words.startswith(word)), "")
    role = _ROLE_OF.get(words.removeprefix(acting))
    return None if role is None else (role, bool(acting))


def _seat(
    given: Mapping[str, str], line: str, rank: int, valid_from: date, decision: Decision
) -> DatedSeat:
    role, is_acting = parse_role(given.get("role", "")) or (SeatRole.MEMBER, False)
    own = Decision(given.get("decision", ""), parse_day(given.get("signed_on", "")))
    return DatedSeat(
        role=role,
        person=given.get("person", ""),
        position=given.get("position", ""),
        agency=given.get("agency", ""),
        is_acting=is_acting,
        rank=rank,
        decision=own if own.number else decision,
        valid_from=parse_day(given.get("valid_from", "")) or valid_from,
        valid_until=parse_day(given.get("valid_until", "")),
        row=line,
    )


def _faults(given: Mapping[str, str], line: str) -> Iterator[Fault]:
    role = given.get("role", "")
    if not role:
        yield Fault("committee.no-role", line, "role")
    elif parse_role(role) is None:
        yield Fault("committee.role-unknown", line, "role", {"role": role})
    for column in ("signed_on", "valid_from", "valid_until"):
        written = given.get(column, "")
        if written and parse_day(written) is None:
            yield Fault("committee.day-unreadable", line, column, {"written": written})
