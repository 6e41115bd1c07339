"""What a leader looks at first: a few totals, how they went, and what is unusual below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.conf import settings

from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.selectors import unit_seen
from bcd138.apps.analytics import choices
from bcd138.apps.analytics.models import Dashboard
from bcd138.apps.analytics.pivot import every_cell, pivot
from bcd138.apps.analytics.pivoted import Amount, Cell, Head, Pivot, Role
from bcd138.apps.analytics.question import Against, Base, Question
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.submissions.models import DataValue
from bcd138.domain.expected import Limits, Past, Range, expected_range, is_expected
from bcd138.domain.period import Period, period_before, same_period_last_year
from bcd138.formats.limits_file import load_limits

USUAL = (
    "social_order_crime_cases",
    "crime_reports_received",
    "drug_cases",
    "propaganda_sessions",
)
TREND = 12
_MOST_OUTLIERS = 6
_REPORTED_AS = ("month", "quarter", "half", "year")


@dataclass(frozen=True, slots=True)
class Card:
    """One indicator: its total in the latest period, and the same over the periods before.

    ``now`` is set against the same period of the year before, ``before`` the same total
    against the period before, ``target`` what was set for it.
    """

    now: Cell
    before: Cell
    target: Amount | None
    trend: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Outlier:
    """A figure of one unit outside the range that its own past makes likely."""

    head: Head
    cell: Cell
    value: Decimal
    usual: Range
    periods: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The dashboard of one person; without a ``period`` nothing has been reported yet."""

    unit: OrgUnit
    below: str
    indicators: tuple[str, ...]
    period: Period | None
    cards: tuple[Card, ...] = ()
    outliers: tuple[Outlier, ...] = ()
    is_invented: bool = False


def overview(*, by: User, on: date) -> Overview | None:
    """Return what a person looks at first; ``None`` where the person has no unit.

    Totals are of the latest period in which one of the indicators was reported, a month
    rather than a year. Three questions over totals, however many units are below.
    """
    unit = choices.first_unit(by=by)
    if unit is None:
        return None
    indicators = chosen_indicators(by=by)
    period = _latest(unit.code, indicators, by=by)
    below = choices.level_below(unit)
    if period is None or not indicators:
        return Overview(unit, below, indicators, None)
    asked = Question(
        units=(unit.code,),
        indicators=indicators,
        periods=_up_to(period),
        on=on,
        below=below,
        level=choices.level_added(below, period),
        base=Base(Against.LAST_YEAR),
    )
    made = pivot(asked, by=by)
    now = replace(asked, periods=(period,))
    before = pivot(replace(now, base=Base(Against.BEFORE)), by=by)
    target = pivot(replace(now, base=Base(Against.TARGET)), by=by)
    limits = load_limits(settings.CATALOGUES, on=on)
    return Overview(
        unit=unit,
        below=below,
        indicators=indicators,
        period=period,
        cards=tuple(_cards(made, before, target)),
        outliers=tuple(_outliers(made, limits)),
        is_invented=made.is_invented,
    )


def chosen_indicators(*, by: User) -> tuple[str, ...]:
    """Return the codes a person chose, or the usual ones. Up to two queries."""
    kept = Dashboard.objects.filter(person=by).values_list("indicators", flat=True).first()
    wanted = kept or USUAL
    known = set(catalogue.current().filter(code__in=wanted).values_list("code", flat=True))
    return tuple(code for code in wanted if code in known)


def _latest(code: str, indicators: Sequence[str], *, by: User) -> Period | None:
    """Return the latest period of the shortest kind in which an indicator was reported."""
    unit = unit_seen(code, by=by)
    below = orgunits.units_below(OrgUnit.objects.filter(pk=unit.pk).values("pk"))
    told = DataValue.objects.filter(
        org_unit__in=below,
        indicator__code__in=indicators,
        superseded_at=None,
        kind="result",
        period_type__in=_REPORTED_AS,
    )
    days = set(told.order_by().values_list("period_start", "period_end", "period_type").distinct())
    periods = sorted((Period(*each) for each in days), key=lambda one: one.end)
    for kind in _REPORTED_AS:
        found = [one for one in periods if one.type == kind]
        if found:
            return found[-1]
    return None


def _up_to(period: Period) -> tuple[Period, ...]:
    found = [period]
    while len(found) < TREND:
        earlier = period_before(found[-1])
        if earlier is None:
            break
        found.append(earlier)
    return tuple(reversed(found))


def _by_head(made: Pivot) -> dict[tuple[Role, str, str], list[tuple[Head, Cell]]]:
    """Return the cells of each unit and indicator, the oldest period first."""
    found: dict[tuple[Role, str, str], list[tuple[Head, Cell]]] = {}
    for row, column, cell in every_cell(made):
        head = row if row.measure is None else column
        found.setdefault((head.role, cell.unit, cell.measure.indicator), []).append((head, cell))
    for cells in found.values():
        cells.sort(key=lambda one: one[1].period.end)
    return found


def _cards(made: Pivot, before: Pivot, target: Pivot) -> Iterator[Card]:
    """Return a card of each indicator: what the level below makes, else what one says oneself."""
    unit, every = made.question.units[0], _by_head(made)
    last, aim = _by_head(before), _by_head(target)
    for code in made.question.indicators:
        ways = [(role, unit, code) for role in (Role.SUM, Role.OWN, Role.EACH)]
        there = [way for way in ways if way in every]
        if not there:
            continue
        way = next((one for one in there if _is_told(every[one][-1][1])), there[0])
        now = every[way][-1][1]
        set_for = aim[way][0][1].base if way in aim else None
        yield Card(
            now=now,
            before=last[way][0][1] if way in last else now,
            target=set_for if set_for is not None and set_for.value is not None else None,
            trend=tuple(cell for _head, cell in every[way]),
        )


def _is_told(cell: Cell) -> bool:
    return cell.now.value is not None or bool(cell.now.why_not)


def _outliers(made: Pivot, limits: Limits) -> list[Outlier]:
    """Return the latest figures outside their range, the farthest from it first."""
    found = []
    for (role, _unit, _code), cells in _by_head(made).items():
        head, last = cells[-1]
        value = last.now.value
        if role != Role.EACH or value is None or last.measure.is_ratio:
            continue
        past = _past([cell for _head, cell in cells])
        kind = last.measure.value_type
        if is_expected(value, past, kind, limits):
            continue
        usual = expected_range(past, kind, limits)
        if usual is not None:
            found.append(Outlier(head, last, value, usual, len(past.series)))
    found.sort(key=_how_far, reverse=True)
    return found[:_MOST_OUTLIERS]


def _past(cells: Sequence[Cell]) -> Past:
    """Return what a unit said before its last period."""
    last, earlier = cells[-1], cells[:-1]
    told = {one.period: one.now.value for one in earlier}
    same = same_period_last_year(last.period)
    base = last.base.value if last.base and last.base_period == same else None
    series = tuple(value for value in reversed(list(told.values())) if value is not None)
    newest = earlier[-1].now.value if earlier else None
    return Past(last=newest, same=base, series=series)


def _how_far(one: Outlier) -> Decimal:
    over = one.value - one.usual.high if one.value > one.usual.high else one.usual.low - one.value
    return over / max(one.usual.high, Decimal(1))
