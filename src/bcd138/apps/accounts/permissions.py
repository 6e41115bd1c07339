"""Who may decide for which org unit; the rooms above put it into their own words."""

from __future__ import annotations

from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.selectors import unit_ids_decided
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.errors import Refused


def check_can_decide_for(by: User, org_unit: OrgUnit) -> None:
    """Refuse unless ``by`` is its standing agency, or one above it, or its reporter.

    Raises:
        Refused: ``accounts.not-yours``.
    """
    if not unit_ids_decided(by).filter(descendant=org_unit).exists():
        raise Refused("accounts.not-yours", org_unit=org_unit.name)


def can_decide_for(by: User, org_unit: OrgUnit) -> bool:
    """Tell whether ``by`` may confirm figures of ``org_unit``."""
    try:
        check_can_decide_for(by, org_unit)
    except Refused:
        return False
    return True
