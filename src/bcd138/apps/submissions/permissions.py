"""Who may put a figure into the books, fill in a report, and take one in."""

from __future__ import annotations

from django.db.models import BigAutoField

from bcd138.apps.accounts import permissions as accounts
from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.models import Assignment, User
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.orgunits.selectors import heirs_of
from bcd138.apps.statements import Select, given
from bcd138.domain.errors import Refused

_FILLS = (Role.REPORTER, Role.STANDING)
_FILLING = Select(
    lambda: Assignment.objects.filter(
        user=given("by", BigAutoField()),
        org_unit=given("org_unit", BigAutoField()),
        role__in=_FILLS,
    ).values_list("pk")[:1]
)


def check_can_record(by: User, org_unit: OrgUnit) -> None:
    """Refuse unless ``by`` decides for ``org_unit``.

    Raises:
        Refused: ``submission.not-yours``.
    """
    if not accounts.can_decide_for(by, org_unit):
        raise Refused("submission.not-yours", org_unit=org_unit.name)


def can_record(by: User, org_unit: OrgUnit) -> bool:
    """Tell whether ``by`` may record figures of ``org_unit``."""
    try:
        check_can_record(by, org_unit)
    except Refused:
        return False
    return True


def check_can_fill(by: User, org_unit: OrgUnit) -> None:
    """Refuse unless ``by`` works for the unit itself, or for what it became.

    A level above never fills in for one below.

    Raises:
        Refused: ``submission.not-yours-to-fill``.
    """
    if _FILLING.first(by=by.pk, org_unit=org_unit.pk):
        return
    if org_unit.valid_until is not None:
        heirs = heirs_of([org_unit.pk])
        if by.assignments.filter(role__in=_FILLS, org_unit__in=heirs).exists():
            return
    raise Refused("submission.not-yours-to-fill", org_unit=org_unit.name)


def can_fill(by: User, org_unit: OrgUnit) -> bool:
    """Tell whether ``by`` may fill in the reports of ``org_unit``."""
    try:
        check_can_fill(by, org_unit)
    except Refused:
        return False
    return True


def check_can_approve(by: User, org_unit: OrgUnit) -> None:
    """Refuse unless ``by`` is the standing agency of the unit or of one above it.

    Raises:
        Refused: ``submission.not-yours-to-approve``.
    """
    reports_only = not by.assignments.filter(role=Role.STANDING).exists()
    if reports_only or not accounts.can_decide_for(by, org_unit):
        raise Refused("submission.not-yours-to-approve", org_unit=org_unit.name)


def can_approve(by: User, org_unit: OrgUnit) -> bool:
    """Tell whether ``by`` may take in the reports of ``org_unit``."""
    try:
        check_can_approve(by, org_unit)
    except Refused:
        return False
    return True
