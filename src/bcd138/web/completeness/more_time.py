"""Giving a unit more time for one report."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bcd138.apps.submissions import permissions, selectors, services
from bcd138.domain.errors import Refused
from bcd138.web.answers import explains_refusals
from bcd138.web.completeness.asked import read_day
from bcd138.web.requests import PageRequest
from bcd138.web.templatetags.say import day, words_of


@require_http_methods(["GET", "POST"])
@explains_refusals
def more_time(request: PageRequest, org_unit: str, data_set: str, period: str) -> HttpResponse:
    """Ask until when and why; POST gives the time and leads back to the unit's reports."""
    place = selectors.place(org_unit, data_set, period, by=request.user)
    permissions.check_can_approve(request.user, place.org_unit)
    fault, until, reason = "", request.POST.get("den", ""), request.POST.get("ly_do", "")
    if request.method == "POST":
        try:
            given = services.extend(
                place=place, until=read_day(until), reason=reason, by=request.user, at=now()
            )
        except Refused as refused:
            fault = words_of(refused.code, refused.params)
        else:
            messages.success(
                request,
                _("Đã gia hạn đến hết ngày %(day)s và báo cho đơn vị.") % {"day": day(given.until)},
            )
            return redirect(_back(org_unit, data_set, place.period.year))
    context = {
        "place": place,
        "deadline": selectors.deadline_for(
            place.org_unit.pk, place.org_unit.level, place.form, place.period
        ),
        "fault": fault,
        "until": until,
        "reason": reason,
        "back": _back(org_unit, data_set, place.period.year),
        "invented": place.org_unit.is_invented,
    }
    return render(request, "completeness/more_time.html", context, status=422 if fault else 200)


def _back(org_unit: str, data_set: str, year: int) -> str:
    told = urlencode({"don_vi": org_unit, "bieu": data_set, "nam": str(year)})
    return f"{reverse('completeness:matrix')}?{told}"
