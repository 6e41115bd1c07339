"""A last look before sending, and the steps after it: take back, take in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bcd138.apps.submissions import selectors, services
from bcd138.web.answers import explains_refusals
from bcd138.web.entry.presenters import report_page
from bcd138.web.entry.review import review_of
from bcd138.web.entry.saving import to_report
from bcd138.web.entry.typed import read_version
from bcd138.web.entry.views import page_context
from bcd138.web.requests import PageRequest


@require_http_methods(["GET", "POST"])
@explains_refusals
def send(request: PageRequest, org_unit: str, data_set: str, period: str) -> HttpResponse:
    """Show what blocks, what needs a word and what changed; POST sends the report."""
    if request.method == "POST":
        place = selectors.place_to_fill(org_unit, data_set, period, by=request.user)
        version = read_version(request.POST)
        services.submit(place=place, by=request.user, at=now(), version=version)
        messages.success(request, _("Đã gửi báo cáo. Cơ quan thường trực cấp trên sẽ tiếp nhận."))
        return to_report(place)
    entry_form = selectors.entry_form(org_unit, data_set, period, by=request.user)
    page = report_page(entry_form, by=request.user, replaces=False)
    if not page.is_editable:
        return to_report(entry_form.place)
    context = page_context(page) | {"review": review_of(entry_form)}
    return render(request, "entry/review.html", context)


@require_POST
@explains_refusals
def take_back(request: PageRequest, org_unit: str, data_set: str, period: str) -> HttpResponse:
    """Make a report that nobody has taken in a draft again."""
    services.take_back(submission_id=_id(request), by=request.user, at=now())
    messages.success(request, _("Đã lấy lại báo cáo. Sửa xong, mời gửi lại."))
    return redirect("entry:report", org_unit, data_set, period)


@require_POST
@explains_refusals
def approve(request: PageRequest, org_unit: str, data_set: str, period: str) -> HttpResponse:
    """Take a report in: its numbers count from now on."""
    services.approve(submission_id=_id(request), by=request.user, at=now())
    messages.success(request, _("Đã tiếp nhận. Số liệu của báo cáo đã vào tổng hợp."))
    return redirect("entry:report", org_unit, data_set, period)


def _id(request: PageRequest) -> int:
    given = request.POST.get("submission", "")
    return int(given) if given.isascii() and given.isdecimal() else 0
