"""Amending a report that counts: why, on which paper, and then the draft of the next revision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bcd138.apps.submissions import selectors, services
from bcd138.domain.approval import State, Step
from bcd138.web.answers import explains_refusals
from bcd138.web.entry.presenters import report_page
from bcd138.web.entry.saving import to_report
from bcd138.web.entry.views import page_context
from bcd138.web.requests import PageRequest


@require_http_methods(["GET", "POST"])
@explains_refusals
def amend(request: PageRequest, org_unit: str, data_set: str, period: str) -> HttpResponse:
    """Ask why, and on which paper once it is closed; POST begins the next revision."""
    if request.method == "POST":
        place = selectors.place_to_fill(org_unit, data_set, period, by=request.user)
        services.amend(
            place=place,
            reason=request.POST.get("reason", ""),
            paper=request.POST.get("paper", ""),
            by=request.user,
            at=now(),
        )
        messages.success(request, _("Đã mở bản đính chính. Mời sửa ô sai rồi trình ký."))
        return to_report(place)
    entry_form = selectors.entry_form(org_unit, data_set, period, by=request.user)
    page = report_page(entry_form, selectors.story_of(entry_form, by=request.user))
    if not any(button.step == Step.AMEND for button in page.buttons):
        return to_report(entry_form.place)
    context = page_context(page) | {"is_closed": page.state == State.CLOSED}
    return render(request, "entry/amend.html", context)
