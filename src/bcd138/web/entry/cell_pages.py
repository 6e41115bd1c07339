"""One cell with all that is said about it: comment, explanation, where it came from, files."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bcd138.apps.submissions import selectors
from bcd138.web.answers import explains_refusals
from bcd138.web.entry.boxes import cell_box
from bcd138.web.entry.found import cell_names, found_cells
from bcd138.web.entry.presenters import codes_of, summary_of
from bcd138.web.entry.typed import read_revision
from bcd138.web.requests import PageRequest


@require_GET
@explains_refusals
def cell(
    request: PageRequest, org_unit: str, data_set: str, period: str, cell: str
) -> HttpResponse:
    """Show one cell: on a page of its own, or in the dialog that F2 opens."""
    revision = read_revision(request.GET)
    codes = (org_unit, data_set, period)
    entry_form = (
        selectors.entry_form(*codes, by=request.user)
        if revision is None
        else selectors.revision_form(*codes, revision, by=request.user)
    )
    form, submission = entry_form.place.data_set, entry_form.submission
    if cell not in form.cells:
        raise Http404
    kept = selectors.evidence(by=request.user).filter(submission=submission, cell=cell)
    name = cell_names(form)[cell]
    context = {
        "box": cell_box(entry_form, form.cells[cell], name, 0),
        "name": name,
        "found": found_cells(form, entry_form.entries, entry_form.findings).get(cell),
        "entry": entry_form.entries.get(cell),
        "evidence": list(kept) if submission else [],
        "may_fill": revision is None
        and entry_form.may_fill
        and not form.cells[cell].measure.is_computed,
        "asked": "" if revision is None else f"?ban={revision}",
        "codes": codes_of(entry_form.place),
        "place": entry_form.place,
        "version": summary_of(entry_form).version,
        "invented": entry_form.place.org_unit.is_invented,
    }
    return render(request, "entry/cell.html" if request.htmx else "entry/cell_page.html", context)
