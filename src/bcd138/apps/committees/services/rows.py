"""One row of a committee at a time: added, corrected, ended, or taken away as a mistake."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from bcd138.apps.accounts.models import User
from bcd138.apps.audit import services as audit
from bcd138.apps.committees.enums import RowKind
from bcd138.apps.committees.selectors import Rows
from bcd138.apps.committees.services.register import (
    Dated,
    Row,
    check,
    fields_of,
    kind_of,
    model_of,
    rows_to_change,
    told,
    with_row,
)


@transaction.atomic
def add(*, org_unit_code: str, row: Dated, by: User, at: datetime) -> Row:
    """Add a name, a standing agency or a seat, as the kind of ``row`` says.

    Raises:
        FaultyRegister: ``committee.faults``: every fault of the row.
        Refused: ``orgunit.unknown``, ``committee.not-yours`` or ``committee.none``.
    """
    rows = rows_to_change(org_unit_code, by=by)
    new = replace(row, row="")
    check(with_row(rows.register, new), {""})
    kind = kind_of(row)
    added = model_of(kind).objects.create(committee=rows.committee, **fields_of(new))
    audit.record(
        "committee.row-added",
        by=by.username,
        at=at,
        org_unit=org_unit_code,
        kind=kind,
        row=added.pk,
        now=told(new),
    )
    return added


@transaction.atomic
def correct(*, org_unit_code: str, row_id: int, row: Dated, by: User, at: datetime) -> Row:
    """Put a row right that was entered by mistake; the audit event keeps what it was.

    Raises:
        DoesNotExist: The committee has no such row.
        FaultyRegister: ``committee.faults``: every fault of the row.
        Refused: ``orgunit.unknown``, ``committee.not-yours`` or ``committee.none``.
    """
    rows = rows_to_change(org_unit_code, by=by)
    found = model_of(kind_of(row)).objects.get(committee=rows.committee, pk=row_id)
    return _change("committee.row-corrected", found, rows, row, by=by, at=at)


@transaction.atomic
def end(*, org_unit_code: str, kind: RowKind, row_id: int, on: date, by: User, at: datetime) -> Row:
    """Say since which day a row no longer holds.

    Args:
        org_unit_code: Whose committee it is.
        kind: Of which list the row is.
        row_id: The row.
        on: The first day it no longer holds.
        by: Who ends it.
        at: When.

    Raises:
        DoesNotExist: The committee has no such row.
        FaultyRegister: ``committee.faults``.
        Refused: ``orgunit.unknown``, ``committee.not-yours`` or ``committee.none``.
    """
    rows = rows_to_change(org_unit_code, by=by)
    found = model_of(kind).objects.get(committee=rows.committee, pk=row_id)
    ended = replace(found.dated, valid_until=on)
    return _change("committee.row-ended", found, rows, ended, by=by, at=at)


@transaction.atomic
def remove(*, org_unit_code: str, kind: RowKind, row_id: int, by: User, at: datetime) -> None:
    """Take away a row that should never have been there; the audit event keeps what it was.

    Raises:
        DoesNotExist: The committee has no such row.
        Refused: ``orgunit.unknown``, ``committee.not-yours`` or ``committee.none``.
    """
    rows = rows_to_change(org_unit_code, by=by)
    found = model_of(kind).objects.get(committee=rows.committee, pk=row_id)
    audit.record(
        "committee.row-removed",
        by=by.username,
        at=at,
        org_unit=org_unit_code,
        kind=kind,
        row=row_id,
        was=told(found.dated),
    )
    found.delete()


def _change(event: str, found: Row, rows: Rows, row: Dated, *, by: User, at: datetime) -> Row:
    was = found.dated
    now = replace(row, row=was.row)
    check(with_row(rows.register, now), {was.row})
    fields = fields_of(now)
    for name, value in fields.items():
        setattr(found, name, value)
    found.save(update_fields=list(fields))
    audit.record(
        event,
        by=by.username,
        at=at,
        org_unit=rows.committee.org_unit.code,
        kind=kind_of(row),
        row=found.pk,
        was=told(was),
        now=told(now),
    )
    return found
