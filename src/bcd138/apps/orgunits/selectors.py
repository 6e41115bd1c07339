"""Questions about org units. Units are public reference data: everyone may see their names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

from django.db.models import Q, QuerySet

from bcd138.apps.orgunits.enums import Level
from bcd138.apps.orgunits.models import Closure, OrgUnit
from bcd138.domain.errors import Refused
from bcd138.domain.vietnamese.text import fold

_PREFIXES = ("thanh pho", "tp.", "tp", "tinh", "dac khu", "phuong", "thi tran", "xa")


def by_code(code: str) -> OrgUnit:
    """Return the unit with this code.

    Raises:
        Refused: ``orgunit.unknown`` with the nearest codes and their names.
    """
    unit = OrgUnit.objects.filter(code=code.strip()).first()
    if unit is None:
        raise Refused("orgunit.unknown", code=code, suggestions=_nearest(code))
    return unit


def locked(org_unit_id: int) -> OrgUnit:
    """Return the unit, locked until the transaction ends: its figures change one after another.

    Rows that only point at the unit are not kept waiting.
    """
    return OrgUnit.objects.select_for_update(no_key=True).get(pk=org_unit_id)


def units_are_loaded() -> bool:
    """Tell whether the catalogue's units are there: the country is."""
    return OrgUnit.objects.filter(level=Level.CENTRAL).exists()


def named(name: str, on: date | None = None) -> list[OrgUnit]:
    """Return the units of this name, with or without "tỉnh", "thành phố", "xã" before it.

    Args:
        name: Case, diacritics and spaces do not matter; former and short names count.
        on: Only units that stood on this day; every unit when ``None``.
    """
    wanted = bare_name(name)
    if not wanted:
        return []
    found = _standing(OrgUnit.objects.filter(search_name__contains=wanted), on)
    return [unit for unit in found if wanted in unit.search_name.split("; ")]


def search(query: str, on: date | None = None) -> QuerySet[OrgUnit]:
    """Return units whose code begins with the words or whose name contains them."""
    words = query.strip()
    matches = Q(search_name__contains=bare_name(words)) | Q(code__istartswith=words)
    return _standing(OrgUnit.objects.filter(matches), on)


def units_below(unit_ids: Iterable[int]) -> QuerySet[Closure, int]:
    """Return the ids of these units and of every unit under them, as one subquery."""
    return Closure.objects.filter(ancestor__in=unit_ids).values_list("descendant", flat=True)


def bare_name(name: str) -> str:
    """Return ``name`` folded, on single spaces, without the word for its kind."""
    words = " ".join(fold(name).split())
    for prefix in _PREFIXES:
        after = words.removeprefix(prefix)
        if after != words and (after.startswith(" ") or prefix.endswith(".")):
            return after.strip()
    return words


def _standing(units: QuerySet[OrgUnit], on: date | None) -> QuerySet[OrgUnit]:
    if on is None:
        return units
    ends_later = Q(valid_until=None) | Q(valid_until__gt=on)
    return units.filter(ends_later, valid_from__lte=on)


def _nearest(code: str) -> str:
    names = dict(OrgUnit.objects.values_list("code", "name"))
    by_name = {bare_name(name): known for known, name in names.items()}
    close = get_close_matches(code.strip().upper(), names, n=3, cutoff=0.5)
    close += [by_name[name] for name in get_close_matches(bare_name(code), by_name, n=2)]
    return "; ".join(f"{known} ({names[known]})" for known in dict.fromkeys(close)) or "–"
