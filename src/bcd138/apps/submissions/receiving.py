"""Whose reports a person receives, among a few units: asked from those units upwards."""

from __future__ import annotations

from collections.abc import Collection

from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.models import Assignment, User
from bcd138.apps.orgunits.models import Closure
from bcd138.apps.orgunits.selectors import current_pairs


def received_among(unit_ids: Collection[int], *, by: User) -> set[int]:
    """Return those of some units whose reports ``by`` receives, as ``received_by`` has them.

    The nearest standing agency above; where nobody above works with the software, the unit's
    own. Two queries, one where ``by`` is no standing agency.
    """
    mine = set(by.assignments.filter(role=Role.STANDING).values_list("org_unit", flat=True))
    if not mine:
        return set()
    working = Assignment.objects.filter(role=Role.STANDING, user__is_active=True)
    pairs = Closure.objects.filter(
        current_pairs(), descendant__in=unit_ids, ancestor__in=working.values("org_unit")
    )
    above: dict[int, dict[int, int]] = {}
    for unit, ancestor, depth in pairs.values_list("descendant", "ancestor", "depth"):
        above.setdefault(unit, {})[depth] = ancestor
    return {unit for unit, line in above.items() if line[_nearest(line)] in mine}


def _nearest(line: Collection[int]) -> int:
    return min((depth for depth in line if depth), default=0)
