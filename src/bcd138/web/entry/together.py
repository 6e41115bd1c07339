"""Accepting and closing many reports in one go, told which of them stay and why."""

from __future__ import annotations

import re

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from bcd138.apps.submissions import selectors, services
from bcd138.domain.period import parse_period
from bcd138.web.answers import explains_refusals
from bcd138.web.entry.waiting import left_lines
from bcd138.web.requests import PageRequest

_ON_ONE_PAGE = 30
_TICKED = re.compile(r"(?P<id>\d{1,18})-(?P<version>\d{1,9})", re.ASCII)


@require_POST
@explains_refusals
def accept(request: PageRequest) -> HttpResponse:
    """Accept the reports that were ticked; show those that stay, with what blocks each."""
    versions = _versions(request)
    if not versions:
        messages.error(request, _("Chưa chọn báo cáo nào. Mời đánh dấu ít nhất một báo cáo."))
        return redirect("entry:list")
    accepted, refused = services.approve_all(versions=versions, by=request.user, at=now())
    if not accepted and not refused:
        raise Http404
    if accepted:
        said = ngettext(
            "Đã chấp nhận %(n)s báo cáo. Số liệu đã vào tổng hợp.",
            "Đã chấp nhận %(n)s báo cáo. Số liệu đã vào tổng hợp.",
            len(accepted),
        )
        messages.success(request, said % {"n": len(accepted)})
    if not refused:
        return redirect("entry:list")
    reports = selectors.submissions(by=request.user).in_bulk(list(refused))
    context = {"accepted": accepted, "left": left_lines(reports, refused)}
    return render(request, "entry/left.html", context)


@require_GET
@explains_refusals
def closing(request: PageRequest) -> HttpResponse:
    """Show the forms and periods with accepted reports; of one, what would stay open."""
    every = selectors.to_close(by=request.user)
    form, code = request.GET.get("bieu", ""), request.GET.get("ky", "")
    chosen = next((one for one in every if (one.data_set, one.period.code) == (form, code)), None)
    if form and chosen is None:
        raise Http404
    left = selectors.left_open(form, chosen.period, by=request.user) if chosen else ()
    page = Paginator(every, _ON_ONE_PAGE).get_page(request.GET.get("trang"))
    context = {"page": page, "chosen": chosen, "left": left}
    return render(request, "entry/closing.html", context)


@require_POST
@explains_refusals
def close(request: PageRequest) -> HttpResponse:
    """Close every accepted report of a form and period; tell how many, and those that stay."""
    form, period = request.POST.get("bieu", ""), parse_period(request.POST.get("ky", ""))
    ids = selectors.accepted_ids(form, period, by=request.user)
    closed, refused = services.close_all(submission_ids=ids, by=request.user, at=now())
    if not closed and not refused:
        raise Http404
    open_yet = len(selectors.left_open(form, period, by=request.user)) + len(refused)
    said = ngettext("Đã chốt %(n)s báo cáo.", "Đã chốt %(n)s báo cáo.", len(closed))
    stays = ngettext("Còn %(n)s báo cáo để ngỏ.", "Còn %(n)s báo cáo để ngỏ.", open_yet)
    words = [said % {"n": len(closed)}, stays % {"n": open_yet}][: 2 if open_yet else 1]
    messages.success(request, " ".join(words))
    return redirect("entry:closing")


def _versions(request: PageRequest) -> dict[int, int]:
    """Return the version that was shown of each report that was ticked: ``17-3``."""
    found = (_TICKED.fullmatch(one) for one in request.POST.getlist("bao-cao"))
    return {int(one["id"]): int(one["version"]) for one in found if one}
