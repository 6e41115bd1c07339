"""The first page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET

from bcd138.apps.accounts.models import User
from bcd138.apps.intake import selectors as intake
from bcd138.apps.reports import selectors as reports
from bcd138.apps.submissions import selectors as submissions
from bcd138.domain.approval import State
from bcd138.web.entry.due import waiting_lines
from bcd138.web.findings import finding_lines
from bcd138.web.home.presenters import HomePage
from bcd138.web.requests import PageRequest

_SHOWN, _CHANGED, _DRAFTS, _DUE, _TAKEN = 8, 5, 2, 5, 3


@require_GET
def home(request: PageRequest) -> HttpResponse:
    """Show what waits for this person, what is late, what is wrong and what changed."""
    page = _page(request.user)
    return render(request, "home/home.html", {"page": page, "invented": page.is_invented})


def _page(by: User) -> HomePage:
    waiting = intake.waiting(by=by, at=now())
    found = intake.findings(by=by).exclude(severity="notice")
    from_texts = submissions.in_force(by=by).filter(submission=None)
    latest = from_texts.order_by("-confirmed_at", "-pk")
    taken_in = submissions.submissions(by=by).filter(state=State.APPROVED)
    to_take_in = submissions.waiting_for_approval(by=by)
    drafts = reports.visible(by=by).select_related("org_unit", "drafted_by")
    today = localdate()
    due = submissions.due_reports(by=by, on=today)
    return HomePage(
        due=waiting_lines(due, today, _DUE),
        waiting=waiting[:_SHOWN],
        waiting_count=len(waiting),
        late_count=sum(one.is_late for one in waiting),
        pending_count=sum(one.pending for one in waiting),
        findings=finding_lines(
            found.order_by("severity", "-text", "start")[:_SHOWN], name_text=True
        ),
        finding_count=found.count(),
        error_count=found.filter(severity="error").count(),
        to_take_in=list(to_take_in[:_SHOWN]),
        to_take_in_count=to_take_in.count(),
        taken_in=list(taken_in.order_by("-approved_at", "-pk")[:_TAKEN]),
        figures=list(latest[:_CHANGED]),
        reports=list(drafts[:_DRAFTS]),
    )
