"""Figures confirmed from texts, offered to the cells of a report for a period of that name."""

from __future__ import annotations

from decimal import Decimal

from bcd138.apps.catalogue.forms import Form
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.submissions.models import DataValue
from bcd138.domain.data_set import Measure
from bcd138.domain.entry import Entry, State, check_value
from bcd138.domain.errors import Refused
from bcd138.domain.period import Period
from bcd138.domain.units import convert


def confirmed_entries(org_unit: OrgUnit, form: Form, period: Period) -> dict[str, Entry]:
    """Return the figures in force that texts gave, by cell key. One query.

    A text says "tháng 11/2026" and means the month of its regime, so that a period of the
    same name is taken whether its days are the calendar's or from the 15th to the 14th.
    Vague ones ("trên 40") are left out.
    """
    named = period.code.partition("--")[0]
    cells = form.form.entered
    found = DataValue.objects.filter(
        org_unit=org_unit,
        kind="result",
        indicator__code__in={cell.measure.code for cell in cells.values()},
        period_type=period.type,
        superseded_at=None,
        submission=None,
        comparator="=",
    ).select_related("indicator")
    entries: dict[str, Entry] = {}
    for value in found:
        cell = cells.get(value.cell)
        if cell is None or value.period.code.partition("--")[0] != named:
            continue
        number = _number(value, cell.measure)
        if number is not None:
            entries[value.cell] = Entry(number, State.NUMBER, origin=f"text:{value.pk}")
    return entries


def _number(value: DataValue, measure: Measure) -> Decimal | None:
    """Return the figure in the unit of the cell, if the cell can hold it."""
    number = convert(value.value, value.unit, measure.unit)
    if number is None:
        return None
    try:
        check_value(number, measure)
    except Refused:
        return None
    return number.normalize() + 0
