"""Pages of confirmed figures."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bcd138.apps.accounts.models import User
from bcd138.apps.analytics import selectors
from bcd138.apps.analytics.table import Column
from bcd138.apps.intake import selectors as intake
from bcd138.apps.intake.enums import SuggestionKind
from bcd138.apps.submissions import selectors as submissions
from bcd138.web.analytics.awards import award_table
from bcd138.web.analytics.presenters import (
    columns_told,
    figure_page,
    first_shown,
    known_columns,
    peers,
    tables_words,
)
from bcd138.web.answers import explains_refusals
from bcd138.web.requests import PageRequest

OWN_PERIODS = "rieng"


@require_GET
@explains_refusals
def unit(request: PageRequest) -> HttpResponse:
    """Show every figure of one unit: indicators down, periods across."""
    units = list(selectors.units_reporting(by=request.user))
    code = request.GET.get("don_vi") or first_shown(units)
    table = selectors.unit_table(code, by=request.user) if code else None
    context = {
        "units": units,
        "code": code,
        "unit": next((unit for unit in units if unit.code == code), None),
        "tables": tables_words(table) if table else [],
        "invented": bool(table and table.is_invented),
    }
    return render(request, "analytics/unit.html", context)


@require_GET
@explains_refusals
def comparison(request: PageRequest) -> HttpResponse:
    """Show several units side by side, for one period or each for its own."""
    texts = list(intake.confirmed_texts(by=request.user))
    known = known_columns(selectors.columns_reported(by=request.user), texts)
    units = list(dict.fromkeys(column.org_unit for column in known))
    codes = request.GET.getlist("don_vi") or [unit.code for unit in peers(units)]
    chosen = request.GET.get("ky", OWN_PERIODS)
    context = {
        "units": units,
        "codes": codes,
        "periods": sorted({column.period for column in known}),
        "chosen": chosen,
    }
    if codes:
        context |= _side_by_side(request.user, codes, chosen, columns_told(texts))
    return render(request, "analytics/comparison.html", context)


def _side_by_side(by: User, codes: list[str], chosen: str, told: set[Column]) -> dict[str, Any]:
    """Return the tables of figures and of commendations.

    A unit whose texts were confirmed has a column also where they hold no figure.
    """
    own = chosen == OWN_PERIODS
    found = selectors.comparison(codes, None if own else [chosen], by=by)
    asked = [one for one in told if one.org_unit.code in codes] if own else found.columns
    confirmed = intake.confirmed(by=by).filter(kind=SuggestionKind.AWARD)
    return {
        "tables": tables_words(found, asked),
        "awards": award_table(confirmed, asked),
        "invented": any(column.org_unit.is_invented for column in [*found.columns, *asked]),
    }


@require_GET
@explains_refusals
def figure(request: PageRequest, data_value_id: int) -> HttpResponse:
    """Show one figure with its formula, its revisions and the sentence it comes from."""
    page = figure_page(submissions.chain(data_value_id, by=request.user))
    invented = page.value.org_unit.is_invented or page.value.source_text.is_invented
    return render(request, "analytics/figure.html", {"page": page, "invented": invented})
