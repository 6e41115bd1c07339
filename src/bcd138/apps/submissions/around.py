"""What stands around the cells of a report: earlier periods, other forms, the level below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db.models import Count, Q, Sum

from bcd138.apps.catalogue.forms import Form
from bcd138.apps.orgunits.enums import Level
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.orgunits.selectors import descendants
from bcd138.apps.submissions.cells import numbers_of
from bcd138.apps.submissions.models import DataValue, Submission
from bcd138.domain.approval import SENT
from bcd138.domain.data_set import DataSet, cell_key
from bcd138.domain.period import Period, period_before, periods_within, same_period_last_year
from bcd138.domain.validation import Around, ChildSum, Past

_SERIES = 12
Numbers = Mapping[str, Decimal]


def around(org_unit: OrgUnit, form: Form, period: Period) -> Around:
    """Return what the checks and the page show beside the cells of a report.

    One query for earlier periods; others only where the form asks for them.
    """
    return Around(
        past=_past(_earlier(org_unit, form, period), period),
        elsewhere=_elsewhere(org_unit, form.form, period),
        children=_children(org_unit, form.form, period),
    )


def _earlier(org_unit: OrgUnit, form: Form, period: Period) -> list[tuple[Period, Numbers]]:
    """Return the numbers of earlier reports of this form that were sent, the latest first."""
    found = Submission.objects.filter(
        org_unit=org_unit,
        data_set=form.data_set_id,
        period_type=period.type,
        period_end__lt=period.end,
        state__in=[state.value for state in SENT],
    )
    rows = found.order_by("-period_end", "-revision").values_list(
        "period_start", "period_end", "cells"
    )
    newest: dict[Period, Numbers] = {}
    for start, end, cells in rows[: _SERIES + 1]:
        newest.setdefault(Period(start, end, period.type), numbers_of(cells))
    return list(newest.items())


def _past(earlier: Iterable[tuple[Period, Numbers]], period: Period) -> dict[str, Past]:
    earlier = list(earlier)
    if not earlier:
        return {}
    by_period = dict(earlier)
    before, year_ago = period_before(period), same_period_last_year(period)
    last = by_period.get(before, {}) if before else {}
    same = by_period.get(year_ago, {}) if year_ago else {}
    series: dict[str, list[Decimal]] = {}
    for _, numbers in earlier:
        for key, number in numbers.items():
            series.setdefault(key, []).append(number)
    return {
        key: Past(last=last.get(key), same=same.get(key), series=tuple(told))
        for key, told in series.items()
    }


def _elsewhere(org_unit: OrgUnit, form: DataSet, period: Period) -> dict[tuple[str, str], Decimal]:
    """Return the numbers of other forms that the rules of this one name."""
    same = {rule.other for rule in form.rules if rule.kind == "equal_across"}
    within = {rule.other for rule in form.rules if rule.kind == "sum_of_periods"}
    numbers: dict[tuple[str, str], Decimal] = {}
    for other in same:
        for told in _told(org_unit, other, [period]):
            numbers |= {(other, key): number for key, number in told.items()}
    for other in within:
        parts = periods_within(period, "month")
        told_by = _told(org_unit, other, parts)
        if not parts or len(told_by) < len(parts):
            continue
        for key in set.intersection(*(set(told) for told in told_by)):
            numbers[other, key] = sum((told[key] for told in told_by), Decimal(0))
    return numbers


def _told(org_unit: OrgUnit, data_set: str, periods: Iterable[Period]) -> list[Numbers]:
    which = Q()
    for period in periods:
        which |= Q(period_type=period.type, period_start=period.start, period_end=period.end)
    found = Submission.objects.filter(
        which,
        org_unit=org_unit,
        data_set__code=data_set,
        state__in=[state.value for state in SENT],
    ).order_by("revision")
    newest = {
        (start, end): numbers_of(cells)
        for start, end, cells in found.values_list("period_start", "period_end", "cells")
    }
    return list(newest.values())


def _children(org_unit: OrgUnit, form: DataSet, period: Period) -> dict[str, ChildSum]:
    """Return what the level below reported and was taken in, added up; nothing of a commune."""
    if org_unit.level not in {Level.CENTRAL, Level.PROVINCE} or org_unit.kind != "territory":
        return {}
    below = Level.COMMUNE if org_unit.level == Level.PROVINCE else Level.PROVINCE
    units = descendants(org_unit.code, period.end).filter(level=below, kind=org_unit.kind)
    sums = (
        DataValue.objects.filter(
            org_unit__in=units.values("pk"),
            indicator__code__in={
                cell.measure.code
                for cell in form.entered.values()
                if cell.measure.across_units == "sum"
            },
            kind="result",
            period_type=period.type,
            period_start=period.start,
            period_end=period.end,
            superseded_at=None,
        )
        .order_by()
        .values_list("indicator__code", "breakdown")
        .annotate(Sum("value"), Count("pk"))
    )
    expected = units.count()
    return {
        cell_key(code, option): ChildSum(value=total, reported=reported, expected=expected)
        for code, option, total, reported in sums
    }
