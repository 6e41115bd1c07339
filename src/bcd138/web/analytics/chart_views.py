"""The page of charts: the question of the table of totals, drawn."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bcd138.web.analytics.chart_page import chart_page
from bcd138.web.analytics.pivot_views import answered
from bcd138.web.answers import explains_refusals
from bcd138.web.requests import PageRequest


@require_GET
@explains_refusals
def charts(request: PageRequest) -> HttpResponse:
    """Show totals as bars or lines, with their table beneath."""
    answer = answered(request)
    context = answer.context | {"view": "chart"}
    if answer.pivot is not None:
        context["drawn"] = chart_page(answer.pivot)
    return render(request, "analytics/chart.html", context, status=answer.status)
