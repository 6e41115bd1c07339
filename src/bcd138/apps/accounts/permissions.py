"""Who may decide for which org unit; the rooms above put it into their own words."""

from __future__ import annotations

from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.models import User
from bcd138.apps.orgunits.models import Closure, OrgUnit
from bcd138.apps.orgunits.selectors import current_pairs, heirs_of
from bcd138.domain.errors import Refused


def check_can_decide_for(by: User, org_unit: OrgUnit) -> None:
    """Refuse unless ``by`` is its standing agency, or one above it, or its reporter.

    Each decides also for what those units were formed from, whose late figures and
    corrections have nobody else. Asked from the unit upwards: at most five small queries.

    Raises:
        Refused: ``accounts.not-yours``.
    """
    if not (_stands_above(by, org_unit) or _reports_for(by, org_unit)):
        raise Refused("accounts.not-yours", org_unit=org_unit.name)


def _stands_above(by: User, org_unit: OrgUnit) -> bool:
    above = Closure.objects.filter(current_pairs(), descendant=org_unit)
    line = list(above.values_list("ancestor", flat=True))
    standing = by.assignments.filter(role=Role.STANDING)
    own = set(standing.values_list("org_unit", flat=True))
    if own & set(line):
        return True
    heirs = heirs_of(line)
    pairs = Closure.objects.filter(current_pairs(), descendant__in=heirs, ancestor__in=own)
    return bool(own and heirs) and pairs.exists()


def _reports_for(by: User, org_unit: OrgUnit) -> bool:
    reporting = set(by.assignments.filter(role=Role.REPORTER).values_list("org_unit", flat=True))
    reached = reporting & {org_unit.pk, *heirs_of([org_unit.pk])}
    own = Closure.objects.filter(current_pairs(), ancestor__in=reached, depth=0)
    return bool(reached) and own.exists()


def can_decide_for(by: User, org_unit: OrgUnit) -> bool:
    """Tell whether ``by`` may confirm figures of ``org_unit``."""
    try:
        check_can_decide_for(by, org_unit)
    except Refused:
        return False
    return True
