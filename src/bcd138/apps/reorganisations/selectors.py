"""What an act would do before it is saved: to units, to figures and to people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from django.db.models import QuerySet

from bcd138.apps.accounts.models import Assignment, User
from bcd138.apps.accounts.selectors import assignments_by_act, assignments_to
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.apps.orgunits.models import Act, Closure, OrgUnit
from bcd138.apps.reorganisations import permissions
from bcd138.apps.reorganisations.restated import Figures, figures
from bcd138.apps.reorganisations.rows import ready
from bcd138.domain.entered_rows import faults_of_cells, faults_of_names
from bcd138.domain.errors import Refused
from bcd138.domain.org_unit import Register
from bcd138.domain.planning import Plan, plan_act
from bcd138.domain.register_faults import Fault
from bcd138.domain.reorganisation import ActRow, Effect, apply_effect, only_heirs
from bcd138.formats.register_files import ActHead


@dataclass(frozen=True, slots=True)
class Move:
    """A person's work that goes along: ``to`` is empty where somebody must decide."""

    assignment: Assignment
    to: str
    name: str


@dataclass(frozen=True, slots=True)
class Checked:
    """Rows made ready, and what they would do; the effect holds only without ``faults``."""

    rows: tuple[ActRow, ...]
    effect: Effect
    faults: tuple[Fault, ...]
    before: Register


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything an act would do; nothing is stored.

    ``digest`` names what saving would do to units and people: ``services.enter`` compares it.
    """

    rows: tuple[ActRow, ...]
    effect: Effect
    faults: tuple[Fault, ...]
    before: Register
    after: Register
    figures: Figures
    moves: tuple[Move, ...]
    digest: str


def preview(head: ActHead, rows: Sequence[ActRow], *, by: User) -> Preview:
    """Return what an act would do. A few queries, whatever its size.

    Raises:
        Refused: ``reorganisation.nobody``, ``reorganisation.not-below``,
            ``reorganisation.no-rows`` or ``orgunit.act-known``.
    """
    found = checked(head, rows, by=by)
    before, effect = found.before, found.effect
    if found.faults:
        nothing = Figures(0, 0, ())
        return Preview(found.rows, effect, found.faults, before, before, nothing, (), "")
    after = apply_effect(before, effect)
    moved = moves(effect, after, by=by)
    return Preview(
        rows=found.rows,
        effect=effect,
        faults=(),
        before=before,
        after=after,
        figures=figures(effect, after, by=by),
        moves=moved,
        digest=digest(effect, moved),
    )


def checked(head: ActHead, rows: Sequence[ActRow], *, by: User) -> Checked:
    """Return the rows with codes, their effect, and every fault at its row.

    Raises:
        Refused: ``reorganisation.nobody``, ``reorganisation.not-below``,
            ``reorganisation.no-rows`` or ``orgunit.act-known``.
    """
    permissions.check_may_reorganise(by)
    if not rows:
        raise Refused("reorganisation.no-rows")
    if orgunits.acts().filter(code=head.code).exists():
        raise Refused("orgunit.act-known", number=head.number, on=head.effective_on)
    register = orgunits.register()
    made = ready(rows, register=register, on=head.effective_on, by=by)
    permissions.check_can_reorganise(by, made.rows)
    plan = plan_act(register, act=head.code, on=head.effective_on, rows=made.rows)
    faults = _together(made.faults, plan, faults_of_cells(made.rows))
    names = faults_of_names(register, plan.effect, made.rows)
    if faults:  # a row that is refused ends nothing: two of one name may be its doing
        names = [fault for fault in names if fault.code != "orgunit.name-twice"]
    faults = sorted([*faults, *names], key=lambda fault: fault.row or 0)
    return Checked(made.rows, plan.effect, tuple(faults), register)


def _together(unclear: Sequence[Fault], plan: Plan, cells: Sequence[Fault]) -> list[Fault]:
    """Return every fault once; of a name that fits several units nothing else is said.

    A new unit without a code is one without a name, for a code follows from the name.
    """
    told = {(fault.row, fault.column) for fault in unclear}
    found = list(unclear)
    for fault in (*plan.faults, *cells):
        has_no_name = fault.code == "orgunit.cell-empty" and fault.column == "to"
        placed = replace(fault, column="name") if has_no_name else fault
        if (placed.row, placed.column) not in told and placed not in found:
            found.append(placed)
    return found


def moves(effect: Effect, after: Register, *, by: User) -> tuple[Move, ...]:
    """Return the assignments to units that end, each with the only unit it can go to.

    Only people whose unit ``by`` sees. One query.
    """
    heirs = only_heirs(effect.successions)
    found = []
    for assignment in assignments_to([unit.code for unit in effect.ended_units], by=by):
        to = heirs.get(assignment.org_unit.code, "")
        found.append(Move(assignment, to, after.name(to, effect.on) if to else ""))
    return tuple(found)


def digest(effect: Effect, moved: Sequence[Move]) -> str:
    """Return a name of what saving would do: another effect or other people, another name."""
    people = [(move.assignment.pk, move.to) for move in moved]
    return sha256(repr((effect, people)).encode()).hexdigest()


def changeable(by: User, on: date) -> QuerySet[OrgUnit]:
    """Return the units of a day that ``by`` may name in an act, the higher levels first."""
    above = permissions.standing_for(by).values("org_unit")
    pairs = Closure.objects.filter(orgunits.current_pairs(), ancestor__in=above)
    units = OrgUnit.objects.filter(pk__in=pairs.values("descendant"))
    return orgunits.by_height(orgunits.standing(units, on))


def came_along(act: Act, *, by: User) -> QuerySet[Assignment]:
    """Return the assignments that an act brought, which end when it is undone."""
    return assignments_by_act(act.code, by=by)
