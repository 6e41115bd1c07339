"""The first page."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET

from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.models import User
from bcd138.apps.intake import selectors as intake
from bcd138.apps.notices import selectors as notices
from bcd138.apps.reports import selectors as reports
from bcd138.apps.submissions import selectors as submissions
from bcd138.apps.submissions.selectors import NOTHING_WAITS
from bcd138.web.entry.due import waiting_lines
from bcd138.web.entry.waiting import waiting_lines_of
from bcd138.web.findings import finding_lines
from bcd138.web.home.changed import happened
from bcd138.web.home.funnel import funnel_lines
from bcd138.web.home.presenters import HomePage, Reports, Texts
from bcd138.web.notices.presenters import notice_lines
from bcd138.web.requests import PageRequest

_SHOWN, _CHANGED, _DRAFTS, _DUE, _HAPPENED, _NOTICES = 8, 5, 2, 5, 5, 3
_FIGURES_CHANGED = "notice.figure"
_TOLD_BY_STEPS = "notice.returned"


@require_GET
def home(request: PageRequest) -> HttpResponse:
    """Show what waits for this person, what is late, what is wrong and what changed."""
    page = _page(request.user)
    return render(request, "home/home.html", {"page": page, "invented": page.is_invented})


def _page(by: User) -> HomePage:
    from_texts = submissions.in_force(by=by).filter(submission=None)
    drafts = reports.visible(by=by).select_related("org_unit", "drafted_by")
    return HomePage(
        reports=_reports(by, localdate()),
        texts=_texts(by),
        figures=list(from_texts.order_by("-confirmed_at", "-pk")[:_CHANGED]),
        drafts=list(drafts[:_DRAFTS]),
        leads=by.assignments.filter(role=Role.LEADER).exists(),
    )


def _reports(by: User, today: date) -> Reports:
    to_sign = submissions.waiting_for_signature(by=by, on=today)
    shown = list(to_sign[:_SHOWN])
    unread = notices.unread(by=by)
    receives = by.assignments.filter(role=Role.STANDING).exists()
    to_receive = submissions.waiting_for_approval(by=by)[:_SHOWN] if receives else ()
    return Reports(
        to_sign=shown,
        to_sign_count=to_sign.count() if len(shown) == _SHOWN else len(shown),
        due=waiting_lines(submissions.due_reports(by=by, on=today), today, _DUE),
        funnels=funnel_lines(submissions.funnels(by=by, on=today)),
        to_receive=waiting_lines_of(submissions.waiting_reports(to_receive, by=by)),
        to_receive_counts=submissions.waiting_counts(by=by) if receives else NOTHING_WAITS,
        happened=happened(submissions.steps_by_others(by=by)[:_HAPPENED]),
        notices=notice_lines(unread.exclude(code=_TOLD_BY_STEPS)[:_NOTICES]),
        changed_figures=unread.filter(code__startswith=_FIGURES_CHANGED).count(),
    )


def _texts(by: User) -> Texts:
    waiting = intake.waiting(by=by, at=now())
    found = intake.findings(by=by).exclude(severity="notice")
    counts = found.order_by().aggregate(
        every=Count("pk"), errors=Count("pk", filter=Q(severity="error"))
    )
    worst = found.order_by("severity", "-text", "start")[:_SHOWN] if counts["every"] else ()
    return Texts(
        waiting=waiting[:_SHOWN],
        waiting_count=len(waiting),
        late_count=sum(one.is_late for one in waiting),
        pending_count=sum(one.pending for one in waiting),
        findings=finding_lines(worst, name_text=True),
        finding_count=counts["every"],
        error_count=counts["errors"],
    )
