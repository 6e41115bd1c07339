"""A person's act is carried out in the register, and taken back exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from bcd138.apps.audit import services as audit
from bcd138.apps.orgunits.models import Act
from bcd138.apps.orgunits.services.write import lock_register, write_register
from bcd138.domain.errors import Refused
from bcd138.domain.planning import Plan, plan_act
from bcd138.domain.reorganisation import ActRow, apply_effect, faults_of_undoing, undo_act
from bcd138.formats.register_files import ActHead


@transaction.atomic
def carry_out(
    head: ActHead, rows: Sequence[ActRow], *, by: str, at: datetime
) -> tuple[Act | None, Plan]:
    """Enter an act and do what it says; nothing is kept where any row has a fault.

    Who may is asked by the room above.

    Returns:
        The act and its plan; ``None`` and a plan with every fault where there is one.

    Raises:
        Refused: ``orgunit.act-known``: an act of this number and day is there already.
    """
    before = lock_register()
    if Act.objects.filter(code=head.code).exists():
        raise Refused("orgunit.act-known", number=head.number, on=head.effective_on)
    plan = plan_act(before, act=head.code, on=head.effective_on, rows=rows)
    if plan.faults:
        return None, plan
    act = Act.objects.create(
        code=head.code,
        rows=[asdict(row) for row in rows],
        entered_by=by,
        entered_at=at,
        **asdict(head),
    )
    write_register(before, apply_effect(before, plan.effect))
    audit.record("orgunits.act-entered", by=by, at=at, act=act.code, rows=len(rows))
    return act, plan


@transaction.atomic
def take_back(act: Act, *, by: str, at: datetime) -> None:
    """Undo an act exactly: the register is as if it had never been entered.

    The audit event keeps its head and its rows.

    Raises:
        Refused: ``orgunit.act-of-the-catalogue`` or ``orgunit.act-built-upon``.
    """
    before = lock_register()
    if act.is_from_catalogue:
        raise Refused("orgunit.act-of-the-catalogue", number=act.number)
    faults = faults_of_undoing(before, act.code)
    if faults:
        later = sorted({fault.params["act"] for fault in faults})
        units = [fault.unit for fault in faults][:5]
        raise Refused("orgunit.act-built-upon", number=act.number, later=later, units=units)
    write_register(before, undo_act(before, act.code))
    about = {"act": act.code, "title": act.title, "rows": act.rows}
    act.delete()
    audit.record("orgunits.act-undone", by=by, at=at, **about)
