"""A whole list of people brought in at once, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from bcd138.apps.accounts.models import User
from bcd138.apps.audit import services as audit
from bcd138.apps.committees.models import Seat
from bcd138.apps.committees.people_list import GivenList, ListPlan, plan
from bcd138.apps.committees.services.register import fields_of, rows_to_change, told
from bcd138.domain.committee_faults import FaultyRegister


@transaction.atomic
def import_list(*, org_unit_code: str, given: GivenList, by: User, at: datetime) -> ListPlan:
    """Add every seat of a list and, if it replaces what stands, end the seats before it.

    Raises:
        FaultyRegister: ``committee.faults``: every fault by line; nothing is changed.
        Refused: ``orgunit.unknown``, ``committee.not-yours`` or ``committee.none``.
    """
    rows = rows_to_change(org_unit_code, by=by)
    planned = plan(rows.register, given)
    if planned.faults:
        raise FaultyRegister(planned.faults)
    gone = {seat.row for seat in planned.ending}
    for seat in rows.seats:
        if seat.dated.row in gone:
            seat.valid_until = given.valid_from
            seat.save(update_fields=["valid_until"])
    added = [
        Seat.objects.create(committee=rows.committee, **fields_of(seat)) for seat in planned.seats
    ]
    audit.record(
        "committee.list-imported",
        by=by.username,
        at=at,
        org_unit=org_unit_code,
        valid_from=given.valid_from.isoformat(),
        decision=given.decision.number,
        ended=[told(replace(seat, row="")) for seat in planned.ending],
        added=[seat.pk for seat in added],
    )
    return planned
