"""What the pages of a committee show: one day of it, and everything it has been."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bcd138.apps.committees.enums import RowKind
from bcd138.apps.committees.models import CommitteeName, Seat, StandingAgency
from bcd138.apps.committees.people_list import ListPlan
from bcd138.apps.committees.selectors import Rows
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.committee import DatedSeat, Signer, in_force, signer, standing
from bcd138.domain.committee_faults import Fault
from bcd138.web.committees.words import decision_words, office_words, seat_words, state_words
from bcd138.web.templatetags.say import words_of


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat in words, as a list and the history show it."""

    pk: int
    number: int
    seat: DatedSeat
    office: str
    role: str
    decision: str
    state: str
    state_class: str


@dataclass(frozen=True, slots=True)
class DatedLine:
    """A name or a standing agency in words."""

    pk: int
    kind: RowKind
    words: str
    under: str
    decision: str
    valid_from: date
    valid_until: date | None
    state: str
    state_class: str


@dataclass(frozen=True, slots=True)
class CommitteePage:
    """A committee on a day, and its history."""

    unit: OrgUnit
    on: date
    rows: Rows
    name: DatedLine | None
    agency: DatedLine | None
    seats: tuple[SeatLine, ...]
    signer: Signer | None
    names: tuple[DatedLine, ...]
    agencies: tuple[DatedLine, ...]
    all_seats: tuple[SeatLine, ...]

    @property
    def has_ended(self) -> bool:
        """Tell whether the committee no longer works on the day."""
        ends = self.rows.committee.valid_until
        return ends is not None and ends <= self.on

    @property
    def is_before(self) -> bool:
        """Tell whether the committee was not yet formed on the day."""
        return self.on < self.rows.committee.valid_from


def committee_page(unit: OrgUnit, rows: Rows, on: date) -> CommitteePage:
    """Put a committee on a day into words."""
    register = rows.register
    by_row = {seat.dated.row: seat for seat in rows.seats}
    names = tuple(_name_line(row, on) for row in reversed(rows.names))
    agencies = tuple(_agency_line(row, on) for row in reversed(rows.agencies))
    name, agency = in_force(register.names, on), in_force(register.agencies, on)
    seated = standing(register.seats, on)
    return CommitteePage(
        unit=unit,
        on=on,
        rows=rows,
        name=next((line for line in names if name and name.row == f"name-{line.pk}"), None),
        agency=next(
            (line for line in agencies if agency and agency.row == f"agency-{line.pk}"), None
        ),
        seats=tuple(
            _seat_line(by_row[seat.row].pk, number, seat, on)
            for number, seat in enumerate(seated, 1)
        ),
        signer=signer(register.seats, on),
        names=names,
        agencies=agencies,
        all_seats=tuple(
            _seat_line(row.pk, number, row.dated, on)
            for number, row in enumerate(reversed(rows.seats), 1)
        ),
    )


def _seat_line(pk: int, number: int, seat: DatedSeat, on: date) -> SeatLine:
    colour, state = state_words(seat, on)
    return SeatLine(
        pk=pk,
        number=number,
        seat=seat,
        office=office_words(seat),
        role=seat_words(seat),
        decision=decision_words(seat.decision),
        state=state,
        state_class=colour,
    )


def _name_line(row: CommitteeName, on: date) -> DatedLine:
    dated = row.dated
    colour, state = state_words(dated, on)
    return DatedLine(
        pk=row.pk,
        kind=RowKind.NAME,
        words=dated.name,
        under=dated.scope,
        decision=decision_words(dated.decision),
        valid_from=dated.valid_from,
        valid_until=dated.valid_until,
        state=state,
        state_class=colour,
    )


def _agency_line(row: StandingAgency, on: date) -> DatedLine:
    colour, state = state_words(row.dated, on)
    return DatedLine(
        pk=row.pk,
        kind=RowKind.AGENCY,
        words=str(row),
        under="",
        decision="",
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        state=state,
        state_class=colour,
    )


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of a list as it would be kept, with what is wrong with it."""

    seat: DatedSeat
    office: str
    role: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListPreview:
    """What a list would do, line by line."""

    lines: tuple[ListLine, ...]
    ending: tuple[DatedSeat, ...]
    faults: tuple[str, ...]
    fault_count: int


def list_preview(plan: ListPlan) -> ListPreview:
    """Put a plan into words, each fault at its line."""
    lines = {seat.row for seat in plan.seats}
    return ListPreview(
        lines=tuple(
            ListLine(seat, office_words(seat), seat_words(seat), _said(plan.faults, {seat.row}))
            for seat in plan.seats
        ),
        ending=plan.ending,
        faults=_said(plan.faults, {one.row for one in plan.faults} - lines),
        fault_count=len(plan.faults),
    )


def _said(faults: tuple[Fault, ...], rows: set[str]) -> tuple[str, ...]:
    return tuple(words_of(one.code, one.params) for one in faults if one.row in rows)


def row_words(row: CommitteeName | StandingAgency | Seat) -> str:
    """Return what a row is about, for the head of its form."""
    return row.person if isinstance(row, Seat) else str(row)
