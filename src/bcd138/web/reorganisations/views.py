"""Entering an act: the form, the preview, and saving what was previewed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from bcd138.apps.orgunits import selectors as orgunits
from bcd138.apps.reorganisations import permissions, selectors, services
from bcd138.domain.errors import Refused
from bcd138.domain.register_faults import Fault
from bcd138.formats.act_columns import FIRST
from bcd138.formats.act_template import write_act_template, write_fault_sheet
from bcd138.formats.workbook_page import XLSX
from bcd138.web.answers import explains_refusals
from bcd138.web.reorganisations import grid
from bcd138.web.reorganisations.faults import FaultLine, by_line, fault_lines
from bcd138.web.reorganisations.forms import HeadForm
from bcd138.web.reorganisations.kept import Kept, head_typed, keep, kept
from bcd138.web.reorganisations.preview import preview_page
from bcd138.web.reorganisations.said import entered_words
from bcd138.web.reorganisations.typed import Typed, typed_rows
from bcd138.web.reorganisations.words import cell_words, kinds
from bcd138.web.requests import PageRequest
from bcd138.web.templatetags.say import words_of

_UNITS_OFFERED = 400


@require_GET
@explains_refusals
def template(request: PageRequest) -> HttpResponse:
    """Answer with the empty sheet of an act."""
    del request
    return _workbook(write_act_template(), "van-ban-sap-xep")


@require_http_methods(["GET", "POST"])
@explains_refusals
def enter(request: PageRequest) -> HttpResponse:
    """Show the form of an act; what it would do; and save it when that was looked at."""
    permissions.check_may_reorganise(request.user)
    step = request.POST.get("step", "")
    if request.method != "POST":
        return _form(request, HeadForm(), Typed(()))
    if step in {"save", "edit"}:
        looked_at = kept(request.POST.get("kept", ""))
        if step == "save":
            return _save(request, looked_at)
        return _form(request, HeadForm(initial=looked_at.head), Typed(looked_at.rows), blank=1)
    if step == "drop":
        return _form(request, HeadForm(initial=head_typed(request.POST)), Typed(()))
    typed = typed_rows(request)
    if step == "more":
        head = HeadForm(initial=head_typed(request.POST))
        return _form(request, head, typed, blank=typed.blank + grid.MORE_ROWS, more=True)
    return _preview(request, HeadForm(request.POST), typed, wants_sheet=step == "faults")


def _preview(
    request: PageRequest, form: HeadForm, typed: Typed, *, wants_sheet: bool = False
) -> HttpResponse:
    """Answer with the preview, or with the form and everything that is wrong with it."""
    valid, head = form.is_valid(), form.head()
    if head is None or (typed.has_faults and not typed.rows):
        return _form(request, form, typed, status=422)
    try:
        if typed.has_faults or not valid:
            found = selectors.checked(head, typed.rows, by=request.user)
            return _form(request, form, typed, faults=found.faults, status=422)
        preview = selectors.preview(head, typed.rows, by=request.user)
    except Refused as refused:
        return _form(request, form, typed, refused=refused)
    if preview.faults and wants_sheet:
        lines = fault_lines(preview.faults, preview.rows, preview.before)
        return _workbook(write_fault_sheet(typed.rows, by_line(lines)), "van-ban-can-sua")
    if preview.faults:
        return _form(request, form, typed, faults=preview.faults, status=422)
    return _shown(request, form, typed, preview)


def _shown(
    request: PageRequest,
    form: HeadForm,
    typed: Typed,
    preview: selectors.Preview,
    refusal: str = "",
) -> HttpResponse:
    head = form.cleaned_data
    context = {
        "head": head,
        "page": preview_page(preview, issued_on=head["issued_on"], today=localdate()),
        "kept": keep(head_typed(form.data), typed.rows, preview.digest),
        "notices": typed.notices,
        "refusal": refusal,
        "rows": len(typed.rows),
        "invented": any(unit.is_invented for unit in preview.effect.ended_units),
    }
    status = 409 if refusal else 200
    return render(request, "reorganisations/act_preview.html", context, status=status)


def _save(request: PageRequest, looked_at: Kept) -> HttpResponse:
    """Save what was previewed; where it would do something else by now, show that instead."""
    form, typed = HeadForm(looked_at.head), Typed(looked_at.rows)
    head = form.head() if form.is_valid() else None
    if head is None:
        return _form(request, form, typed, status=422)
    try:
        entered = services.enter(
            head, typed.rows, by=request.user, at=now(), previewed=looked_at.digest
        )
    except Refused as refused:
        if refused.code != "reorganisation.changed-meanwhile":
            return _form(request, form, typed, refused=refused)
        preview = selectors.preview(head, typed.rows, by=request.user)
        return _shown(request, form, typed, preview, words_of(refused.code, {}))
    if entered.act is None:
        return _form(request, form, typed, faults=entered.faults, status=422)
    messages.success(request, entered_words(entered))
    return redirect("orgunits:act", entered.act.pk)


def _form(
    request: PageRequest,
    form: HeadForm,
    typed: Typed,
    *,
    faults: tuple[Fault, ...] = (),
    refused: Refused | None = None,
    blank: int = grid.FIRST_ROWS,
    more: bool = False,
    status: int = 200,
) -> HttpResponse:
    """Answer with the form and everything typed, each fault at its place."""
    lines = fault_lines(faults, typed.rows, orgunits.register()) if faults else []
    if refused is not None:
        status = 422 if refused.code == "reorganisation.no-rows" else 409
    context = {
        "form": form,
        "typed": typed,
        "faults": lines,
        "refusal": words_of(refused.code, refused.params) if refused else "",
        "kinds": kinds(),
        "labels": [cell_words()[cell] for cell in FIRST],
        **_rows(typed, lines, blank=_blank(typed, blank), more=more),
        **_units(request, form),
    }
    return render(request, "reorganisations/act_form.html", context, status=status)


def _blank(typed: Typed, wanted: int) -> int:
    return 1 if typed.rows and wanted == grid.FIRST_ROWS else wanted


def _rows(typed: Typed, lines: list[FaultLine], *, blank: int, more: bool) -> dict[str, Any]:
    """Return the rows as fields; where they are too many, signed, with a list of the faulty."""
    if grid.fits_the_grid(typed.rows):
        return {"grid": grid.grid(typed.rows, lines, blank=blank, more=more)}
    last = typed.rows[-1:]
    behind = grid.grid(last, (), blank=blank, more=more)[1:]
    return {
        "grid": behind,
        "kept": keep({}, typed.rows),
        "kept_count": len(typed.rows),
        "listed": grid.listed(typed.rows, lines),
        "faulty": len({line.line for line in lines}),
    }


def _units(request: PageRequest, form: HeadForm) -> dict[str, Any]:
    """Return the units that stand on the day and may be named, as many as help."""
    on = _day_of(form)
    found = list(selectors.changeable(request.user, on)[: _UNITS_OFFERED + 1])
    offered = found[:_UNITS_OFFERED]
    return {"units": offered, "units_on": on, "too_many_units": len(found) > len(offered)}


def _day_of(form: HeadForm) -> date:
    if form.is_bound and isinstance(form.cleaned_data.get("effective_on"), date):
        day: date = form.cleaned_data["effective_on"]
        return day
    return localdate()


def _workbook(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer
