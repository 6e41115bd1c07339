"""Who may draft a report for an org unit."""

from __future__ import annotations

from bcd138.apps.accounts import permissions as accounts
from bcd138.apps.accounts.models import User
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.errors import Refused


def check_can_draft(by: User, org_unit: OrgUnit) -> None:
    """Refuse unless ``by`` decides on the figures of ``org_unit``.

    Raises:
        Refused: ``reports.not-yours``.
    """
    if not accounts.can_decide_for(by, org_unit):
        raise Refused("reports.not-yours", org_unit=org_unit.name)


def can_draft(by: User, org_unit: OrgUnit) -> bool:
    """Tell whether ``by`` may draft a report for ``org_unit``."""
    return accounts.can_decide_for(by, org_unit)
