"""The page that shows the components together, to look at and to screenshot."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from bcd138.web.findings import FindingLine
from bcd138.web.requests import PageRequest


@require_GET
def styleguide(request: PageRequest) -> HttpResponse:
    """Show the components."""
    findings = [
        FindingLine(
            "error", _("Sai"), "error", _("164/199 là 82,41 %, văn bản ghi 84 %."), "#findings"
        ),
        FindingLine(
            "warning",
            _("Cần xem"),
            "alert",
            _("Các phần cộng lại là 41, văn bản ghi 42."),
            "#findings",
        ),
        FindingLine(
            "notice",
            _("Lưu ý"),
            "info",
            _("Ngày hội nghị không ghi năm; suy ra năm 2019."),
            "#findings",
        ),
    ]
    colours = ("ink", "navy", "red", "green", "amber", "line", "ground")
    context = {"findings": findings, "colours": colours, "invented": True}
    return render(request, "styleguide/styleguide.html", context)
