"""Pages of report drafts."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bcd138.apps.analytics import selectors as analytics
from bcd138.apps.files import services as files
from bcd138.apps.intake import selectors as intake
from bcd138.apps.reports import selectors, services
from bcd138.apps.reports.permissions import can_draft
from bcd138.apps.reports.uses import changes_in
from bcd138.domain.document.facts import from_json
from bcd138.web.answers import explains_refusals
from bcd138.web.reports.presenters import draft_choices, paper, sources
from bcd138.web.requests import PageRequest

_ON_ONE_PAGE = 30
_REVIEW = "year_end_review"


@require_GET
def report_list(request: PageRequest) -> HttpResponse:
    """Show the drafts, and what a new one can be made of."""
    drafts = selectors.visible(by=request.user).select_related("org_unit", "drafted_by")
    page = Paginator(drafts, _ON_ONE_PAGE).get_page(request.GET.get("trang"))
    texts = intake.confirmed_texts(by=request.user)
    context = {
        "page": page,
        "choices": draft_choices(analytics.columns_reported(by=request.user), texts),
        "invented": any(report.org_unit.is_invented for report in page),
    }
    return render(request, "reports/report_list.html", context)


@require_POST
@explains_refusals
def draft(request: PageRequest) -> HttpResponse:
    """Write a year-end review from the confirmed figures of a unit and period."""
    org_unit, _at, period = request.POST.get("about", "").partition("@")
    report = services.draft(
        report_type=_REVIEW,
        org_unit_code=org_unit,
        period_code=period,
        by=request.user,
        at=now(),
    )
    messages.success(request, _("Đã lập dự thảo. Mời đọc lại trước khi trình."))
    return redirect("reports:detail", report.pk)


@require_GET
@explains_refusals
def report_detail(request: PageRequest, report_id: int) -> HttpResponse:
    """Show the paper as it will print, and the facts it was written from."""
    drafts = selectors.visible(by=request.user).select_related("org_unit", "drafted_by")
    report = drafts.get(pk=report_id)
    facts = from_json(report.facts)
    changes = changes_in(report, by=request.user)
    context = {
        "report": report,
        "facts": facts,
        "sources": sources(facts),
        "changes": changes,
        "changed": {change.was.pk for change in changes},
        "may_draft": can_draft(request.user, report.org_unit),
        "paper": paper(selectors.paper_of(report)),
        "invented": facts.is_invented,
    }
    return render(request, "reports/report_detail.html", context)


@require_GET
@explains_refusals
def download(request: PageRequest, report_id: int) -> HttpResponse:
    """Give the paper as a Word file."""
    report = selectors.visible(by=request.user).select_related("file").get(pk=report_id)
    return HttpResponse(
        files.content_of(report.file),
        content_type=report.file.media_type,
        headers={"Content-Disposition": f'attachment; filename="{report.file_name}"'},
    )
