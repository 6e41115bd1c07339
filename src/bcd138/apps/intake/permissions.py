"""Who may bring in a text, and who may decide what it says."""

from __future__ import annotations

from bcd138.apps.accounts import permissions as accounts
from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.models import User
from bcd138.apps.intake.models import ReceivedText
from bcd138.domain.errors import Refused


def check_can_receive(by: User) -> None:
    """Refuse unless ``by`` reports for a unit or is the standing agency of one.

    Raises:
        Refused: ``intake.no-role``.
    """
    if not by.assignments.filter(role__in=(Role.REPORTER, Role.STANDING)).exists():
        raise Refused("intake.no-role")


def check_can_decide(by: User, text: ReceivedText) -> None:
    """Refuse unless ``by`` decides for the text's unit, or for who brought it if it has none.

    Raises:
        Refused: ``intake.not-yours``.
    """
    org_unit = text.org_unit or text.received_for
    if not accounts.can_decide_for(by, org_unit):
        raise Refused("intake.not-yours", org_unit=org_unit.name)


def can_decide(by: User, text: ReceivedText) -> bool:
    """Tell whether ``by`` may confirm, correct or reject what was read in ``text``."""
    try:
        check_can_decide(by, text)
    except Refused:
        return False
    return True
