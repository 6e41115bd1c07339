"""Files at a cell: put there, taken home, taken away."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bcd138.apps.files import services as files
from bcd138.apps.submissions import selectors, services
from bcd138.apps.submissions.models import Evidence
from bcd138.apps.submissions.services.evidence import MOST_BYTES
from bcd138.web.answers import attachment, explains_refusals
from bcd138.web.requests import PageRequest

_ANY = "application/octet-stream"  # never opened in the browser, whatever it says it is


@require_POST
@explains_refusals
def attach(request: PageRequest, org_unit: str, data_set: str, period: str) -> HttpResponse:
    """Keep the files that were chosen at a cell."""
    place = selectors.place_to_fill(org_unit, data_set, period, by=request.user)
    cell, given = request.POST.get("cell", ""), request.FILES.getlist("file")
    for file in given:
        services.add_evidence(
            place=place,
            cell=cell,
            name=file.name or "?",
            # One byte over the limit is enough to refuse: the rest stays on disk.
            content=file.read(MOST_BYTES + 1),
            media_type=_ANY,
            by=request.user,
            at=now(),
        )
    if given:
        messages.success(request, _("Đã đính kèm tệp."))
    else:
        messages.error(request, _("Chưa chọn tệp nào."))
    return redirect("entry:cell", org_unit, data_set, period, cell)


@require_http_methods(["GET", "POST"])
@explains_refusals
def file(
    request: PageRequest, org_unit: str, data_set: str, period: str, evidence_id: int
) -> HttpResponse:
    """Give a file to take home; POST takes it away from the cell."""
    found = selectors.evidence(by=request.user).get(pk=evidence_id)
    if not _is_of(found, org_unit, data_set, period):
        raise Http404
    if request.method == "POST":
        services.remove_evidence(evidence_id=evidence_id, by=request.user, at=now())
        messages.success(request, _("Đã bỏ tệp khỏi ô."))
        return redirect("entry:cell", org_unit, data_set, period, found.cell)
    return attachment(files.content_of(found.file), found.name, _ANY)


def _is_of(evidence: Evidence, org_unit: str, data_set: str, period: str) -> bool:
    report = evidence.submission
    return (report.org_unit.code, report.data_set.code, report.period.code) == (
        org_unit,
        data_set,
        period,
    )
