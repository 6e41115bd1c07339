"""Pages of a committee as a whole: its list on a day, the print, forming it, its days."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from bcd138.apps.committees import permissions, selectors, services
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.committee_faults import FaultyRegister
from bcd138.domain.errors import Refused
from bcd138.domain.vietnamese.dates import parse_day
from bcd138.web.answers import explains_refusals
from bcd138.web.committees.fields import RuledForm, SpanForm
from bcd138.web.committees.forms import NameForm
from bcd138.web.committees.presenters import committee_page
from bcd138.web.requests import PageRequest
from bcd138.web.templatetags.say import words_of


@require_GET
def committee_detail(request: PageRequest, code: str) -> HttpResponse:
    """Show the list of a committee on a chosen day, and below it everything it has been."""
    context = _on_a_day(request, code)
    context["may_change"] = permissions.can_change(request.user, context["unit"])
    status = 422 if context["day_fault"] else 200
    return render(request, "committees/committee_detail.html", context, status=status)


@require_GET
def committee_print(request: PageRequest, code: str) -> HttpResponse:
    """Show the list of a day as a paper to print."""
    context = _on_a_day(request, code)
    if context["page"] is None:
        raise Http404
    return render(request, "committees/committee_print.html", context)


@require_http_methods(["GET", "POST"])
@explains_refusals
def establish(request: PageRequest, code: str) -> HttpResponse:
    """Form the committee with its first name."""
    unit = unit_to_change(request, code)
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.establish(org_unit_code=unit.code, name=form.row(), by=request.user, at=now())
        except FaultyRegister as refused:
            form.add_faults(refused.faults)
        else:
            messages.success(request, _("Đã lập Ban Chỉ đạo trong sổ. Mời nhập danh sách."))
            return redirect("committees:detail", unit.code)
    return render_form(request, unit, form, title=_("Lập Ban Chỉ đạo"))


@require_http_methods(["GET", "POST"])
@explains_refusals
def set_days(request: PageRequest, code: str) -> HttpResponse:
    """Correct when the committee began, or say when it ended."""
    unit = unit_to_change(request, code)
    rows = selectors.rows_of(unit)
    if rows is None:
        raise Http404
    kept = rows.committee
    days = {"valid_from": kept.valid_from, "valid_until": kept.valid_until}
    form = SpanForm(request.POST or None, initial=days)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_days(
                org_unit_code=unit.code, by=request.user, at=now(), **form.cleaned_data
            )
        except FaultyRegister as refused:
            form.add_faults(refused.faults)
        else:
            messages.success(request, _("Đã ghi thời gian của Ban Chỉ đạo."))
            return redirect("committees:detail", unit.code)
    hint = _(
        "Khi Ban thôi hoạt động, tên gọi, cơ quan thường trực và thành viên hiện có"
        " cùng thôi từ ngày đó."
    )
    return render_form(request, unit, form, title=_("Thời gian của Ban Chỉ đạo"), hint=hint)


def unit_of(code: str) -> OrgUnit:
    """Return the unit of an address.

    Raises:
        Http404: There is none.
    """
    try:
        return orgunits.by_code(code)
    except Refused as unknown:
        raise Http404 from unknown


def unit_to_change(request: PageRequest, code: str) -> OrgUnit:
    """Return the unit of an address, if the person may change its committee.

    Raises:
        Http404: There is none.
        Refused: ``committee.not-yours``.
    """
    unit = unit_of(code)
    permissions.check_can_change(request.user, unit)
    return unit


def render_form(
    request: PageRequest,
    unit: OrgUnit,
    form: RuledForm,
    **given: Any,
) -> HttpResponse:
    """Show a form of the committee; with faults it is the form again, 422."""
    context = {"unit": unit, "form": form, "invented": unit.is_invented, **given}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "committees/committee_form.html", context, status=status)


def _on_a_day(request: PageRequest, code: str) -> dict[str, Any]:
    unit = unit_of(code)
    written = request.GET.get("ngay", "").strip()
    asked = parse_day(written)
    on: date = asked or localdate()
    rows = selectors.rows_of(unit)
    unread = {"written": written}
    return {
        "unit": unit,
        "on": on,
        "written": f"{on:%d/%m/%Y}" if asked or not written else written,
        "day_fault": words_of("committee.day-unreadable", unread) if written and not asked else "",
        "page": committee_page(unit, rows, on) if rows else None,
        "invented": unit.is_invented,
    }
