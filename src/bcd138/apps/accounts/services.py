"""Everything that changes people and their assignments."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.models import Assignment, User
from bcd138.apps.audit import services as audit
from bcd138.apps.orgunits.models import OrgUnit


@transaction.atomic
def add_demo_person(
    *,
    username: str,
    full_name: str,
    position: str,
    org_unit: OrgUnit,
    role: Role,
    password: str,
    by: str,
    at: datetime,
) -> bool:
    """Make sure that an invented person of the demo exists; return whether it was added.

    An account that is there already keeps its password and its assignments.

    Args:
        username: A real account of this name is left alone.
        full_name: Family name first, as Vietnamese usage puts it.
        position: As it stands under a signature.
        org_unit: What the person works for.
        role: What the person does there.
        password: The same for all, and public.
        by: Who loads the demo.
        at: When.
    """
    person, is_new = User.objects.get_or_create(
        username=username,
        defaults={"full_name": full_name, "position": position, "is_demo": True},
    )
    if not is_new:
        return False
    person.set_password(password)
    person.save(update_fields=["password"])
    Assignment.objects.create(user=person, org_unit=org_unit, role=role)
    audit.record("account.added", by=by, at=at, account=username, org_unit=org_unit.code, role=role)
    return True
