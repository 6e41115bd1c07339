"""Answers to what is typed: cells, remarks, narratives, and empty cells filled in one go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bcd138.apps.submissions import selectors, services
from bcd138.apps.submissions.models import Submission
from bcd138.apps.submissions.selectors import Place
from bcd138.domain.errors import Refused
from bcd138.web.answers import explains_refusals
from bcd138.web.entry.conflict import conflict
from bcd138.web.entry.presenters import codes_of, kept_by, saved_answer, saved_summary
from bcd138.web.entry.typed import Typed, read_narratives, read_typed, read_version
from bcd138.web.requests import PageRequest

_WAYS: dict[str, Literal["zero", "unchanged"]] = {"zero": "zero", "unchanged": "unchanged"}


@require_POST
@explains_refusals
def cells(request: PageRequest, org_unit: str, data_set: str, period: str) -> HttpResponse:
    """Save cells; a script gets what changed on the page, a plain form the page again."""
    typed = read_typed(request.POST)
    if not request.htmx:
        now_there = selectors.entry_form(org_unit, data_set, period, by=request.user)
        typed = typed.without(now_there.entries)
    place = selectors.place_to_fill(org_unit, data_set, period, by=request.user)
    try:
        saved = _save(request, place, typed)
    except Refused as refused:
        if refused.code != "submission.changed-meanwhile":
            raise
        return conflict(request, place, typed, refused)
    if not request.htmx:
        return _back(request, place, saved.faults)
    answer = saved_answer(place, saved, typed)
    return render(request, "entry/saved.html", {"answer": answer, "summary": answer.summary})


@require_POST
@explains_refusals
def narratives(request: PageRequest, org_unit: str, data_set: str, period: str) -> HttpResponse:
    """Save the parts in words."""
    place = selectors.place_to_fill(org_unit, data_set, period, by=request.user)
    words = read_narratives(request.POST)
    try:
        submission = services.save_narratives(
            place=place, words=words, by=request.user, at=now(), version=read_version(request.POST)
        )
    except Refused as refused:
        submission = _already_so(place, words, refused)
    if not request.htmx:
        messages.success(request, _("Đã lưu phần thuyết minh."))
        return to_report(place, "thuyet-minh")
    context = {"summary": saved_summary(submission), "narratives": list(words)}
    return render(request, "entry/saved.html", context)


@require_POST
@explains_refusals
def empty_cells(request: PageRequest, org_unit: str, data_set: str, period: str) -> HttpResponse:
    """Fill the cells nobody has reported with 0, or with what stands from period to period."""
    how = _WAYS.get(request.POST.get("how", ""))
    if how is None:
        raise Http404
    place = selectors.place_to_fill(org_unit, data_set, period, by=request.user)
    before = _filled(place)
    saved = services.fill_empty(place=place, how=how, by=request.user, at=now())
    filled = kept_by(saved).filled_count - before
    said = ngettext("Đã điền %(n)s ô trống.", "Đã điền %(n)s ô trống.", filled)
    messages.success(request, said % {"n": filled})
    return to_report(place)


@require_POST
@explains_refusals
def from_texts(request: PageRequest, org_unit: str, data_set: str, period: str) -> HttpResponse:
    """Fill empty cells with the figures confirmed from texts."""
    place = selectors.place_to_fill(org_unit, data_set, period, by=request.user)
    before = _filled(place)
    saved = services.take_confirmed(place=place, by=request.user, at=now())
    filled = kept_by(saved).filled_count - before
    said = ngettext("Đã lấy %(n)s số từ văn bản.", "Đã lấy %(n)s số từ văn bản.", filled)
    messages.success(request, said % {"n": filled})
    return to_report(place)


def to_report(place: Place, anchor: str = "") -> HttpResponse:
    """Lead back to the report, to one place of it."""
    address = reverse("entry:report", args=codes_of(place))
    return redirect(f"{address}#{anchor}" if anchor else address)


def _save(request: PageRequest, place: Place, typed: Typed) -> services.Saved:
    return services.save_cells(
        place=place,
        typed=typed.cells,
        remarks=typed.remarks,
        version=typed.version,
        by=request.user,
        at=now(),
    )


def _already_so(place: Place, words: Mapping[str, str], refused: Refused) -> Submission:
    """Return the report whose words stand so already: the answer to their saving got lost."""
    there = selectors.latest(place.org_unit, place.form.data_set_id, place.period)
    if refused.code != "submission.changed-meanwhile" or there is None:
        raise refused
    if any(there.narratives.get(code, "") != text for code, text in words.items()):
        raise refused
    return there


def _filled(place: Place) -> int:
    before = selectors.latest(place.org_unit, place.form.data_set_id, place.period)
    return before.filled_count if before else 0


def _back(request: PageRequest, place: Place, faults: object) -> HttpResponse:
    if faults:
        messages.error(request, _("Đã lưu; ô màu đỏ chưa đọc được, lý do ở dưới ô."))
    else:
        messages.success(request, _("Đã lưu."))
    if request.POST.get("to") == "gui":
        return redirect("entry:send", *codes_of(place))
    return to_report(place, request.POST.get("next", ""))
