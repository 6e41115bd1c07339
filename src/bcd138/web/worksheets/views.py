"""Bringing in a unit's own workbook, and the page that shows it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from bcd138.apps.files.services import content_of
from bcd138.apps.submissions import selectors as submissions
from bcd138.apps.worksheets import selectors, services
from bcd138.domain.errors import Refused
from bcd138.formats.own_workbook import MOST_BYTES
from bcd138.web.answers import attachment, explains_refusals
from bcd138.web.requests import PageRequest
from bcd138.web.templatetags.say import words_of
from bcd138.web.worksheets.presenters import changing_from, sheet_page


@require_http_methods(["GET", "POST"])
@explains_refusals
def receive(request: PageRequest, org_unit: str, data_set: str, period: str) -> HttpResponse:
    """Show where a workbook is brought in for a report, and take it in."""
    place = submissions.place_to_fill(org_unit, data_set, period, by=request.user)
    fault = ""
    if request.method == "POST":
        try:
            receipt = _received(request, place)
        except Refused as refused:
            fault = words_of(refused.code, refused.params)
        else:
            if not receipt.is_new:
                messages.success(request, _("Tệp này đã có từ trước; mở lại như bạn để lần trước."))
            return redirect("worksheets:detail", receipt.received.pk)
    context = {
        "place": place,
        "codes": (org_unit, data_set, period),
        "fault": fault,
        "before": selectors.sheets_for(place, by=request.user),
        "megabytes": MOST_BYTES // 1024**2,
        "invented": place.org_unit.is_invented,
    }
    return render(request, "worksheets/receive.html", context, status=422 if fault else 200)


@require_GET
@explains_refusals
def sheet_detail(request: PageRequest, sheet_id: int) -> HttpResponse:
    """Show the sheet back with what was understood of it."""
    detail = selectors.sheet_detail(sheet_id, by=request.user)
    page = sheet_page(detail, changing=changing_from(request.GET.get("doi", "")))
    context = {"page": page, "invented": detail.place.org_unit.is_invented}
    return render(request, "worksheets/sheet_detail.html", context)


@require_GET
@explains_refusals
def original(request: PageRequest, sheet_id: int) -> HttpResponse:
    """Give the file back as it came."""
    received = selectors.received_sheets(by=request.user).get(pk=sheet_id)
    return attachment(content_of(received.file), received.name, received.file.media_type)


def _received(request: PageRequest, place: submissions.Place) -> services.Receipt:
    file = request.FILES.get("file")
    if file is None:
        raise Refused("worksheet.no-file")
    # One byte over the limit is enough to refuse: the rest stays on disk.
    content = file.read(MOST_BYTES + 1)
    return services.receive(
        content=content, name=file.name or "?", place=place, by=request.user, at=now()
    )
