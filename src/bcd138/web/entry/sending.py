"""The steps of a report between two hands: passed up, signed, received, returned, accepted."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from bcd138.apps.submissions import selectors, services
from bcd138.apps.submissions.models import Submission
from bcd138.domain.approval import Step
from bcd138.web.answers import explains_refusals
from bcd138.web.entry.presenters import ReportPage, report_page
from bcd138.web.entry.review import review_of
from bcd138.web.entry.saving import to_report
from bcd138.web.entry.typed import read_reasons, read_version
from bcd138.web.entry.views import page_context
from bcd138.web.requests import PageRequest
from bcd138.web.templatetags.say import words_of


@require_http_methods(["GET", "POST"])
@explains_refusals
def send(request: PageRequest, org_unit: str, data_set: str, period: str) -> HttpResponse:
    """Show what blocks, what needs a word and what changed; POST passes the report on."""
    if request.method == "POST":
        place = selectors.place_to_fill(org_unit, data_set, period, by=request.user)
        version = read_version(request.POST)
        services.submit(place=place, by=request.user, at=now(), version=version)
        messages.success(request, _("Đã trình ký. Ký xong thì báo cáo lên cấp trên."))
        return to_report(place)
    entry_form = selectors.entry_form(org_unit, data_set, period, by=request.user)
    page = report_page(entry_form, selectors.story_of(entry_form, by=request.user))
    if not page.is_editable:
        return to_report(entry_form.place)
    context = page_context(page) | {"review": review_of(entry_form)}
    return render(request, "entry/review.html", context)


@require_http_methods(["GET", "POST"])
@explains_refusals
def sign(request: PageRequest, org_unit: str, data_set: str, period: str) -> HttpResponse:
    """Show the head what they put their name to; POST signs it and sends it up."""
    if request.method == "POST":
        said = _("Đã ký gửi. Báo cáo đã lên cấp trên; biên nhận ở trang này.")
        _take(request, services.sign, said)
        return redirect("entry:report", org_unit, data_set, period)
    entry_form = selectors.entry_form(org_unit, data_set, period, by=request.user)
    page = report_page(entry_form, selectors.story_of(entry_form, by=request.user))
    if not _offers(page, Step.SIGN):
        return to_report(entry_form.place)
    capacity = selectors.signs_as(entry_form.place, by=request.user)
    context = page_context(page) | {
        "review": review_of(entry_form),
        "capacity": words_of(f"capacity.{capacity}", {}),
    }
    return render(request, "entry/sign.html", context)


@require_POST
@explains_refusals
def receive(request: PageRequest, org_unit: str, data_set: str, period: str) -> HttpResponse:
    """Receive a signed report: from now on it is proved."""
    _take(request, services.receive, _("Đã tiếp nhận. Soát xong, mời chấp nhận hoặc trả lại."))
    return redirect("entry:report", org_unit, data_set, period)


@require_POST
@explains_refusals
def approve(request: PageRequest, org_unit: str, data_set: str, period: str) -> HttpResponse:
    """Accept a report: its numbers count from now on."""
    _take(request, services.approve, _("Đã chấp nhận. Số liệu của báo cáo đã vào tổng hợp."))
    return redirect("entry:report", org_unit, data_set, period)


@require_POST
@explains_refusals
def return_(request: PageRequest, org_unit: str, data_set: str, period: str) -> HttpResponse:
    """Return a report with the reasons written at its cells, and a word for the whole."""
    reasons = read_reasons(request.POST)
    count = len(reasons)
    said = ngettext(
        "Đã trả lại báo cáo, %(n)s ô có lý do.", "Đã trả lại báo cáo, %(n)s ô có lý do.", count
    )
    words = said % {"n": count} if count else _("Đã trả lại báo cáo.")
    note = request.POST.get("note", "")
    _take(request, services.return_, words, note=note, reasons=reasons)
    return redirect("entry:report", org_unit, data_set, period)


@require_POST
@explains_refusals
def take_back(request: PageRequest, org_unit: str, data_set: str, period: str) -> HttpResponse:
    """Make a report that the level above has not received a draft again."""
    _take(request, services.take_back, _("Đã lấy lại báo cáo. Sửa xong, mời trình ký lại."))
    return redirect("entry:report", org_unit, data_set, period)


@require_POST
@explains_refusals
def close(request: PageRequest, org_unit: str, data_set: str, period: str) -> HttpResponse:
    """Close a report that counts."""
    said = _("Đã chốt. Từ nay chỉ sửa bằng đính chính, có văn bản cho phép.")
    _take(request, services.close, said)
    return redirect("entry:report", org_unit, data_set, period)


def _take(request: PageRequest, step: Callable[..., Submission], said: str, **more: object) -> None:
    """Take a step with the report that was looked at, and say so."""
    version = read_version(request.POST)
    step(submission_id=_id(request), by=request.user, at=now(), version=version, **more)
    messages.success(request, said)


def _offers(page: ReportPage, step: Step) -> bool:
    return any(button.step == step for button in page.buttons)


def _id(request: PageRequest) -> int:
    given = request.POST.get("submission", "")
    return int(given) if given.isascii() and given.isdecimal() else 0
