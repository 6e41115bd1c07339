"""The page of maps: the question of the table of totals, on the ground."""

from __future__ import annotations

import re

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bcd138.apps.orgunits import selectors as orgunits
from bcd138.web.analytics.map_page import map_page
from bcd138.web.analytics.pivot_views import answered
from bcd138.web.answers import explains_refusals
from bcd138.web.requests import PageRequest

_COLUMN = re.compile(r"[0-9]{1,4}")


@require_GET
@explains_refusals
def map_of_values(request: PageRequest) -> HttpResponse:
    """Show one column of totals on the map of the day's borders, with the table beneath."""
    answer = answered(request)
    context = answer.context | {"view": "map"}
    if answer.pivot is not None:
        column = request.GET.get("cot", "")
        chosen = _COLUMN.fullmatch(column)
        at = int(column) if chosen else None
        context["about"] = map_page(answer.pivot, orgunits.register(), at)
    return render(request, "analytics/map.html", context, status=answer.status)
