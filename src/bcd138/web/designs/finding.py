"""Finding indicators for the rows of a design."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.designs import selectors
from bcd138.web.answers import explains_refusals
from bcd138.web.requests import PageRequest

_MOST = 12


@require_GET
@explains_refusals
def find_rows(request: PageRequest, design_id: int, section: int) -> HttpResponse:
    """Show the indicators with these words or this code that are not yet in the form."""
    design = selectors.visible(by=request.user).get(pk=design_id)
    query = request.GET.get("tim", "").strip()
    taken = [row["element"] for each in design.content["sections"] for row in each["rows"]]
    found = _found(query) if query else catalogue.current().none()
    left = found.exclude(code__in=taken).exclude(value_type="change")
    context = {"found": left[:_MOST], "query": query, "section": section}
    return render(request, "designs/found_rows.html", context)


def _found(query: str) -> QuerySet[Indicator]:
    by_code = catalogue.current().filter(code__icontains=query)
    return catalogue.search(query) | by_code
