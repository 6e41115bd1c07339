"""Answers to what a person decides on a text: accept, correct, reject, undo, choose."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.intake import selectors, services
from bcd138.apps.intake.models import Suggestion
from bcd138.web.answers import explains_refusals
from bcd138.web.intake.forms import CorrectForm, PeriodForm
from bcd138.web.intake.presenters import correct_form, text_page
from bcd138.web.intake.views import page_context
from bcd138.web.requests import PageRequest


@require_POST
@explains_refusals
def accept(request: PageRequest, text_id: int, suggestion_id: int) -> HttpResponse:
    """Say yes to what was read."""
    services.confirm(
        suggestion_id=suggestion_id,
        by=request.user,
        at=now(),
        supersede="supersede" in request.POST,
    )
    return _decided(request, text_id, suggestion_id)


@require_http_methods(["GET", "POST"])
@explains_refusals
def correct(request: PageRequest, text_id: int, suggestion_id: int) -> HttpResponse:
    """Put a figure right; GET, and a number that cannot be read, give its row with the form."""
    form = CorrectForm(request.POST, auto_id=f"s{suggestion_id}-%s")
    if request.method == "GET" or not form.is_valid():
        return _opened(request, text_id, suggestion_id, form)
    given = form.cleaned_data
    services.correct(
        suggestion_id=suggestion_id,
        by=request.user,
        at=now(),
        indicator_code=given.pop("indicator"),
        supersede="supersede" in request.POST,
        **given,
    )
    return _decided(request, text_id, suggestion_id)


@require_POST
@explains_refusals
def reject(request: PageRequest, text_id: int, suggestion_id: int) -> HttpResponse:
    """Say that what was read is not so."""
    services.reject(suggestion_id=suggestion_id, by=request.user, at=now())
    return _decided(request, text_id, suggestion_id)


@require_POST
@explains_refusals
def reopen(request: PageRequest, text_id: int, suggestion_id: int) -> HttpResponse:
    """Take a decision back."""
    services.reopen(suggestion_id=suggestion_id, by=request.user, at=now())
    return _decided(request, text_id, suggestion_id)


@require_POST
@explains_refusals
def accept_certain(request: PageRequest, text_id: int) -> HttpResponse:
    """Say yes to every figure the reader was sure of."""
    count = services.confirm_certain(text_id=text_id, by=request.user, at=now())
    said = ngettext("Đã nhận %(n)s số liệu chắc.", "Đã nhận %(n)s số liệu chắc.", count)
    messages.success(request, said % {"n": count})
    return redirect("intake:detail", text_id)


@require_POST
@explains_refusals
def choose_unit(request: PageRequest, text_id: int) -> HttpResponse:
    """Say which unit the text speaks of."""
    code = request.POST.get("org_unit", "")
    services.choose_unit(text_id=text_id, org_unit_code=code, by=request.user, at=now())
    messages.success(request, _("Đã ghi đơn vị của văn bản."))
    return redirect("intake:detail", text_id)


@require_POST
@explains_refusals
def choose_period(request: PageRequest, text_id: int) -> HttpResponse:
    """Say which days the text speaks of."""
    form = PeriodForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Chưa ghi kỳ: năm phải là số, từ 1990 đến 2100."))
        return redirect("intake:detail", text_id)
    services.choose_period(text_id=text_id, period_code=form.code, by=request.user, at=now())
    messages.success(request, _("Đã ghi kỳ của văn bản."))
    return redirect("intake:detail", text_id)


def _decided(request: PageRequest, text_id: int, suggestion_id: int) -> HttpResponse:
    """Answer with the row and the counters, or go back to the row."""
    if not request.htmx:
        return redirect(f"{reverse('intake:detail', args=[text_id])}#s-{suggestion_id}")
    detail = selectors.text_detail(text_id, by=request.user)
    page = text_page(detail, catalogue.names())
    return render(request, "intake/decided.html", {"page": page, "row": page.row(suggestion_id)})


def _opened(
    request: PageRequest, text_id: int, suggestion_id: int, typed: CorrectForm
) -> HttpResponse:
    """Answer with the row and its form, alone or on the whole page."""
    detail = selectors.text_detail(text_id, by=request.user)
    suggestion = next((one for one in detail.suggestions if one.pk == suggestion_id), None)
    if suggestion is None or suggestion.kind != "figure" or suggestion.state != "pending":
        raise Suggestion.DoesNotExist
    posted = request.method == "POST"
    form = typed if posted else correct_form(suggestion)
    page = text_page(detail, catalogue.names(), (suggestion_id, form))
    status = 422 if posted else 200
    if request.htmx:
        context = {"page": page, "row": page.row(suggestion_id)}
        return render(request, "intake/suggestion_row.html", context, status=status)
    return render(request, "intake/text_detail.html", page_context(page), status=status)
