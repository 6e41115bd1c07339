"""Our Excel form of a report: handed out, taken back, looked at before it is taken."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from bcd138.apps.submissions import selectors, services
from bcd138.apps.submissions.selectors import EntryForm, Place
from bcd138.domain.errors import Refused
from bcd138.formats.entry_form.head import LARGEST_FILE
from bcd138.formats.entry_form.writing import FormFile, write_entry_form
from bcd138.formats.workbook_page import XLSX
from bcd138.web.answers import attachment, explains_refusals
from bcd138.web.entry.conflict import conflict
from bcd138.web.entry.excel_preview import preview_of
from bcd138.web.entry.presenters import codes_of, kept_by, summary_of
from bcd138.web.entry.saving import to_report
from bcd138.web.entry.typed import read_narratives, read_typed
from bcd138.web.requests import PageRequest


@require_http_methods(["GET", "POST"])
@explains_refusals
def form_file(request: PageRequest, org_unit: str, data_set: str, period: str) -> HttpResponse:
    """Give the form as a workbook; POST shows what a filled one changes, and takes it."""
    if request.method == "GET":
        return _download(selectors.entry_form(org_unit, data_set, period, by=request.user))
    place = selectors.place_to_fill(org_unit, data_set, period, by=request.user)
    if "take" in request.POST:
        return _take(request, place)
    uploaded = request.FILES.get("file")
    if uploaded is None:
        messages.error(request, _("Chưa chọn tệp nào."))
        return to_report(place)
    there = selectors.entry_form(org_unit, data_set, period, by=request.user)
    context = {
        # One byte over the limit is enough for the reader to refuse: the rest stays on disk.
        "preview": preview_of(uploaded.read(LARGEST_FILE + 1), there),
        "file_name": uploaded.name,
        "place": place,
        "codes": codes_of(place),
        "version": summary_of(there).version,
        "invented": place.org_unit.is_invented,
    }
    return render(request, "entry/excel_preview.html", context)


def _download(entry_form: EntryForm) -> HttpResponse:
    place, submission = entry_form.place, entry_form.submission
    past = entry_form.around.past
    file = FormFile(
        form=place.data_set,
        org_unit_code=place.org_unit.code,
        org_unit_name=place.org_unit.name,
        period=place.period,
        entries=entry_form.entries,
        narratives=submission.narratives if submission else {},
        last={key: one.last for key, one in past.items() if one.last is not None},
        same={key: one.same for key, one in past.items() if one.same is not None},
        revision=submission.revision if submission else 1,
        version=summary_of(entry_form).version,
        due_on=entry_form.deadline.effective_on,
    )
    name = "-".join(codes_of(place)).replace("..", "_")
    return attachment(write_entry_form(file), f"{name}.xlsx", XLSX)


def _take(request: PageRequest, place: Place) -> HttpResponse:
    """Save the cells of the preview that are still ticked, with where each came from."""
    words = read_narratives(request.POST)
    typed = read_typed(request.POST)
    at = now()
    try:
        saved = services.save_cells(
            place=place,
            typed=typed.cells,
            remarks=typed.remarks,
            origins=typed.origins,
            version=typed.version,
            by=request.user,
            at=at,
        )
    except Refused as refused:
        if refused.code != "submission.changed-meanwhile":
            raise
        return conflict(request, place, typed, refused)
    if words:
        version = kept_by(saved).version
        services.save_narratives(place=place, words=words, by=request.user, at=at, version=version)
    count = len(typed.cells)
    said = ngettext("Đã lấy %(n)s ô từ tệp Excel.", "Đã lấy %(n)s ô từ tệp Excel.", count)
    messages.success(request, said % {"n": count})
    return to_report(place)
