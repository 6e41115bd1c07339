"""The list of reports: to sign, due, waiting to be accepted, and any other period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from bcd138.apps.accounts.enums import Role
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.submissions import selectors
from bcd138.apps.submissions.models import Submission
from bcd138.apps.submissions.selectors import DueReport
from bcd138.domain.errors import Refused
from bcd138.domain.period import parse_period
from bcd138.domain.vietnamese.text import fold
from bcd138.web.answers import explains_refusals
from bcd138.web.entry.due import due_lines
from bcd138.web.entry.other_periods import form_choices
from bcd138.web.entry.waiting import waiting_lines_of
from bcd138.web.requests import PageRequest

_ON_ONE_PAGE = 100  # the communes of one province, ticked and accepted in one go
_TICKED = "het"


@require_GET
def report_list(request: PageRequest) -> HttpResponse:
    """Show the reports to sign, those that are due, and those sent up to this person."""
    today = localdate()
    due = selectors.due_reports(by=request.user, on=today)
    waiting = selectors.waiting_for_approval(by=request.user)
    form, unit = request.GET.get("bieu", ""), request.GET.get("tim", "")
    page = Paginator(_narrowed(waiting, form, unit), _ON_ONE_PAGE).get_page(
        request.GET.get("trang")
    )
    context = {
        "lines": due_lines(due, today),
        "to_sign": selectors.waiting_for_signature(by=request.user, on=today),
        "waiting": waiting_lines_of(
            selectors.waiting_reports(page, by=request.user),
            ticked=request.GET.get("chon") == _TICKED,
        ),
        "choices": form_choices(due, today),
        "page": page,
        "takes_in": form or unit or page.paginator.count or _takes_in(request),
        "forms": _forms_waiting(waiting),
        "form": form,
        "unit": unit,
        "query_kept": _kept(request),
        "invented": any(unit.is_invented for unit in _units(due, page)),
    }
    return render(request, "entry/report_list.html", context)


@require_GET
@explains_refusals
def open_report(request: PageRequest) -> HttpResponse:
    """Lead to the report of a form for any period of it."""
    given = request.GET
    period = given.get("ky", "")
    if given.get("tu") or given.get("den"):
        period = f"{_day(given.get('tu', ''))}..{_day(given.get('den', ''))}"
    place = selectors.place(
        given.get("don_vi", ""), given.get("bieu", ""), parse_period(period).code, by=request.user
    )
    return redirect("entry:report", place.org_unit.code, place.data_set.code, place.period.code)


def _units(due: Iterable[DueReport], waiting: Iterable[Submission]) -> Iterator[OrgUnit]:
    yield from (one.org_unit for one in due)
    yield from (one.org_unit for one in waiting)


def _narrowed(waiting: QuerySet[Submission], form: str, unit: str) -> QuerySet[Submission]:
    if form:
        waiting = waiting.filter(data_set__code=form)
    for word in fold(unit).split():
        waiting = waiting.filter(org_unit__search_name__contains=word)
    return waiting


def _forms_waiting(waiting: QuerySet[Submission]) -> list[tuple[str, str]]:
    codes = set(waiting.order_by().values_list("data_set__code", flat=True).distinct())
    return [(one.code, one.name) for one in catalogue.data_sets() if one.code in codes]


def _takes_in(request: PageRequest) -> bool:
    """Tell whether this person is a standing agency anywhere."""
    return request.user.assignments.filter(role=Role.STANDING).exists()


def _kept(request: PageRequest) -> str:
    kept = request.GET.copy()
    kept.pop("trang", None)
    kept.pop("chon", None)
    return f"{kept.urlencode()}&" if kept else ""


def _day(typed: str) -> date:
    """Return the day of a date field."""
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise Refused("period.unreadable", code=typed) from error
