"""Who may decide for which org unit; the rooms above put it into their own words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.models import User
from bcd138.apps.orgunits.models import Closure, OrgUnit
from bcd138.apps.orgunits.selectors import current_pairs, heirs_of
from bcd138.domain.errors import Refused


def check_can_decide_for(by: User, org_unit: OrgUnit) -> None:
    """Refuse unless ``by`` is its standing agency, or one above it, or its reporter.

    Each decides also for what those units were formed from, whose late figures and
    corrections have nobody else. Asked from the unit upwards: two small queries, for
    what has ended at most six.

    Raises:
        Refused: ``accounts.not-yours``.
    """
    roles = list(by.assignments.values_list("role", "org_unit"))
    standing = {unit for role, unit in roles if role == Role.STANDING}
    reporting = {unit for role, unit in roles if role == Role.REPORTER}
    line = _line([org_unit.pk]) if standing or reporting else {}
    if standing & line.keys() or any(line.get(unit) == 0 for unit in reporting):
        return
    if line and _decides_for_heirs(org_unit, line, standing, reporting):
        return
    raise Refused("accounts.not-yours", org_unit=org_unit.name)


def _decides_for_heirs(
    org_unit: OrgUnit, line: dict[int, int], standing: set[int], reporting: set[int]
) -> bool:
    """Tell whether the unit, or one above it, became something these decide for."""
    if standing & _line(heirs_of(line)).keys():
        return True
    own = _line(heirs_of([org_unit.pk])) if reporting else {}
    return any(own.get(unit) == 0 for unit in reporting)


def _line(unit_ids: Iterable[int]) -> dict[int, int]:
    """Return the units above these, themselves included, with how far, the nearest."""
    pairs = Closure.objects.filter(current_pairs(), descendant__in=list(unit_ids))
    return dict(pairs.order_by("-depth").values_list("ancestor", "depth"))


def check_can_appoint_signers(by: User, org_unit: OrgUnit) -> None:
    """Refuse unless ``by`` is the standing agency of the unit, or one above it.

    Raises:
        Refused: ``accounts.not-yours-to-appoint``.
    """
    standing = by.assignments.filter(role=Role.STANDING).values_list("org_unit", flat=True)
    if not _line([org_unit.pk]).keys() & set(standing):
        raise Refused("accounts.not-yours-to-appoint", org_unit=org_unit.name)


def can_appoint_signers(by: User, org_unit: OrgUnit) -> bool:
    """Tell whether ``by`` may say who signs for ``org_unit``."""
    try:
        check_can_appoint_signers(by, org_unit)
    except Refused:
        return False
    return True


def signing_on(day: date) -> Q:
    """Return the filter of the rights to sign that hold on a day."""
    return Q(valid_from__lte=day) & (Q(valid_until=None) | Q(valid_until__gt=day))


def can_decide_for(by: User, org_unit: OrgUnit) -> bool:
    """Tell whether ``by`` may confirm figures of ``org_unit``."""
    try:
        check_can_decide_for(by, org_unit)
    except Refused:
        return False
    return True
