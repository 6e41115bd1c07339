"""Questions about org units. Units are public reference data: everyone may see their names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import Any

from django.db.models import Case, Expression, F, IntegerField, Q, QuerySet, When
from django.utils.timezone import localdate

from bcd138.apps.orgunits.book import read_register
from bcd138.apps.orgunits.enums import Kind, Level
from bcd138.apps.orgunits.models import Act, Closure, Lineage, OrgUnit, Population, Succession
from bcd138.apps.orgunits.names import bare_name, of_level_meant, whole_name
from bcd138.domain.errors import Refused
from bcd138.domain.org_unit import LEVELS, Register
from bcd138.domain.population import HeadCount, People, Populations, by_unit


def register() -> Register:
    """Return the whole register as a value. Five queries after a change, then one."""
    return read_register()


def by_code(code: str) -> OrgUnit:
    """Return the unit with this code.

    Raises:
        Refused: ``orgunit.unknown`` with the nearest codes and their names.
    """
    code = code.replace("\0", "")
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
    """Return the units of this name: of the highest level that has one.

    "Phú Thọ" alone is the province, "phường Phú Thọ" the wards of that name.

    Args:
        name: Case, diacritics and spaces do not matter; former and short names count. The
            word for a type before it narrows the level.
        on: Only units that stood on this day; every unit when ``None``.
    """
    wanted = {bare_name(name), whole_name(name)} - {""}
    if not wanted:
        return []
    matches = Q()
    for words in wanted:
        matches |= Q(search_name__contains=words)
    found = [
        unit
        for unit in standing(OrgUnit.objects.filter(matches), on)
        if wanted & set(unit.search_name.split("; "))
    ]
    return of_level_meant(name, {unit: unit.level for unit in found})


def standing(units: QuerySet[OrgUnit], on: date | None) -> QuerySet[OrgUnit]:
    """Keep the units that stand on a day; all of them when ``None``."""
    return units if on is None else units.filter(holding(on))


def by_height(units: QuerySet[OrgUnit]) -> QuerySet[OrgUnit]:
    """Order units by level, the highest first, then by name."""
    return units.order_by(height(), "sort_key", "code")


def height(prefix: str = "") -> Case:
    """Return the place of a unit's level among the levels, the highest first, to order by."""
    places = (When(**{f"{prefix}level": level}, then=place) for place, level in enumerate(LEVELS))
    return Case(*places, default=len(LEVELS), output_field=IntegerField())


def holding(on: date, prefix: str = "") -> Q:
    """Return the condition that a row with days holds on a day."""
    begins, ends = f"{prefix}valid_from__lte", f"{prefix}valid_until"
    return Q(**{begins: on}) & (Q(**{ends: None}) | Q(**{f"{ends}__gt": on}))


def ancestors(code: str, on: date) -> QuerySet[OrgUnit]:
    """Return the units above this one on a day, the highest first. One query."""
    pairs = Q(below__descendant__code=code, below__depth__gt=0) & holding(on, "below__")
    return OrgUnit.objects.filter(pairs).order_by("-below__depth")


def descendants(code: str, on: date) -> QuerySet[OrgUnit]:
    """Return the units below this one on a day, however deep, by name. One query."""
    pairs = Q(above__ancestor__code=code, above__depth__gt=0) & holding(on, "above__")
    return OrgUnit.objects.filter(pairs)


def children(code: str, on: date) -> QuerySet[OrgUnit]:
    """Return the units right below this one on a day, by name. One query."""
    pairs = Q(above__ancestor__code=code, above__depth=1) & holding(on, "above__")
    return OrgUnit.objects.filter(pairs)


def current_pairs(prefix: str = "", on: date | Expression | None = None) -> Q:
    """Return the condition on the closure that its pair holds today, or ``on`` a day.

    Of a unit that has ended, the last pair it had counts: its past stays in sight.
    """
    today: Any = localdate() if on is None else on
    ends = f"{prefix}valid_until"
    last = Q(**{f"{ends}__lte": today, ends: F(f"{prefix}descendant__valid_until")})
    return holding(today, prefix) | last


def coming_pairs() -> Q:
    """Return the condition on the closure that its pair is the first of a unit to come.

    An act entered ahead of its day begins such units; only who reorganises needs them.
    """
    return Q(valid_from__gt=localdate(), valid_from=F("descendant__valid_from"))


Ids = Iterable[int] | QuerySet[Any, Any]


def units_below(
    unit_ids: QuerySet[Any, Any], on: Expression | None = None
) -> QuerySet[Closure, int]:
    """Return the ids of these units, of every unit under them, and of what became them.

    As one subquery. Whoever sees a merged unit sees what it was formed from; what units of
    the country were formed from lay in it, so of the country nobody asks. Unions, for
    databases plan an "or" of two subqueries row by row.

    Args:
        unit_ids: A query of one column of ids.
        on: Today, where the question is written before it is asked.
    """
    country = Q(level=Level.CENTRAL, kind=Kind.TERRITORY)
    parts = OrgUnit.objects.filter(pk__in=unit_ids.order_by()).exclude(country).order_by()
    under = Closure.objects.filter(current_pairs(on=on), ancestor__in=unit_ids.order_by())
    formed = Closure.objects.filter(
        current_pairs(on=on), ancestor__in=formers_below(parts.values("pk"), on)
    )
    return under.values_list("descendant", flat=True).union(
        formed.values_list("descendant", flat=True)
    )


def formers(unit_ids: Ids) -> QuerySet[Lineage, int]:
    """Return the ids of the units that became these, wholly or in part, as a subquery."""
    return Lineage.objects.filter(successor__in=unit_ids).values_list("predecessor", flat=True)


def heirs_of(unit_ids: Iterable[int]) -> list[int]:
    """Return the ids of the units that these became, wholly or in part. One query."""
    found = Lineage.objects.filter(predecessor__in=list(unit_ids))
    return list(found.values_list("successor", flat=True).distinct())


def formers_below(unit_ids: Ids, on: Expression | None = None) -> QuerySet[Lineage, int]:
    """Return the ids of the units that became these or one under them, as a subquery."""
    under = Closure.objects.filter(current_pairs(on=on), ancestor__in=unit_ids)
    return formers(under.values("descendant"))


def became(units: Iterable[OrgUnit]) -> QuerySet[Succession]:
    """Return what became of these units, with both ends at hand. One query."""
    return Succession.objects.filter(before__in=units).select_related("before", "after", "act")


def formed_from(units: Iterable[OrgUnit]) -> QuerySet[Succession]:
    """Return what these units were formed from, with both ends at hand. One query."""
    return Succession.objects.filter(after__in=units).select_related("before", "after", "act")


def populations(codes: Iterable[str]) -> Populations:
    """Return the head counts of units, and of those they were formed from, beside the register.

    Two queries, or seven after a change.
    """
    known, asked = register(), list(codes)
    for code in asked:
        asked += [one.before for one in known.backward.get(code, ())]
    rows = Population.objects.filter(org_unit__code__in=set(asked)).order_by()
    counts = rows.values_list("org_unit__code", "on", "people", "source", "checked")
    return Populations(known, by_unit(HeadCount(*count) for count in counts))


def population_of(codes: Iterable[str], on: date) -> dict[str, People]:
    """Return how many people live in units on a day, as far as that is known."""
    asked = list(codes)
    known = populations(asked)
    found = {code: known.of(code, on) for code in asked}
    return {code: people for code, people in found.items() if people is not None}


def days_of_change() -> list[date]:
    """Return the days on which territory went from one unit to another, the latest first."""
    days = Succession.objects.order_by("-on").values_list("on", flat=True)
    return list(days.distinct())


def acts() -> QuerySet[Act]:
    """Return every act, the latest first."""
    return Act.objects.all()


def _nearest(code: str) -> str:
    names = dict(OrgUnit.objects.values_list("code", "name").order_by("code"))
    higher = OrgUnit.objects.filter(level__in=(Level.CENTRAL, Level.PROVINCE))
    by_name = {bare_name(name): known for known, name in higher.values_list("code", "name")}
    close = get_close_matches(code.strip().upper(), names, n=3, cutoff=0.5)
    close += [by_name[name] for name in get_close_matches(bare_name(code), by_name, n=2)]
    return "; ".join(f"{known} ({names[known]})" for known in dict.fromkeys(close)) or "–"
