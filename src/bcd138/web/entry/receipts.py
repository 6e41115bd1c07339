"""The receipt of a report, to look at and to print, and the signed content that it seals."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bcd138.apps.submissions import selectors
from bcd138.web.answers import attachment, explains_refusals
from bcd138.web.entry.presenters import codes_of
from bcd138.web.entry.typed import read_revision
from bcd138.web.requests import PageRequest
from bcd138.web.templatetags.say import words_of


@require_GET
@explains_refusals
def receipt(request: PageRequest, org_unit: str, data_set: str, period: str) -> HttpResponse:
    """Show the receipt of the report that was sent last, or of one revision."""
    revision = read_revision(request.GET)
    found = selectors.receipt(org_unit, data_set, period, by=request.user, revision=revision)
    told = found.standing
    context = {
        "receipt": found,
        "report": found.submission,
        "place": found.place,
        "form": found.place.data_set,
        "codes": codes_of(found.place),
        "state": words_of(f"state.{found.submission.state}", {}),
        "standing": words_of(told.code, told.params) if told else "",
        "capacity": words_of(f"capacity.{found.signed.signed_as}", {}),
        "invented": found.place.org_unit.is_invented,
    }
    return render(request, "entry/receipt.html", context)


@require_GET
@explains_refusals
def content(request: PageRequest, org_unit: str, data_set: str, period: str) -> HttpResponse:
    """Give what was signed, byte for byte: whoever doubts the seal computes it again."""
    revision = read_revision(request.GET)
    found = selectors.receipt(org_unit, data_set, period, by=request.user, revision=revision)
    name = "-".join((*codes_of(found.place), f"{found.submission.revision}.json"))
    return attachment(found.content, name.replace("..", "_"), "application/json")
