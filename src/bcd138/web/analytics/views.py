"""Pages of confirmed figures."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bcd138.apps.analytics import selectors
from bcd138.apps.submissions import selectors as submissions
from bcd138.web.analytics.presenters import figure_page, periods_line, table_words
from bcd138.web.answers import explains_refusals
from bcd138.web.requests import PageRequest

OWN_PERIODS = "rieng"
_SIDE_BY_SIDE = 8


@require_GET
@explains_refusals
def unit(request: PageRequest) -> HttpResponse:
    """Show every figure of one unit: indicators down, periods across."""
    units = list(selectors.units_reporting(by=request.user))
    code = request.GET.get("don_vi") or (units[0].code if units else "")
    table = table_words(selectors.unit_table(code, by=request.user)) if code else None
    context = {
        "units": units,
        "code": code,
        "unit": next((unit for unit in units if unit.code == code), None),
        "table": table,
        "periods_line": periods_line(table.columns) if table else "",
        "invented": bool(table and table.is_invented),
    }
    return render(request, "analytics/unit.html", context)


@require_GET
@explains_refusals
def comparison(request: PageRequest) -> HttpResponse:
    """Show several units side by side, for one period or each for its own."""
    reported = selectors.periods_reported(by=request.user)
    units = list(selectors.units_reporting(by=request.user))
    codes = request.GET.getlist("don_vi") or [unit.code for unit in units[:_SIDE_BY_SIDE]]
    chosen = request.GET.get("ky", OWN_PERIODS)
    periods = None if chosen == OWN_PERIODS else [chosen]
    table = None
    if codes:
        table = table_words(selectors.comparison(codes, periods, by=request.user))
    context = {
        "units": units,
        "codes": codes,
        "periods": sorted({period for _code, period in reported}),
        "chosen": chosen,
        "table": table,
        "invented": bool(table and table.is_invented),
    }
    return render(request, "analytics/comparison.html", context)


@require_GET
@explains_refusals
def figure(request: PageRequest, data_value_id: int) -> HttpResponse:
    """Show one figure with its formula, its revisions and the sentence it comes from."""
    page = figure_page(submissions.chain(data_value_id, by=request.user))
    invented = page.value.org_unit.is_invented or page.value.source_text.is_invented
    return render(request, "analytics/figure.html", {"page": page, "invented": invented})
