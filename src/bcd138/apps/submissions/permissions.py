"""Who may put a figure into the books."""

from __future__ import annotations

from bcd138.apps.accounts import permissions as accounts
from bcd138.apps.accounts.models import User
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.errors import Refused


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
