"""Questions over confirmed figures: one unit over its periods, several units side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.selectors import unit_ids_seen
from bcd138.apps.analytics.restated import Asked, Cited, restated_table, years_joined
from bcd138.apps.analytics.table import Column, Table, build_table
from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.apps.orgunits.models import Closure, Lineage, OrgUnit
from bcd138.apps.submissions import selectors as submissions
from bcd138.apps.submissions.models import DataValue
from bcd138.domain.borders import Borders
from bcd138.domain.data_set import TOTAL
from bcd138.domain.errors import Refused
from bcd138.domain.period import Period, parse_period
from bcd138.domain.total import Total


def unit_table(org_unit_code: str, *, by: User, as_of: datetime | None = None) -> Table:
    """Return every figure in force of a unit: indicators down, periods across.

    Periods stand in the order of their days, the longer one last. With ``as_of`` the figures
    are those that counted at that moment. Two queries.

    Raises:
        OrgUnit.DoesNotExist: There is none, or none that ``by`` may see.
    """
    org_unit = seen(org_unit_code, by=by)
    values = list(submissions.in_force(by=by, as_of=as_of).filter(org_unit=org_unit))
    columns = [Column(org_unit, period) for period in _periods(values)]
    return replace(build_table(columns, values, with_totals=False), as_of=as_of)


def comparison(
    org_unit_codes: Sequence[str], period_codes: Sequence[str] | None = None, *, by: User
) -> Table:
    """Return the figures of several units side by side, in the order they were named.

    Args:
        org_unit_codes: At least one.
        period_codes: "2018", "2016-2020", "2025H1" …: every unit gets a column for each,
            also an empty one. Without them, each unit gets its own periods.
        by: Sees only units of the own subtrees.

    Returns:
        With totals, unless one unit stands under another or periods differ: those would
        be counted twice, or added up though they speak of different days. Three queries.

    Raises:
        OrgUnit.DoesNotExist: One of the units is not there for ``by``.
        Refused: ``comparison.nothing-chosen`` or ``period.unreadable``.
    """
    units = _units(org_unit_codes, by)
    wanted = None if period_codes is None else sorted({parse_period(c) for c in period_codes})
    values = list(submissions.in_force(by=by).filter(org_unit__in=units))
    columns = _columns(units, values, wanted)
    periods = {column.period for column in columns}
    return build_table(columns, values, with_totals=len(periods) == 1 and _apart(units))


def totals_of_unit(
    org_unit_code: str,
    *,
    by: User,
    today: date,
    level: str | None = None,
    as_of: datetime | None = None,
) -> Table:
    """Return a unit with everything it was formed from: indicators down, periods across.

    Figures of the units whose territory it has now are added, year by year; halves and
    months of a year make the year where it was not reported as such. Of a unit that has
    ended the borders of its last day hold. Three queries, six after a change of the register.

    Args:
        org_unit_code: Any unit that ``by`` sees.
        by: Figures of units that ``by`` does not see are missing from coverage.
        today: The day to look from.
        level: Add the figures that units of this level below report.
        as_of: Take the figures that counted at that moment.

    Raises:
        OrgUnit.DoesNotExist: There is none, or none that ``by`` may see.
    """
    org_unit = seen(org_unit_code, by=by)
    asked = _asked(org_unit, today, level)
    values = _figures(level or org_unit.level, org_unit.kind, by=by, as_of=as_of)
    members = {value for value in values if _has_part(asked, value, org_unit.code)}
    columns = [
        Column(org_unit, period) for period in years_joined(value.period for value in members)
    ]
    values = sorted(members, key=lambda value: value.pk)
    return replace(restated_table(columns, values, asked, with_totals=False), as_of=as_of)


def totals_side_by_side(
    org_unit_codes: Sequence[str],
    period_codes: Sequence[str],
    *,
    on: date,
    by: User,
    level: str | None = None,
) -> Table:
    """Return units of one day side by side for the given periods, in the borders of that day.

    Args:
        org_unit_codes: Units that stand on the day.
        period_codes: As in ``comparison``; at least one.
        on: The day whose borders hold.
        by: Sees only units of the own subtrees.
        level: Add the figures that units of this level below report.

    Raises:
        OrgUnit.DoesNotExist: One of the units is not there for ``by``.
        Refused: ``comparison.nothing-chosen``, ``comparison.not-standing`` or
            ``period.unreadable``.
    """
    units = _units(org_unit_codes, by)
    fallen = [unit.name for unit in units if not unit.stands(on)]
    if fallen:
        raise Refused("comparison.not-standing", units=fallen, on=on)
    periods = sorted({parse_period(code) for code in period_codes})
    columns = [Column(unit, period) for unit in units for period in periods]
    asked = Asked(Borders(orgunits.register(), on), level)
    values = [
        value
        for kind, at in sorted({(unit.kind, level or unit.level) for unit in units})
        for value in _figures(at, kind, by=by)
    ]
    with_totals = len(periods) == 1 and _apart(units)
    return restated_table(columns, values, asked, with_totals=with_totals)


def total_of(
    org_unit_code: str,
    indicator: Indicator,
    period_code: str,
    *,
    by: User,
    today: date,
    level: str | None = None,
    as_of: datetime | None = None,
    breakdown: str = TOTAL,
) -> tuple[OrgUnit, Cited]:
    """Return one total with the figures it is made of: its citation.

    With ``as_of`` the figures are those that counted at that moment, with ``breakdown`` those
    of one option of it.

    Raises:
        OrgUnit.DoesNotExist: There is no such unit, or none that ``by`` may see.
        Refused: ``period.unreadable``.
    """
    org_unit = seen(org_unit_code, by=by)
    period = parse_period(period_code)
    asked = _asked(org_unit, today, level)
    known = _figures(
        level or org_unit.level, org_unit.kind, by=by, as_of=as_of, breakdown=breakdown
    )
    values = [value for value in known if value.indicator_id == indicator.pk]
    values = [value for value in values if _has_part(asked, value, org_unit.code)]
    if values:
        return org_unit, asked.cited(values, org_unit.code, period)
    nothing = Total(None, None, None, (), reported=0, expected=1)
    return org_unit, Cited(indicator, period, indicator.unit, nothing, {}, asked.borders.on)


def totals_for(org_unit: OrgUnit, period: Period, *, by: User, today: date) -> list[Cited]:
    """Return every total of a unit for one period, by the catalogue's order.

    Nothing where no figure has a part in it. One query, four after a change of the register.
    """
    asked = _asked(org_unit, today)
    by_indicator: dict[int, list[DataValue]] = {}
    for value in _figures(org_unit.level, org_unit.kind, by=by):
        if _has_part(asked, value, org_unit.code):
            by_indicator.setdefault(value.indicator_id, []).append(value)
    found = (asked.cited(values, org_unit.code, period) for values in by_indicator.values())
    told = [one for one in found if one.total.parts]
    return sorted(told, key=lambda one: one.indicator.position)


def _asked(org_unit: OrgUnit, today: date, level: str | None = None) -> Asked:
    """Ask in the borders of today, or of the last or first day of a unit that does not stand."""
    on = max(today, org_unit.valid_from)
    if org_unit.valid_until is not None and org_unit.valid_until <= today:
        on = org_unit.valid_until - timedelta(days=1)
    return Asked(Borders(orgunits.register(), on), level)


def seen(org_unit_code: str, *, by: User) -> OrgUnit:
    """Return a unit.

    Raises:
        OrgUnit.DoesNotExist: There is none, or none that ``by`` may see.
    """
    return OrgUnit.objects.filter(pk__in=unit_ids_seen(by)).get(code=org_unit_code)


def units_told_of(*, by: User, as_of: datetime | None = None) -> QuerySet[OrgUnit]:
    """Return the units that ``by`` sees of which something is known, by name. One query.

    Those that have a figure in force, those they became, and those they were formed from.
    With ``as_of`` those that had one at that moment.
    """
    counting = submissions.counting(as_of)
    reporting = submissions.visible(by=by).filter(counting).values("org_unit")
    heirs = Lineage.objects.filter(predecessor__in=reporting).values("successor")
    former = Lineage.objects.filter(successor__in=reporting).values("predecessor")
    told = Q(pk__in=reporting) | Q(pk__in=heirs) | Q(pk__in=former)
    seen = OrgUnit.objects.filter(told, pk__in=unit_ids_seen(by))
    return seen.order_by("sort_key", "valid_from", "code")


def is_joined(org_unit: OrgUnit) -> bool:
    """Tell whether a unit was formed from others, so that its past is theirs. One query."""
    return Lineage.objects.filter(successor=org_unit).exists()


def _has_part(asked: Asked, value: DataValue, code: str) -> bool:
    share = asked.borders.share_in(value.org_unit.code, code)
    return share is None or share > 0


def _figures(
    level: str, kind: str, *, by: User, as_of: datetime | None = None, breakdown: str = TOTAL
) -> list[DataValue]:
    """Return the results in force that units of one level and kind report. One query."""
    told = submissions.parts_in_force if breakdown else submissions.in_force
    return list(
        told(by=by, as_of=as_of).filter(
            kind="result", breakdown=breakdown, org_unit__level=level, org_unit__kind=kind
        )
    )


def _units(codes: Sequence[str], by: User) -> list[OrgUnit]:
    """Return the units in the order they were named, each once."""
    wanted = list(dict.fromkeys(codes))
    if not wanted:
        raise Refused("comparison.nothing-chosen")
    found = {
        unit.code: unit
        for unit in OrgUnit.objects.filter(pk__in=unit_ids_seen(by), code__in=wanted)
    }
    missing = [code for code in wanted if code not in found]
    if missing:
        raise OrgUnit.DoesNotExist(", ".join(missing))
    return [found[code] for code in wanted]


def units_reporting(*, by: User) -> QuerySet[OrgUnit]:
    """Return the units that ``by`` sees and that have a figure in force, by name. One query."""
    reporting = submissions.visible(by=by).filter(superseded_at=None).values("org_unit")
    return OrgUnit.objects.filter(pk__in=reporting).order_by("sort_key", "code")


def columns_reported(*, by: User) -> list[Column]:
    """Return each unit with each period it has figures in force for. Two queries."""
    units = {unit.pk: unit for unit in units_reporting(by=by)}
    keys = ("org_unit", "period_start", "period_end", "period_type")
    rows = submissions.visible(by=by).filter(superseded_at=None).order_by().values_list(*keys)
    return [Column(units[unit], Period(*days)) for unit, *days in rows.distinct()]


def _columns(
    units: list[OrgUnit], values: list[DataValue], wanted: list[Period] | None
) -> list[Column]:
    columns = []
    for unit in units:
        own = [value for value in values if value.org_unit_id == unit.pk]
        columns += [Column(unit, period) for period in (wanted or _periods(own))]
    return columns


def _periods(values: Iterable[DataValue]) -> list[Period]:
    return sorted({value.period for value in values})


def _apart(units: Iterable[OrgUnit]) -> bool:
    """Tell whether no unit stands under another one of them."""
    ids = [unit.pk for unit in units]
    nested = Closure.objects.filter(ancestor__in=ids, descendant__in=ids, depth__gt=0)
    return not nested.exists()
