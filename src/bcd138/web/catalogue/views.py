"""Pages of the catalogue of indicators."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bcd138.apps.catalogue import selectors
from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.submissions import selectors as submissions
from bcd138.domain.errors import Refused
from bcd138.web.catalogue.presenters import groups_of, indicator_page
from bcd138.web.requests import PageRequest

_USES_SHOWN = 50


@require_GET
def indicator_list(request: PageRequest) -> HttpResponse:
    """Show the indicators by group, all of them or those that a search finds."""
    query = request.GET.get("tim", "").strip()
    groups = groups_of(_found(query) if query else selectors.current())
    context = {
        "groups": groups,
        "count": sum(len(group.indicators) for group in groups),
        "query": query,
        "load": selectors.latest_load(),
    }
    return render(request, "catalogue/indicator_list.html", context)


@require_GET
def indicator_detail(request: PageRequest, code: str) -> HttpResponse:
    """Show what one indicator means, how it is worded, and its figures."""
    try:
        indicator = selectors.by_code(code)
    except Refused as unknown:
        raise Http404 from unknown
    used = list(submissions.in_force(by=request.user).filter(indicator=indicator)[:_USES_SHOWN])
    context = {
        "page": indicator_page(indicator, selectors.names()),
        "used": used,
        "invented": any(value.org_unit.is_invented for value in used),
    }
    return render(request, "catalogue/indicator_detail.html", context)


def _found(query: str) -> QuerySet[Indicator]:
    """Return the indicators with these words, or with this in their code."""
    return selectors.search(query) | selectors.current().filter(code__icontains=query)
