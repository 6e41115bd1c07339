"""Questions about committees. Their lists are public acts: everyone signed in may read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from bcd138.apps.committees.enums import RowKind
from bcd138.apps.committees.models import Committee, CommitteeName, Seat, StandingAgency
from bcd138.apps.committees.people_list import GivenList, ListPlan, plan
from bcd138.apps.orgunits.enums import Kind
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain import committee as rules
from bcd138.domain.committee import DatedName, DatedSeat, SeatRole, Signer
from bcd138.domain.errors import Refused


@dataclass(frozen=True, slots=True)
class InOffice:
    """A committee on one day, as a paper names and signs it; empty where nothing is known."""

    name: str = ""
    scope: str = ""
    chair: DatedSeat | None = None
    signer: Signer | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """Every row of a committee, oldest first, with the committee itself."""

    committee: Committee
    names: tuple[CommitteeName, ...]
    agencies: tuple[StandingAgency, ...]
    seats: tuple[Seat, ...]

    @property
    def register(self) -> rules.Register:
        """Return the rows as the domain's values."""
        return rules.Register(
            valid_from=self.committee.valid_from,
            valid_until=self.committee.valid_until,
            names=tuple(row.dated for row in self.names),
            agencies=tuple(row.dated for row in self.agencies),
            seats=tuple(row.dated for row in self.seats),
        )


def rows_of(org_unit: OrgUnit) -> Rows | None:
    """Return everything known of a unit's committee, or nothing. Four queries, one if none."""
    committee = (
        Committee.objects.filter(org_unit=org_unit)
        .prefetch_related(
            "names",
            "seats",
            Prefetch("agencies", StandingAgency.objects.select_related("org_unit")),
        )
        .first()
    )
    if committee is None:
        return None
    return Rows(
        committee,
        tuple(committee.names.all()),
        tuple(committee.agencies.all()),
        tuple(committee.seats.all()),
    )


def in_office(org_unit: OrgUnit, on: date) -> InOffice:
    """Return the name of a unit's committee and who heads and signs for it on a day.

    Two queries. Where the register knows nothing of that day, everything is empty.
    """
    holds = Q(valid_from__lte=on) & (Q(valid_until=None) | Q(valid_until__gt=on))
    of_unit = Q(committee__org_unit=org_unit)
    names = [row.dated for row in CommitteeName.objects.filter(of_unit, holds)]
    seats = [row.dated for row in Seat.objects.filter(of_unit, holds)]
    name: DatedName | None = rules.in_force(names, on)
    head = next(iter(rules.standing(seats, on)), None)
    return InOffice(
        name=name.name if name else "",
        scope=name.scope if name else "",
        chair=head if head and head.role == SeatRole.CHAIR else None,
        signer=rules.signer(seats, on),
    )


def agencies_beside(org_unit: OrgUnit) -> list[OrgUnit]:
    """Return the agencies of a unit, among which its standing agency may be. One query."""
    return list(
        OrgUnit.objects.filter(kind=Kind.AGENCY, above__ancestor=org_unit)
        .exclude(pk=org_unit.pk)
        .filter(level=org_unit.level)
        .distinct()
    )


def list_plan(org_unit: OrgUnit, given: GivenList) -> ListPlan:
    """Return what bringing in a list would do to a unit's committee, for looking at first.

    Raises:
        Refused: ``committee.none``.
    """
    rows = rows_of(org_unit)
    if rows is None:
        raise Refused("committee.none", org_unit=org_unit.name)
    return plan(rows.register, given)


def row_of(org_unit: OrgUnit, kind: RowKind, row_id: int) -> CommitteeName | StandingAgency | Seat:
    """Return one row of a unit's committee. One query.

    Raises:
        DoesNotExist: The committee has no such row.
    """
    of_unit = {"committee__org_unit": org_unit, "pk": row_id}
    if kind == RowKind.NAME:
        return CommitteeName.objects.get(**of_unit)
    if kind == RowKind.AGENCY:
        return StandingAgency.objects.select_related("org_unit").get(**of_unit)
    return Seat.objects.get(**of_unit)
