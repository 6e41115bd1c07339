"""Forming a committee, and the days on which it began and ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from bcd138.apps.accounts.models import User
from bcd138.apps.audit import services as audit
from bcd138.apps.committees.models import Committee, CommitteeName
from bcd138.apps.committees.services.register import (
    Row,
    check,
    fields_of,
    rows_to_change,
    told,
    unit_to_change,
)
from bcd138.domain.committee import DatedName, Register
from bcd138.domain.errors import Refused


@transaction.atomic
def establish(*, org_unit_code: str, name: DatedName, by: User, at: datetime) -> Committee:
    """Form the committee of a unit with its first name; it begins when the name does.

    Raises:
        FaultyRegister: ``committee.faults``: every fault of the name.
        Refused: ``orgunit.unknown``, ``committee.not-yours`` or ``committee.there-already``.
    """
    org_unit = unit_to_change(org_unit_code, by=by)
    check(Register(valid_from=name.valid_from, names=(name,)), {name.row})
    committee, is_new = Committee.objects.get_or_create(
        org_unit=org_unit, defaults={"valid_from": name.valid_from}
    )
    if not is_new:
        raise Refused("committee.there-already", org_unit=org_unit.name)
    CommitteeName.objects.create(committee=committee, **fields_of(name))
    audit.record(
        "committee.established", by=by.username, at=at, org_unit=org_unit.code, **told(name)
    )
    return committee


@transaction.atomic
def set_days(
    *,
    org_unit_code: str,
    valid_from: date,
    valid_until: date | None,
    by: User,
    at: datetime,
) -> None:
    """Correct the day on which the committee began, or say on which it ended.

    What still holds when it ends (names, agency, seats) ends with it.

    Raises:
        FaultyRegister: ``committee.faults``: what lies before the first day or after the end.
        Refused: ``orgunit.unknown``, ``committee.not-yours`` or ``committee.none``.
    """
    rows = rows_to_change(org_unit_code, by=by)
    committee = rows.committee
    was = {"valid_from": committee.valid_from, "valid_until": committee.valid_until}
    register = replace(rows.register, valid_from=valid_from, valid_until=valid_until)
    ending = {row.row for row in register.rows if _ends_with(row.valid_until, valid_until)}
    check(_closed(register, ending), {""})
    kept: tuple[Row, ...] = (*rows.names, *rows.agencies, *rows.seats)
    for one in kept:
        if one.dated.row in ending:
            one.valid_until = valid_until
            one.save(update_fields=["valid_until"])
    committee.valid_from, committee.valid_until = valid_from, valid_until
    committee.save(update_fields=["valid_from", "valid_until"])
    audit.record(
        "committee.days-set",
        by=by.username,
        at=at,
        org_unit=org_unit_code,
        was={name: day and day.isoformat() for name, day in was.items()},
        valid_from=valid_from.isoformat(),
        valid_until=valid_until and valid_until.isoformat(),
        ended_with_it=sorted(ending),
    )


def _ends_with(row_ends: date | None, committee_ends: date | None) -> bool:
    return committee_ends is not None and row_ends is None


def _closed(register: Register, ending: set[str]) -> Register:
    def closed(rows: tuple[Any, ...]) -> tuple[Any, ...]:
        ends = register.valid_until
        return tuple(replace(row, valid_until=ends) if row.row in ending else row for row in rows)

    return replace(
        register,
        names=closed(register.names),
        agencies=closed(register.agencies),
        seats=closed(register.seats),
    )
