"""The dashboard of a leader, and the choice of what stands on it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bcd138.apps.analytics import services
from bcd138.apps.analytics.dashboard import overview
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.submissions import selectors as submissions
from bcd138.web.analytics.leader_page import leader_page
from bcd138.web.answers import explains_refusals
from bcd138.web.requests import PageRequest


@require_GET
def dashboard(request: PageRequest) -> HttpResponse:
    """Show a few numbers, how they went, who is late and what is unusual."""
    found = overview(by=request.user, on=localdate())
    context: dict[str, object] = {"page": None}
    if found is not None:
        names = catalogue.names()
        funnels = submissions.funnels(by=request.user, on=localdate())
        context = {
            "page": leader_page(found, funnels),
            "chosen": [(code, names[code]) for code in found.indicators],
            "invented": found.is_invented,
        }
    return render(request, "analytics/leader.html", context)


@require_POST
@explains_refusals
def choose(request: PageRequest) -> HttpResponse:
    """Keep which indicators stand on the dashboard."""
    codes = [code for code in request.POST.getlist("chi_tieu") if code]
    services.choose_indicators(codes=codes, by=request.user, at=now())
    messages.success(request, _("Đã lưu chỉ tiêu của bảng lãnh đạo."))
    return redirect("analytics:leader")
