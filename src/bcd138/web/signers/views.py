"""Pages of who signs for a unit: the list, giving the right, ending it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from bcd138.apps.accounts import permissions, selectors, services
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.errors import Refused
from bcd138.web.answers import explains_refusals
from bcd138.web.requests import PageRequest
from bcd138.web.signers.forms import AppointForm, DismissForm, SigningForm
from bcd138.web.signers.presenters import signer_lines


@require_GET
@explains_refusals
def signer_list(request: PageRequest, code: str) -> HttpResponse:
    """Show who signs, signed or will sign for a unit."""
    unit = selectors.unit_seen(code, by=request.user)
    context = {
        "unit": unit,
        "lines": signer_lines(selectors.signing_rights(unit, by=request.user), localdate()),
        "may_appoint": permissions.can_appoint_signers(request.user, unit),
        "invented": unit.is_invented,
    }
    return render(request, "signers/signer_list.html", context)


@require_http_methods(["GET", "POST"])
@explains_refusals
def appoint(request: PageRequest, code: str) -> HttpResponse:
    """Let somebody of the unit sign for it."""
    unit = _unit_to_change(request, code)
    people = selectors.people_of(unit, by=request.user)
    days = {"valid_from": localdate()}
    form = AppointForm(request.POST or None, people=people, initial=days)
    if request.method == "POST" and form.is_valid():
        try:
            services.appoint_signer(
                username=form.cleaned_data["person"],
                org_unit=unit,
                right=form.right(),
                by=request.user,
                at=now(),
            )
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Đã giao quyền ký."))
            return redirect("signers:list", unit.code)
    return _render(request, unit, form, _("Giao quyền ký"), has_nobody=not people)


@require_http_methods(["GET", "POST"])
@explains_refusals
def dismiss(request: PageRequest, code: str, right_id: int) -> HttpResponse:
    """Say since which day somebody no longer signs."""
    unit = _unit_to_change(request, code)
    right = selectors.signing_rights(unit, by=request.user).get(pk=right_id)
    form = DismissForm(request.POST or None, initial={"valid_until": localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            services.dismiss_signer(
                right_id=right.pk,
                org_unit=unit,
                until=form.cleaned_data["valid_until"],
                by=request.user,
                at=now(),
            )
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Đã ghi ngày thôi ký. Những gì đã ký vẫn có giá trị."))
            return redirect("signers:list", unit.code)
    return _render(request, unit, form, _("Thôi quyền ký: %(name)s") % {"name": right.user})


def _unit_to_change(request: PageRequest, code: str) -> OrgUnit:
    unit = selectors.unit_seen(code, by=request.user)
    permissions.check_can_appoint_signers(request.user, unit)
    return unit


def _render(
    request: PageRequest,
    unit: OrgUnit,
    form: SigningForm,
    title: str,
    *,
    has_nobody: bool = False,
) -> HttpResponse:
    context = {
        "unit": unit,
        "form": form,
        "title": title,
        "has_nobody": has_nobody,
        "invented": unit.is_invented,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "signers/signer_form.html", context, status=status)
