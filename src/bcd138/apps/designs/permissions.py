"""Who may design forms."""

from __future__ import annotations

from django.utils.timezone import localdate

from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.models import User
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.orgunits.selectors import holding
from bcd138.domain.errors import Refused


def unit_designed_for(by: User) -> OrgUnit | None:
    """Return the unit whose standing agency ``by`` is, one that stands today; one query."""
    assignment = (
        by.assignments.filter(holding(localdate(), "org_unit__"), role=Role.STANDING)
        .select_related("org_unit")
        .order_by("pk")
        .first()
    )
    return assignment.org_unit if assignment else None


def check_can_design(by: User) -> OrgUnit:
    """Return the unit for which ``by`` designs forms.

    Raises:
        Refused: ``designs.not-standing``.
    """
    unit = unit_designed_for(by)
    if unit is None:
        raise Refused("designs.not-standing")
    return unit


def can_design(by: User) -> bool:
    """Tell whether ``by`` is the standing agency of a unit."""
    return unit_designed_for(by) is not None


def can_change(by: User, org_unit: OrgUnit) -> bool:
    """Tell whether ``by`` is the standing agency of this very unit: those above only read."""
    return by.assignments.filter(org_unit=org_unit, role=Role.STANDING).exists()


def check_can_change(by: User, org_unit: OrgUnit) -> None:
    """Refuse unless ``by`` is the standing agency of ``org_unit``.

    Raises:
        Refused: ``designs.not-yours``.
    """
    if not can_change(by, org_unit):
        raise Refused("designs.not-yours", org_unit=org_unit.name)
