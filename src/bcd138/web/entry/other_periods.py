"""Any other period of a form: this year's and last year's, or the days of a campaign."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.submissions.selectors import DueReport
from bcd138.domain.data_set import DataSet
from bcd138.domain.period import Period
from bcd138.domain.regime import period_at, periods_of

_YEARS_BACK = 3


@dataclass(frozen=True, slots=True)
class FormChoice:
    """One form of one unit, and the periods one may open, the latest first."""

    org_unit: OrgUnit
    form: DataSet
    periods: tuple[Period, ...]


def form_choices(due: Iterable[DueReport], on: date) -> list[FormChoice]:
    """Return the forms of the units that have reports due, with earlier periods."""
    forms = {(one.org_unit.pk, one.form.form.code): (one.org_unit, one.form.form) for one in due}
    return [FormChoice(unit, form, _periods(form, on)) for unit, form in forms.values()]


def _periods(form: DataSet, on: date) -> tuple[Period, ...]:
    regime = catalogue.regimes()[form.regime]
    latest = period_at(regime, form.period_type, on)
    found = [
        period
        for year in range(latest.year, latest.year - _YEARS_BACK, -1)
        for period in reversed(periods_of(regime, year, form.period_type))
        if form.valid_from <= period.end and period.start <= on
    ]
    return tuple(found)
