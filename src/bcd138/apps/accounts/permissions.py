"""Who may decide for which org unit; the rooms above put it into their own words."""

from __future__ import annotations

from django.db.models import Q
from django.utils.timezone import localdate

from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.models import User
from bcd138.apps.orgunits.models import Closure, OrgUnit
from bcd138.apps.orgunits.selectors import current_pairs, formers, formers_below
from bcd138.domain.errors import Refused


def decided(by: User) -> Q:
    """Return the condition on the closure that ``by`` decides for its descendant.

    The standing agency decides for its unit and all below, a reporter for the own unit, a
    reader for none; each also for what those units were formed from, whose late figures and
    corrections have nobody else.
    """
    standing = by.assignments.filter(role=Role.STANDING).values("org_unit")
    reporting = by.assignments.filter(role=Role.REPORTER).values("org_unit")
    above = Q(ancestor__in=standing) | Q(ancestor__in=formers_below(standing))
    begun = reporting.filter(org_unit__valid_from__lte=localdate())
    own = Q(ancestor__in=reporting) | Q(ancestor__in=formers(begun))
    return (above | (own & Q(depth=0))) & current_pairs()


def check_can_decide_for(by: User, org_unit: OrgUnit) -> None:
    """Refuse unless ``by`` is its standing agency, or one above it, or its reporter.

    Raises:
        Refused: ``accounts.not-yours``.
    """
    if not Closure.objects.filter(decided(by), descendant=org_unit).exists():
        raise Refused("accounts.not-yours", org_unit=org_unit.name)


def can_decide_for(by: User, org_unit: OrgUnit) -> bool:
    """Tell whether ``by`` may confirm figures of ``org_unit``."""
    try:
        check_can_decide_for(by, org_unit)
    except Refused:
        return False
    return True
