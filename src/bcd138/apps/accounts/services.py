"""Everything that changes people and their assignments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from bcd138.apps.accounts import permissions, selectors
from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.models import Assignment, SigningRight, User
from bcd138.apps.audit import services as audit
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.errors import Refused
from bcd138.domain.signing import SigningRight as Right
from bcd138.domain.signing import check_right


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
def grant_signing(
    *, user: User, org_unit: OrgUnit, right: Right, by: str, at: datetime
) -> SigningRight:
    """Let a person who works for an org unit sign for it, from day to day.

    Raises:
        Refused: What ``check_right`` refuses; ``signing.works-elsewhere``;
            ``signing.granted-already`` where it overlaps another of theirs.
    """
    check_right(right)
    if not user.assignments.filter(org_unit=org_unit).exists():
        raise Refused("signing.works-elsewhere", person=str(user), org_unit=org_unit.name)
    others = user.signing_rights.select_for_update().filter(org_unit=org_unit)
    if any(_overlap(right, other.right) for other in others):
        raise Refused("signing.granted-already", person=str(user), org_unit=org_unit.name)
    granted = SigningRight.objects.create(
        user=user,
        org_unit=org_unit,
        capacity=right.capacity,
        valid_from=right.valid_from,
        valid_until=right.valid_until,
        paper=right.paper.strip(),
        granted_by=by,
        granted_at=at,
    )
    audit.record(
        "account.may-sign",
        by=by,
        at=at,
        account=user.username,
        org_unit=org_unit.code,
        capacity=right.capacity,
        valid_from=right.valid_from.isoformat(),
        valid_until=right.valid_until.isoformat() if right.valid_until else None,
        paper=right.paper.strip(),
    )
    return granted


@transaction.atomic
def end_signing(*, right: SigningRight, until: date, by: str, at: datetime) -> SigningRight:
    """End a right to sign; ``until`` is the first day it no longer holds.

    Raises:
        Refused: ``signing.ends-before-it-begins``; ``signing.longer`` where it would go on
            longer than granted.
    """
    if right.valid_until is not None and until > right.valid_until:
        raise Refused("signing.longer", until=right.valid_until)
    check_right(replace(right.right, valid_until=until))
    right.valid_until = until
    right.save(update_fields=["valid_until"])
    audit.record(
        "account.signs-no-more",
        by=by,
        at=at,
        account=right.user.username,
        org_unit=right.org_unit.code,
        until=until.isoformat(),
    )
    return right


def appoint_signer(
    *, username: str, org_unit: OrgUnit, right: Right, by: User, at: datetime
) -> SigningRight:
    """Let a person sign for a unit, as its standing agency or one above decides.

    Raises:
        User.DoesNotExist: Nobody of this name works for the unit, as far as ``by`` sees.
        Refused: ``accounts.not-yours-to-appoint``, or what ``grant_signing`` refuses.
    """
    permissions.check_can_appoint_signers(by, org_unit)
    person = selectors.people_of(org_unit, by=by).get(username=username)
    return grant_signing(user=person, org_unit=org_unit, right=right, by=by.username, at=at)


def dismiss_signer(
    *, right_id: int, org_unit: OrgUnit, until: date, by: User, at: datetime
) -> SigningRight:
    """End a right to sign for a unit, as its standing agency or one above decides.

    Raises:
        SigningRight.DoesNotExist: The unit has none of this id that ``by`` may see.
        Refused: ``accounts.not-yours-to-appoint``, or what ``end_signing`` refuses.
    """
    permissions.check_can_appoint_signers(by, org_unit)
    right = selectors.signing_rights(org_unit, by=by).get(pk=right_id)
    return end_signing(right=right, until=until, by=by.username, at=at)


def _overlap(one: Right, other: Right) -> bool:
    return (other.valid_until is None or one.valid_from < other.valid_until) and (
        one.valid_until is None or other.valid_from < one.valid_until
    )


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
