"""The page of totals in rows and columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bcd138.apps.analytics.pivot import pivot
from bcd138.apps.analytics.pivoted import Pivot
from bcd138.apps.analytics.question import Question
from bcd138.domain.errors import Refused
from bcd138.web.analytics.pivot_form import form_of, found_indicators
from bcd138.web.analytics.pivot_page import pivot_page
from bcd138.web.analytics.question import query_of, question_of
from bcd138.web.analytics.saved_views import view_lines
from bcd138.web.answers import explains_refusals
from bcd138.web.requests import PageRequest
from bcd138.web.templatetags.say import words_of

_FIELDS = {
    "period.unreadable": ("ky",),
    "pivot.too-many-periods": ("ky", "day_ky"),
    "orgunit.day-unreadable": ("ranh_gioi",),
    "comparison.not-standing": ("ranh_gioi",),
    "pivot.base-unreadable": ("so_voi",),
    "pivot.unknown-breakdown": ("phan_to",),
    "pivot.nothing-chosen": ("chi_tieu",),
    "catalogue.unknown-indicator": ("chi_tieu",),
}


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer and what every view of it shows; 422 where a field is at fault."""

    pivot: Pivot | None
    context: dict[str, Any]
    status: int


@require_GET
@explains_refusals
def table(request: PageRequest) -> HttpResponse:
    """Show totals: units down and measures across, or measures down and periods across."""
    answer = answered(request)
    return render(request, "analytics/pivot.html", answer.context, status=answer.status)


def answered(request: PageRequest) -> Answered:
    """Answer what an address asks.

    What cannot be read or does not go together is said at its field; the rest of the
    question stays as it was asked.
    """
    asked, found, faults = None, None, {}
    try:
        asked = question_of(request.GET, by=request.user)
        found = pivot(asked, by=request.user) if asked else None
    except Refused as refused:
        if refused.code not in _FIELDS:
            raise
        names = _FIELDS[refused.code]
        faults = {names[0]: words_of(refused.code, refused.params)}
        asked = question_of(_without(request.GET, names), by=request.user)
    context = _context(request, asked, faults)
    if found is not None:
        context |= {"page": pivot_page(found), "invented": found.is_invented}
    return Answered(found, context, 422 if faults else 200)


@require_GET
def indicators(request: PageRequest) -> HttpResponse:
    """Answer with the indicators that have the words typed, to be ticked."""
    found = found_indicators(request.GET.get("tim", ""), request.GET.getlist("chi_tieu"))
    context = {"found": found, "typed": request.GET.get("tim", "").strip()}
    return render(request, "analytics/pivot_found.html", context)


def _context(
    request: PageRequest, asked: Question | None, faults: dict[str, str]
) -> dict[str, Any]:
    if asked is None:
        return {"asked": None, "faults": faults}
    typed = request.GET.get("tim", "")
    return {
        "asked": asked,
        "query": query_of(asked),
        "form": form_of(asked, by=request.user),
        "found": found_indicators(typed, asked.indicators),
        "typed": typed.strip(),
        "saved": view_lines(by=request.user),
        "faults": faults,
    }


def _without(given: QueryDict, names: tuple[str, ...]) -> QueryDict:
    """Return what was given without some fields."""
    kept = given.copy()
    for name in names:
        kept.pop(name, None)
    return kept
