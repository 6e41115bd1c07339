"""The page of one report: the form like the paper, and everything around its cells."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from bcd138.apps.submissions import selectors, services
from bcd138.apps.submissions.selectors import EntryForm
from bcd138.web.answers import explains_refusals
from bcd138.web.entry.presenters import ReportPage, report_page
from bcd138.web.entry.typed import read_revision
from bcd138.web.requests import PageRequest

_STAYS_CURRENT = "max-age=0, no-store"  # "back" after sending must not show the draft


@require_GET
@explains_refusals
def report(request: PageRequest, org_unit: str, data_set: str, period: str) -> HttpResponse:
    """Show a report to fill in or to read; ``?ban=1`` shows one revision as it was.

    Whoever receives the report has looked at it by this: see ``services.looked``.
    """
    revision = read_revision(request.GET)
    entry_form = _entry_form(request, (org_unit, data_set, period), revision)
    story = selectors.story_of(entry_form, by=request.user)
    page = report_page(entry_form, story, is_past=revision is not None)
    if page.submission is not None and not page.is_past:
        services.looked(submission=page.submission, by=request.user, at=now())
    answer = render(request, "entry/report.html", page_context(page))
    answer["Cache-Control"] = _STAYS_CURRENT
    return answer


def _entry_form(
    request: PageRequest, codes: tuple[str, str, str], revision: int | None
) -> EntryForm:
    if revision is None:
        return selectors.entry_form(*codes, by=request.user)
    return selectors.revision_form(*codes, revision, by=request.user)


def page_context(page: ReportPage) -> dict[str, Any]:
    """Return what the templates of a report need."""
    return {
        "page": page,
        "place": page.place,
        "form": page.place.data_set,
        "codes": page.codes,
        "summary": page.summary,
        "form_file_href": reverse("entry:form-file", args=page.codes),
        "own_workbook": _own_workbook(page.codes),
        "invented": page.place.org_unit.is_invented,
    }


def _own_workbook(codes: tuple[str, str, str]) -> str:
    """Return the address where the unit's own Excel is read, once there is such a page."""
    try:
        return reverse("worksheets:receive", args=codes)
    except NoReverseMatch:
        return ""
