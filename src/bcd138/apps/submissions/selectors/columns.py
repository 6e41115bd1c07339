"""The periods of a form in a year, each with the form as it is then and its deadline."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.catalogue.forms import Definitions, Form, definitions
from bcd138.apps.submissions.days import midnight_after
from bcd138.apps.submissions.matrix import Column
from bcd138.apps.submissions.models import Extension
from bcd138.apps.submissions.selectors.deadlines import deadline_of
from bcd138.domain.errors import Refused
from bcd138.domain.period import ANY_DAYS
from bcd138.domain.regime import periods_of

_MOST_KEPT = 100
_kept: dict[tuple[str, int], tuple[Definitions, tuple[Column, ...]]] = {}
Key = tuple[int, date]


def columns_of(data_set: str, year: int) -> tuple[Column, ...]:
    """Return the periods of a form that its regime cuts a year into; none of a campaign.

    Kept in the process until the catalogue is loaded again; then one short query.

    Raises:
        Refused: ``catalogue.unknown-data-set``; ``period.no-due-day``.
    """
    loaded = definitions()
    kept = _kept.get((data_set, year))
    if kept is None or kept[0] is not loaded:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        kept = _kept[data_set, year] = loaded, _read(loaded, data_set, year)
    return kept[1]


def within(columns: Sequence[Column]) -> dict[str, Any]:
    """Return the filter of the reports of some periods of one form."""
    periods = [each.period for each in columns]
    return {
        "data_set": columns[0].form.data_set_id,
        "period_type": periods[0].type,
        "period_start__in": [each.start for each in periods],
    }


def extensions_in(
    columns: Sequence[Column], on: date, org_unit_ids: Collection[int] | None = None
) -> dict[Key, Extension]:
    """Return the time last added to reports by the end of a day, by unit and first day.

    For callers that have asked who before. One query.
    """
    found = Extension.objects.filter(**within(columns), granted_at__lt=midnight_after(on)).order_by(
        "pk"
    )
    if org_unit_ids is not None:
        found = found.filter(org_unit__in=org_unit_ids)
    return {(each.org_unit_id, each.period_start): each for each in found}


def _read(loaded: Definitions, data_set: str, year: int) -> tuple[Column, ...]:
    form = _form_in(loaded, data_set, year)
    if form.form.period_type in ANY_DAYS:
        return ()
    periods = periods_of(form.regime, year, form.form.period_type)
    forms = ((period, loaded.form_on(data_set, period.end)) for period in periods)
    return tuple(
        Column(period, form, deadline_of(form, period, form.form.reporters.level))
        for period, form in forms
        if form is not None and form.has(period)
    )


def _form_in(loaded: Definitions, data_set: str, year: int) -> Form:
    """Return the form as it is at the end of a year; of years before it began, its first."""
    form = loaded.form_on(data_set, date(year, 12, 31))
    if form is not None:
        return form
    if data_set not in {each.code for each in catalogue.data_sets()}:
        return catalogue.form_on(data_set, date(year, 12, 31))
    begins = loaded.versions["data_set", data_set][0].valid_from or date.min
    form = loaded.form_on(data_set, begins)
    if form is None:
        raise Refused("catalogue.unknown-data-set", code=data_set, suggestions="–")
    return form
