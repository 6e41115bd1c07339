"""Who may change org units: the standing agency of a unit above them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.models import Assignment, User
from bcd138.apps.orgunits.models import Act, Closure, OrgUnit
from bcd138.apps.orgunits.selectors import coming_pairs, current_pairs
from bcd138.domain.errors import Refused
from bcd138.domain.reorganisation import ActRow


def check_may_reorganise(by: User) -> None:
    """Refuse who is nobody's standing agency.

    Raises:
        Refused: ``reorganisation.nobody``.
    """
    if not can_reorganise(by):
        raise Refused("reorganisation.nobody")


def check_can_reorganise(by: User, rows: Iterable[ActRow]) -> None:
    """Refuse unless every unit that rows name stands under one whose standing agency ``by`` is.

    A commune is changed by its province or the centre, a province by the centre alone. A
    code that is nowhere is the plan's fault to tell.

    Raises:
        Refused: ``reorganisation.nobody`` (no standing agency at all) or
            ``reorganisation.not-below`` with the units that are not.
    """
    check_may_reorganise(by)
    standing = standing_for(by).values("org_unit")
    rows = list(rows)
    changed = {row.unit for row in rows if row.unit}
    above = {row.parent for row in rows if row.parent}
    names = dict(OrgUnit.objects.filter(code__in=changed | above).values_list("code", "name"))
    pairs = Closure.objects.filter(current_pairs() | coming_pairs(), ancestor__in=standing)
    under = set(pairs.filter(depth__gt=0).values_list("descendant__code", flat=True))
    own = set(pairs.values_list("descendant__code", flat=True))
    outside = sorted(code for code in names if _outside(code, changed, under, own))
    if outside:
        raise Refused("reorganisation.not-below", units=[names[code] for code in outside][:5])


def can_reorganise(by: User) -> bool:
    """Tell whether ``by`` may enter an act at all."""
    return standing_for(by).exists()


def standing_for(by: User) -> QuerySet[Assignment]:
    """Return the assignments that make ``by`` the standing agency of a unit."""
    return by.assignments.filter(role=Role.STANDING)


def check_can_undo(by: User, act: Act) -> None:
    """Refuse unless ``by`` could have entered the act.

    Raises:
        Refused: As ``check_can_reorganise``.
    """
    check_can_reorganise(by, [ActRow(**row) for row in act.rows])


def can_undo(by: User, act: Act) -> bool:
    """Tell whether ``by`` may undo an act that a person entered."""
    if act.is_from_catalogue:
        return False
    try:
        check_can_undo(by, act)
    except Refused:
        return False
    return True


def _outside(code: str, changed: set[str], under: set[str], own: set[str]) -> bool:
    return code not in under if code in changed else code not in own
