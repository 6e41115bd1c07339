"""Which of a few units a person may see, asked from those units upwards."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import BigAutoField, DateField, Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from bcd138.apps.accounts.models import Assignment, User
from bcd138.apps.orgunits.models import Closure, Lineage
from bcd138.apps.orgunits.selectors import current_pairs
from bcd138.apps.statements import Condition, given, of_the_row

_TODAY = given("today", DateField())


def _mine() -> QuerySet[Any, Any]:
    return Assignment.objects.filter(user=given("by", BigAutoField())).values("org_unit")


def _became() -> QuerySet[Any, Any]:
    """Return the units above the row's that became one under mine."""
    over_heir = Closure.objects.filter(
        current_pairs(on=_TODAY), descendant=OuterRef("successor"), ancestor__in=_mine()
    )
    heirs = Lineage.objects.filter(Exists(over_heir), predecessor=OuterRef("ancestor"))
    return _above_row().filter(Exists(heirs))


def _above_row() -> QuerySet[Any, Any]:
    return Closure.objects.filter(current_pairs(on=_TODAY), descendant=of_the_row())


_IS_UNDER = Condition(lambda: _above_row().filter(ancestor__in=_mine()))
_BECAME_ONE_UNDER = Condition(_became)


def is_seen(by: User, unit_column: str) -> Q:
    """Return the condition on a row that ``by`` may see its unit: what ``unit_ids_seen`` has.

    Asked of each row, for tables with few rows beside the units of a country.

    Args:
        by: Whose units.
        unit_column: The column of the row that holds the id of its unit.
    """
    who = {"by": by.pk, "today": localdate()}
    return Q(_IS_UNDER.on(unit_column, **who)) | Q(_BECAME_ONE_UNDER.on(unit_column, **who))


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
