"""Questions over confirmed figures: one unit over its periods, several units side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.selectors import unit_ids_seen
from bcd138.apps.analytics.table import Column, Table, build_table
from bcd138.apps.orgunits.models import Closure, OrgUnit
from bcd138.apps.submissions import selectors as submissions
from bcd138.apps.submissions.models import DataValue
from bcd138.domain.errors import Refused
from bcd138.domain.period import Period, parse_period


def unit_table(org_unit_code: str, *, by: User) -> Table:
    """Return every figure in force of a unit: indicators down, periods across.

    Periods stand in the order of their days, the longer one last. Two queries.

    Raises:
        OrgUnit.DoesNotExist: There is none, or none that ``by`` may see.
    """
    org_unit = OrgUnit.objects.filter(pk__in=unit_ids_seen(by)).get(code=org_unit_code)
    values = list(submissions.in_force(by=by).filter(org_unit=org_unit))
    columns = [Column(org_unit, period) for period in _periods(values)]
    return build_table(columns, values, with_totals=False)


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
    codes = list(dict.fromkeys(org_unit_codes))
    if not codes:
        raise Refused("comparison.nothing-chosen")
    wanted = None if period_codes is None else sorted({parse_period(c) for c in period_codes})
    units = {
        unit.code: unit for unit in OrgUnit.objects.filter(pk__in=unit_ids_seen(by), code__in=codes)
    }
    missing = [code for code in codes if code not in units]
    if missing:
        raise OrgUnit.DoesNotExist(", ".join(missing))
    values = list(submissions.in_force(by=by).filter(org_unit__in=units.values()))
    columns = _columns([units[code] for code in codes], values, wanted)
    periods = {column.period for column in columns}
    return build_table(columns, values, with_totals=len(periods) == 1 and _apart(units.values()))


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
