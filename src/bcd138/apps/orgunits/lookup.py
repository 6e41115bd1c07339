"""Finding units by what people type, and the days the register knows."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from bcd138.apps.orgunits.enums import Kind, Level
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.orgunits.names import bare_name, levels_named, whole_name
from bcd138.apps.orgunits.selectors import height, holding
from bcd138.domain.errors import Refused
from bcd138.domain.org_unit import Register

_LONGEST = 100


def matching(query: str, on: date) -> QuerySet[OrgUnit]:
    """Return every unit that the words may mean, the likeliest first.

    Names the unit once had count, and so do units that have ended. Whole names and codes
    come before beginnings, those before the rest; then the level that the words name, the
    higher level, and what stands on the day.

    Args:
        query: Case and diacritics do not matter; a code or its beginning.
        on: The day whose units come first.
    """
    words = query.replace("\0", "").strip()[:_LONGEST]
    bare = bare_name(words)
    if not bare:
        return OrgUnit.objects.none()
    by_code = Q(code__istartswith=words) | Q(official_code__iexact=words)
    begins = Q(search_name__startswith=bare) | Q(search_name__contains=f"; {bare}")
    return (
        OrgUnit.objects.filter(by_code | Q(search_name__contains=bare))
        .alias(
            nearness=_first(_whole(words), by_code | begins),
            unnamed=_first(Q(level__in=levels_named(words) or Level.values)),
            height=height(),
            beside=_first(Q(kind=Kind.TERRITORY)),
            gone=_first(holding(on)),
        )
        .order_by("nearness", "unnamed", "height", "beside", "gone", "sort_key", "code")
    )


def _whole(words: str) -> Q:
    found = Q(code__iexact=words)
    for name in {bare_name(words), whole_name(words)}:
        found |= Q(search_name=name) | Q(search_name__startswith=f"{name}; ")
        found |= Q(search_name__endswith=f"; {name}") | Q(search_name__contains=f"; {name}; ")
    return found


def _first(*conditions: Q) -> Case:
    """Return the place of the first condition that holds; behind them all where none does."""
    places = (When(one, then=Value(place)) for place, one in enumerate(conditions))
    return Case(*places, default=Value(len(conditions)), output_field=IntegerField())


def first_day(register: Register) -> date:
    """Return the first day the register knows the country's units of."""
    known = (unit.valid_from for unit in register.units.values() if unit.level != Level.CENTRAL)
    return min(known, default=date.min)


def check_day(register: Register, on: date) -> None:
    """Refuse a day before the register begins.

    Raises:
        Refused: ``orgunit.day-before-register``.
    """
    first = first_day(register)
    if on < first:
        raise Refused("orgunit.day-before-register", on=on, first=first)


def turning_days(register: Register) -> list[date]:
    """Return the days on which provinces became others, the latest first."""
    provinces = (unit.code for unit in register.units.values() if unit.level == Level.PROVINCE)
    arrows = (arrow for code in provinces for arrow in register.onward.get(code, ()))
    return sorted({arrow.on for arrow in arrows}, reverse=True)
