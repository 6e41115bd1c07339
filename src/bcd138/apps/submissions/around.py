"""What stands around the cells of a report: earlier periods, other forms, the level below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import BigAutoField, CharField, Count, DateField, F, Q, Sum, Window
from django.db.models.functions import RowNumber

from bcd138.apps.catalogue.forms import Form
from bcd138.apps.orgunits.enums import Level
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.orgunits.selectors import descendants
from bcd138.apps.statements import Select, given
from bcd138.apps.submissions.cells import entries_of, numbers_of
from bcd138.apps.submissions.days import in_period
from bcd138.apps.submissions.lines import columns_of, line_of, mark_of
from bcd138.apps.submissions.models import DataValue, Submission
from bcd138.domain.approval import COMPLETE
from bcd138.domain.data_set import DataSet, cell_key
from bcd138.domain.period import Period, period_before, periods_within, same_period_last_year
from bcd138.domain.validation import Around, ChildSum, Past

_SERIES = 12
_EARLIER = Select(
    lambda: (
        Submission.objects.filter(
            org_unit=given("org_unit", BigAutoField()),
            data_set=given("data_set", BigAutoField()),
            period_type=given("type", CharField()),
            period_end__lt=given("end", DateField()),
            state__in=[state.value for state in COMPLETE],
        )
        .order_by("-period_end", "-revision")
        .values_list("period_start", "period_end", "pk", "numbers")[: _SERIES + 1]
    )
)
Numbers = Mapping[str, Decimal]
Row = tuple[Any, ...]


def around(org_unit: OrgUnit, form: Form, period: Period) -> Around:
    """Return what the checks and the page show beside the cells of a report.

    One query for earlier periods; others only where the form asks for them.
    """
    rows = _EARLIER.rows(
        org_unit=org_unit.pk, data_set=form.data_set_id, type=period.type, end=period.end
    )
    return _around(org_unit, form, period, rows)


def around_all(reports: Iterable[tuple[OrgUnit, Form, Period]]) -> list[Around]:
    """Return the same for many reports: one query for all units with one form and period."""
    asked = list(reports)
    units: dict[tuple[int, Period], list[int]] = {}
    for org_unit, form, period in asked:
        units.setdefault((form.data_set_id, period), []).append(org_unit.pk)
    rows: dict[tuple[int, int, Period], list[Row]] = {}
    for (data_set, period), ids in units.items():
        for org_unit, *row in _earlier_of(ids, data_set, period):
            rows.setdefault((org_unit, data_set, period), []).append(tuple(row))
    return [
        _around(unit, form, period, rows.get((unit.pk, form.data_set_id, period), ()))
        for unit, form, period in asked
    ]


def _earlier_of(org_unit_ids: Iterable[int], data_set_id: int, period: Period) -> Iterable[Row]:
    """Return what ``_EARLIER`` asks of one unit, of many of them, each with its id."""
    return (
        Submission.objects.filter(
            org_unit__in=org_unit_ids,
            data_set=data_set_id,
            period_type=period.type,
            period_end__lt=period.end,
            state__in=[state.value for state in COMPLETE],
        )
        .annotate(
            place=Window(
                RowNumber(),
                partition_by="org_unit",
                order_by=[F("period_end").desc(), F("revision").desc()],
            )
        )
        .filter(place__lte=_SERIES + 1)
        .order_by("org_unit", "-period_end", "-revision")
        .values_list("org_unit", "period_start", "period_end", "pk", "numbers")
    )


def _around(org_unit: OrgUnit, form: Form, period: Period, rows: Iterable[Row]) -> Around:
    return Around(
        past=_past(form.form, _earlier(rows, form, period), period),
        elsewhere=_elsewhere(org_unit, form.form, period),
        children=_children(org_unit, form.form, period),
    )


def _earlier(rows: Iterable[Row], form: Form, period: Period) -> dict[Period, str]:
    """Return the lines of earlier reports of this form that were sent, the latest first."""
    newest: dict[Period, tuple[int, str]] = {}
    for start, end, pk, line in rows:
        newest.setdefault(Period(start, end, period.type), (pk, line))
    mark = mark_of(form.form)
    others = {pk for pk, line in newest.values() if not line.startswith(mark)}
    read = _from_cells(form.form, others) if others else {}
    return {each: read.get(pk, line) for each, (pk, line) in newest.items()}


def _from_cells(form: DataSet, ids: Iterable[int]) -> dict[int, str]:
    """Return the lines of reports that were made on another version of the form."""
    found = Submission.objects.filter(pk__in=ids).values_list("pk", "cells")
    return {pk: line_of(form, entries_of(cells)) for pk, cells in found}


def _past(form: DataSet, earlier: Mapping[Period, str], period: Period) -> dict[str, Past]:
    if not earlier:
        return {}
    places = {each: place for place, each in enumerate(earlier)}
    last, same = (
        None if each is None else places.get(each)
        for each in (period_before(period), same_period_last_year(period))
    )
    past: dict[str, Past] = {}
    for key, column in columns_of(form, earlier.values()):
        numbers: Any = column.numbers
        series = numbers if column.is_full else column.told
        if series:
            past[key] = Past(
                None if last is None else numbers[last],
                None if same is None else numbers[same],
                series,
            )
    return past


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
        which |= Q(**in_period(period))
    found = Submission.objects.filter(
        which,
        org_unit=org_unit,
        data_set__code=data_set,
        state__in=[state.value for state in COMPLETE],
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
            **in_period(period),
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
