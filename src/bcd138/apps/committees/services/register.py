"""What every change of a committee shares: who may, one after another, and no fault left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from bcd138.apps.accounts.models import User
from bcd138.apps.committees import permissions, selectors
from bcd138.apps.committees.enums import RowKind
from bcd138.apps.committees.models import Committee, CommitteeName, Seat, StandingAgency
from bcd138.apps.committees.selectors import Rows
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.committee import DatedAgency, DatedName, DatedSeat, Register
from bcd138.domain.committee_faults import FaultyRegister, faults
from bcd138.domain.errors import Refused

Dated = DatedName | DatedAgency | DatedSeat
Row = CommitteeName | StandingAgency | Seat
_KINDS: dict[type[Dated], RowKind] = {
    DatedName: RowKind.NAME,
    DatedAgency: RowKind.AGENCY,
    DatedSeat: RowKind.SEAT,
}
_MODELS: dict[RowKind, type[Row]] = {
    RowKind.NAME: CommitteeName,
    RowKind.AGENCY: StandingAgency,
    RowKind.SEAT: Seat,
}


def rows_to_change(org_unit_code: str, *, by: User) -> Rows:
    """Return the committee's rows, the committee locked until the transaction ends.

    Raises:
        Refused: ``orgunit.unknown``, ``committee.not-yours`` or ``committee.none``.
    """
    org_unit = unit_to_change(org_unit_code, by=by)
    locked = Committee.objects.select_for_update().filter(org_unit=org_unit).first()
    rows = selectors.rows_of(org_unit) if locked else None
    if rows is None:
        raise Refused("committee.none", org_unit=org_unit.name)
    return rows


def unit_to_change(org_unit_code: str, *, by: User) -> OrgUnit:
    """Return the unit, if ``by`` may change its committee."""
    org_unit = orgunits.by_code(org_unit_code)
    permissions.check_can_change(by, org_unit)
    return org_unit


def kind_of(row: Dated) -> RowKind:
    """Return of which list a value is a row."""
    return _KINDS[type(row)]


def model_of(kind: RowKind) -> type[Row]:
    """Return the table of a list."""
    return _MODELS[kind]


def check(register: Register, changed: set[str]) -> None:
    """Refuse a register with faults, all of them; those of the rows that changed if there are.

    Raises:
        FaultyRegister: ``committee.faults``.
    """
    found = faults(register)
    if found:
        raise FaultyRegister([fault for fault in found if fault.row in changed] or found)


def with_row(register: Register, row: Dated) -> Register:
    """Return the register with ``row`` added, or in the place of the row of that name."""
    if isinstance(row, DatedName):
        return replace(register, names=_put(register.names, row))
    if isinstance(row, DatedAgency):
        return replace(register, agencies=_put(register.agencies, row))
    return replace(register, seats=_put(register.seats, row))


def _put(rows: tuple[Any, ...], row: Dated) -> tuple[Any, ...]:
    return (*(one for one in rows if one.row != row.row), row)


def fields_of(row: Dated) -> dict[str, Any]:
    """Return a value as the fields of its table.

    Raises:
        Refused: ``orgunit.unknown`` for a standing agency.
    """
    days = {"valid_from": row.valid_from, "valid_until": row.valid_until}
    if isinstance(row, DatedAgency):
        unit = orgunits.by_code(row.org_unit) if row.org_unit else None
        return {"org_unit": unit, "words": "" if unit else row.words.strip(), **days}
    decided = {
        "decision_number": row.decision.number.strip(),
        "decision_on": row.decision.signed_on,
    }
    if isinstance(row, DatedName):
        return {"name": row.name.strip(), "scope": row.scope.strip(), **decided, **days}
    return {
        "role": row.role.value,
        "is_acting": row.is_acting,
        "rank": row.rank,
        "person": row.person.strip(),
        "position": row.position.strip(),
        "agency": row.agency.strip(),
        **decided,
        **days,
    }


def told(row: Dated) -> dict[str, Any]:
    """Return a value as the audit trail keeps it."""
    return {name: _plain(value) for name, value in fields_of(row).items()}


def _plain(value: object) -> object:
    if isinstance(value, OrgUnit):
        return value.code
    return value.isoformat() if isinstance(value, date) else value
