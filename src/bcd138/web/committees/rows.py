"""Pages that add, correct, end or take away one name, standing agency or seat."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bcd138.apps.committees import selectors, services
from bcd138.apps.committees.enums import RowKind
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.committee import Dated
from bcd138.domain.committee_faults import FaultyRegister
from bcd138.web.answers import explains_refusals
from bcd138.web.committees.forms import FORMS, EndForm, RowForm, initial_of
from bcd138.web.committees.presenters import row_words
from bcd138.web.committees.views import render_form, unit_of, unit_to_change
from bcd138.web.requests import PageRequest


@require_http_methods(["GET", "POST"])
@explains_refusals
def add(request: PageRequest, code: str, kind: RowKind) -> HttpResponse:
    """Add a row."""
    unit = unit_to_change(request, code)
    form = _form(kind, unit, request)
    if request.method == "POST" and form.is_valid():
        row = form.row()
        try:
            services.add(org_unit_code=unit.code, row=row, by=request.user, at=now())
        except FaultyRegister as refused:
            form.add_faults(refused.faults)
        else:
            return _done(request, unit, _("Đã thêm."), row)
    titles = {
        RowKind.NAME: _("Thêm tên gọi mới"),
        RowKind.AGENCY: _("Thêm cơ quan thường trực"),
        RowKind.SEAT: _("Thêm thành viên"),
    }
    return render_form(request, unit, form, title=titles[kind])


@require_http_methods(["GET", "POST"])
@explains_refusals
def correct(request: PageRequest, code: str, kind: RowKind, row_id: int) -> HttpResponse:
    """Put a row right that was entered by mistake."""
    unit = unit_to_change(request, code)
    kept = selectors.row_of(unit, kind, row_id)
    form = _form(kind, unit, request, initial=initial_of(kept.dated))
    if request.method == "POST" and form.is_valid():
        row = form.row()
        try:
            services.correct(
                org_unit_code=unit.code, row_id=row_id, row=row, by=request.user, at=now()
            )
        except FaultyRegister as refused:
            form.add_faults(refused.faults)
        else:
            return _done(request, unit, _("Đã sửa."), row)
    given = {"title": _("Sửa chỗ nhập nhầm"), "about": row_words(kept), "kept": kept}
    links = {
        "end_url": _here("end", kind, unit, row_id),
        "remove_url": _here("remove", kind, unit, row_id),
    }
    return render_form(request, unit, form, **given, **links)


@require_http_methods(["GET", "POST"])
@explains_refusals
def end(request: PageRequest, code: str, kind: RowKind, row_id: int) -> HttpResponse:
    """Say since which day a row no longer holds."""
    unit = unit_to_change(request, code)
    kept = selectors.row_of(unit, kind, row_id)
    form = EndForm(request.POST or None, initial={"on": kept.valid_until})
    if request.method == "POST" and form.is_valid():
        try:
            services.end(
                org_unit_code=unit.code,
                kind=kind,
                row_id=row_id,
                on=form.cleaned_data["on"],
                by=request.user,
                at=now(),
            )
        except FaultyRegister as refused:
            form.add_faults(refused.faults)
        else:
            return _done(request, unit, _("Đã ghi ngày thôi."))
    return render_form(request, unit, form, title=_("Ghi ngày thôi"), about=row_words(kept))


@require_POST
@explains_refusals
def remove(request: PageRequest, code: str, kind: RowKind, row_id: int) -> HttpResponse:
    """Take away a row that should never have been there."""
    services.remove(
        org_unit_code=unit_of(code).code, kind=kind, row_id=row_id, by=request.user, at=now()
    )
    messages.success(request, _("Đã bỏ dòng nhập nhầm; nhật ký giữ lại nội dung cũ."))
    return redirect("committees:detail", code)


def _form(kind: RowKind, unit: OrgUnit, request: PageRequest, **given: Any) -> RowForm:
    if kind == RowKind.AGENCY:
        given["units"] = selectors.agencies_beside(unit)
    return FORMS[kind](request.POST or None, **given)


def _done(request: PageRequest, unit: OrgUnit, said: str, row: Dated | None = None) -> HttpResponse:
    """Go back to the list, of the row's own first day where today's does not have it."""
    messages.success(request, said)
    address = reverse("committees:detail", args=[unit.code])
    if row is not None and not row.holds_on(localdate()):
        address = f"{address}?ngay={row.valid_from:%d/%m/%Y}"
    return redirect(address)


def _here(act: str, kind: RowKind, unit: OrgUnit, row_id: int) -> str:
    return reverse(f"committees:{act}-{kind}", args=[unit.code, row_id])
