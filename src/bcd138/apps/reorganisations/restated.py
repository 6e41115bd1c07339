"""The first totals of new units: what the figures of those they were formed from make together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count

from bcd138.apps.accounts.models import User
from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.submissions import selectors as submissions
from bcd138.apps.submissions.models import DataValue
from bcd138.apps.submissions.reported import common_unit, figures_in, ways
from bcd138.domain.borders import Borders
from bcd138.domain.org_unit import Register
from bcd138.domain.period import Period
from bcd138.domain.reorganisation import Effect
from bcd138.domain.rollup import Rollup
from bcd138.domain.total import Total

SHOWN = 60
_READ = 600


@dataclass(frozen=True, slots=True)
class Restated:
    """One total of a new unit: what the figures of its predecessors make together."""

    org_unit: str
    name: str
    indicator: Indicator
    period: Period
    unit: str
    total: Total


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures in force of the units that end: how many, how many late, the first totals.

    ``late`` are of days after the act takes effect: the new units should have reported them.
    """

    count: int
    late: int
    restated: tuple[Restated, ...]


def figures(effect: Effect, after: Register, *, by: User) -> Figures:
    """Return what an act does to figures. Three queries, however many there are."""
    ended = [unit.code for unit in effect.ended_units]
    known = submissions.in_force(by=by).filter(kind="result").order_by()
    own = known.filter(org_unit__code__in=ended)
    before = {unit.code: after.formers(unit.code) for unit in effect.units}
    counts = dict(
        known.filter(org_unit__code__in=set().union(*before.values()))
        .values_list("org_unit__code")
        .annotate(Count("pk"))
    )
    chosen: list[str] = []
    read = 0
    for unit, codes in before.items():
        found = sum(counts.get(code, 0) for code in codes)
        if found and (not chosen or read + found <= _READ):
            chosen.append(unit)
            read += found
    wanted = set().union(*(before[unit] for unit in chosen))
    values = list(known.filter(org_unit__code__in=wanted)[: 2 * _READ]) if wanted else []
    return Figures(
        sum(counts.get(code, 0) for code in ended),
        own.filter(period_end__gte=effect.on).count(),
        tuple(_restated(effect, after, chosen, before, values)),
    )


def _restated(
    effect: Effect,
    after: Register,
    units: Iterable[str],
    before: dict[str, set[str]],
    values: Sequence[DataValue],
) -> Iterator[Restated]:
    by_indicator: dict[int, list[DataValue]] = {}
    for value in sorted(values, key=lambda value: (value.indicator.position, value.indicator_id)):
        by_indicator.setdefault(value.indicator_id, []).append(value)
    borders = Borders(after, effect.on)
    shown = 0
    for unit in units:
        for found in by_indicator.values():
            own = [value for value in found if value.org_unit.code in before[unit]]
            if not own or shown >= SHOWN:
                continue
            indicator = own[0].indicator
            measure = common_unit(own)
            rollup = Rollup(borders, figures_in(own, measure), ways(indicator))
            for period in sorted({value.period for value in own}):
                total = rollup.total(unit, period)
                name = after.name(unit, effect.on)
                yield Restated(unit, name, indicator, period, measure, total)
                shown += 1
