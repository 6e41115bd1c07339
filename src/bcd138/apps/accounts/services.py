"""Everything that changes people and their assignments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.models import Assignment, User
from bcd138.apps.audit import services as audit
from bcd138.apps.orgunits.models import OrgUnit


@transaction.atomic
def add_person(
    *,
    username: str,
    full_name: str,
    position: str,
    org_unit: OrgUnit,
    role: Role,
    password: str,
    by: str,
    at: datetime,
    is_demo: bool = False,
) -> bool:
    """Add a person who works for an org unit; return whether the account is new.

    An account that is there already keeps its password and its assignments.

    Args:
        username: What the person signs in with.
        full_name: Family name first, as Vietnamese usage puts it.
        position: As it stands under a signature.
        org_unit: What the person works for.
        role: What the person does there.
        password: Checked by the caller; stored as an argon2 hash.
        by: Who adds the person.
        at: When.
        is_demo: An invented person, whose password is public.
    """
    person, is_new = User.objects.get_or_create(
        username=username,
        defaults={"full_name": full_name, "position": position, "is_demo": is_demo},
    )
    if not is_new:
        return False
    person.set_password(password)
    person.save(update_fields=["password"])
    Assignment.objects.create(user=person, org_unit=org_unit, role=role)
    audit.record("account.added", by=by, at=at, account=username, org_unit=org_unit.code, role=role)
    return True


@transaction.atomic
def go_along(moves: Iterable[tuple[Assignment, str]], *, act: str, by: str, at: datetime) -> int:
    """Assign people to the units that theirs became; return how many were.

    The old assignment stays: it shows the past of a unit that has ended, and nothing else.

    Args:
        moves: Assignments with the code of the unit to go to.
        act: The code of the act behind it, by which ``come_back`` finds them.
        by: Who entered the act.
        at: When.
    """
    moved = 0
    for assignment, code in moves:
        _, is_new = Assignment.objects.get_or_create(
            user=assignment.user,
            org_unit=OrgUnit.objects.get(code=code),
            role=assignment.role,
            defaults={"by_act": act},
        )
        moved += is_new
    if moved:
        audit.record("account.went-along", by=by, at=at, act=act, count=moved)
    return moved


@transaction.atomic
def come_back(*, act: str, by: str, at: datetime) -> None:
    """End the assignments that an act brought, when the act is undone."""
    count, _ = Assignment.objects.filter(by_act=act).delete()
    if count:
        audit.record("account.came-back", by=by, at=at, act=act, count=count)
