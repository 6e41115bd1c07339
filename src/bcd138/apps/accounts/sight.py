"""Which of a few units a person may see, asked from those units upwards."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bcd138.apps.accounts.models import User
from bcd138.apps.orgunits.models import Closure, Lineage
from bcd138.apps.orgunits.selectors import current_pairs


def seen_among(unit_ids: Collection[int], *, by: User) -> set[int]:
    """Return those of some units that ``by`` may see: what ``unit_ids_seen`` has of them.

    For a page of units out of a whole country: two queries, four where some of them are seen
    only through what they became.
    """
    mine = set(by.assignments.values_list("org_unit", flat=True))
    above = _above(unit_ids)
    seen = {unit for unit in unit_ids if above.get(unit, set()) & mine}
    rest = set(unit_ids) - seen
    if not rest or not mine:
        return seen
    formed = Lineage.objects.filter(predecessor__in={one for unit in rest for one in above[unit]})
    heirs: dict[int, set[int]] = {}
    for before, after in formed.values_list("predecessor", "successor"):
        heirs.setdefault(before, set()).add(after)
    over = _above({heir for found in heirs.values() for heir in found})
    ours = {before for before, found in heirs.items() if any(over[one] & mine for one in found)}
    return seen | {unit for unit in rest if above[unit] & ours}


def _above(unit_ids: Iterable[int]) -> dict[int, set[int]]:
    """Return the units above each, itself included, today or last; a set for every one."""
    found: dict[int, set[int]] = {unit: set() for unit in unit_ids}
    pairs = Closure.objects.filter(current_pairs(), descendant__in=list(found))
    for unit, ancestor in pairs.values_list("descendant", "ancestor"):
        found[unit].add(ancestor)
    return found
