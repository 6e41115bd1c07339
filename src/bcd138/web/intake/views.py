"""Pages where texts come in, are looked at and confirmed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.intake import selectors
from bcd138.apps.intake.models import ReceivedText
from bcd138.web.answers import explains_refusals
from bcd138.web.intake.forms import ReceiveForm
from bcd138.web.intake.listing import narrowed
from bcd138.web.intake.presenters import TextPage, text_page
from bcd138.web.intake.unit_choices import UnitChoice, choices_for
from bcd138.web.intake.uploads import Outcome, receive_files, receive_pasted
from bcd138.web.requests import PageRequest

_ON_ONE_PAGE = 30


@require_GET
def text_list(request: PageRequest) -> HttpResponse:
    """Show the texts that wait, are done, or all of them."""
    state, query = request.GET.get("xem", "tat-ca"), request.GET.get("tim", "")
    texts = narrowed(selectors.texts(by=request.user), state=state, query=query)
    page = Paginator(texts, _ON_ONE_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "state": state,
        "query": query,
        "invented": any(text.is_invented for text in page),
    }
    return render(request, "intake/text_list.html", context)


@require_http_methods(["GET", "POST"])
@explains_refusals
def receive(request: PageRequest) -> HttpResponse:
    """Take in files or a pasted text; one good text leads to its page."""
    form = ReceiveForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "intake/receive.html", {"form": form}, status=status)
    outcomes = _outcomes(request, form)
    if len(outcomes) == 1 and (text := outcomes[0].text):
        said = _("Đã nhận và đọc xong.") if outcomes[0].is_new else _("Văn bản này đã có từ trước.")
        messages.success(request, said)
        return redirect("intake:detail", text.pk)
    refused = all(outcome.text is None for outcome in outcomes)
    context = {"form": ReceiveForm(), "outcomes": outcomes}
    return render(request, "intake/receive.html", context, status=422 if refused else 200)


def _outcomes(request: PageRequest, form: ReceiveForm) -> list[Outcome]:
    at = now()
    outcomes = receive_files(form.cleaned_data["files"], by=request.user, at=at)
    if form.cleaned_data["pasted"].strip():
        outcomes.append(receive_pasted(form.cleaned_data["pasted"], by=request.user, at=at))
    return outcomes


@require_GET
@explains_refusals
def text_detail(request: PageRequest, text_id: int) -> HttpResponse:
    """Show the original text with everything found in it, and the list to decide on."""
    page = text_page(selectors.text_detail(text_id, by=request.user), catalogue.names())
    found = {"units": _units(request, page.text), "unit_query": request.GET.get("tim", "")}
    return render(request, "intake/text_detail.html", page_context(page) | found)


@require_GET
@explains_refusals
def row(request: PageRequest, text_id: int, suggestion_id: int) -> HttpResponse:
    """Show one row as it stands, when its correction is given up."""
    page = text_page(selectors.text_detail(text_id, by=request.user), catalogue.names())
    context = {"page": page, "row": page.row(suggestion_id)}
    return render(request, "intake/suggestion_row.html", context)


@require_GET
@explains_refusals
def unit_choices(request: PageRequest, text_id: int) -> HttpResponse:
    """Show the units whose name contains what is being typed."""
    text = selectors.visible(by=request.user).get(pk=text_id)
    context = {
        "text": text,
        "units": _units(request, text),
        "unit_query": request.GET.get("tim", ""),
    }
    return render(request, "intake/unit_choices.html", context)


def page_context(page: TextPage) -> dict[str, Any]:
    """Return what the template of a text's page needs."""
    return {
        "page": page,
        "text": page.text,
        "indicators": page.names.items(),
        "invented": page.text.is_invented,
    }


def _units(request: PageRequest, text: ReceivedText) -> list[UnitChoice]:
    """Return the units that stood then and that the query may mean."""
    query = request.GET.get("tim", text.org_unit_named)
    return choices_for(query, text.period.end if text.period else None)
