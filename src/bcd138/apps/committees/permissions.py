"""Who may change the committee of an org unit; its list is public to all who sign in."""

from __future__ import annotations

from bcd138.apps.accounts import permissions as accounts
from bcd138.apps.accounts.models import User
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.errors import Refused


def check_can_change(by: User, org_unit: OrgUnit) -> None:
    """Refuse unless ``by`` decides for ``org_unit``.

    Raises:
        Refused: ``committee.not-yours``.
    """
    if not can_change(by, org_unit):
        raise Refused("committee.not-yours", org_unit=org_unit.name)


def can_change(by: User, org_unit: OrgUnit) -> bool:
    """Tell whether ``by`` may change the committee of ``org_unit``."""
    return accounts.can_decide_for(by, org_unit)
