"""Who may put a figure into the books, fill in a report, and take one in."""

from __future__ import annotations

from bcd138.apps.accounts import permissions as accounts
from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.models import User
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.orgunits.selectors import heirs_of
from bcd138.domain.errors import Refused

_FILLS = (Role.REPORTER, Role.STANDING)


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
    mine = set(by.assignments.filter(role__in=_FILLS).values_list("org_unit", flat=True))
    if org_unit.pk in mine:
        return
    if org_unit.valid_until is not None and mine.intersection(heirs_of([org_unit.pk])):
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
