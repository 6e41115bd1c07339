"""Putting a sheet right in place, and taking its good part into the report."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bcd138.apps.worksheets import selectors, services
from bcd138.domain.errors import Refused
from bcd138.web.answers import explains_refusals
from bcd138.web.requests import PageRequest
from bcd138.web.worksheets.presenters import sheet_page

_CODE_AT_END = re.compile(r"\[([a-z0-9_:.]+)\]\s*$")


@require_POST
@explains_refusals
def map_row(request: PageRequest, sheet_id: int) -> HttpResponse:
    """Say which cell a row fills, or that it is not taken."""
    line, column = _where(request)
    given = request.POST.get("key", "")
    if not given and request.POST.get("cell", "").strip():
        found = _CODE_AT_END.search(request.POST["cell"])
        if found is None:
            raise Refused("worksheet.no-such-cell", cell=request.POST["cell"])
        given = found[1]
    elif not given and "none" not in request.POST:
        raise Refused("worksheet.no-such-cell", cell="")
    services.map_row(
        sheet_id=sheet_id, line=line, column=column, key=given, by=request.user, at=now()
    )
    return _work(request, sheet_id, line)


@require_POST
@explains_refusals
def forget(request: PageRequest, sheet_id: int) -> HttpResponse:
    """Take back what was said of a row."""
    line, column = _where(request)
    services.forget_mapping(sheet_id=sheet_id, line=line, column=column, by=request.user, at=now())
    return _work(request, sheet_id, line)


@require_POST
@explains_refusals
def repair(request: PageRequest, sheet_id: int) -> HttpResponse:
    """Write what a cell should have said."""
    line, column = _where(request)
    words = request.POST.get("words", "")
    services.repair_cell(
        sheet_id=sheet_id, line=line, column=column, words=words, by=request.user, at=now()
    )
    return _work(request, sheet_id, line)


@require_POST
@explains_refusals
def choose_column(request: PageRequest, sheet_id: int) -> HttpResponse:
    """Say which column holds the values of the period."""
    given = request.POST.get("column", "")
    column = int(given) if given.isdecimal() else None
    services.choose_column(sheet_id=sheet_id, column=column, by=request.user, at=now())
    return redirect("worksheets:detail", sheet_id)


@require_POST
@explains_refusals
def choose_sheet(request: PageRequest, sheet_id: int) -> HttpResponse:
    """Look at another sheet of the workbook."""
    name = request.POST.get("sheet", "")
    services.choose_sheet(sheet_id=sheet_id, name=name, by=request.user, at=now())
    return redirect("worksheets:detail", sheet_id)


@require_POST
@explains_refusals
def take(request: PageRequest, sheet_id: int) -> HttpResponse:
    """Put everything that is understood into the report, and go there."""
    taken = services.take(sheet_id=sheet_id, by=request.user, at=now())
    said = ngettext(
        "Đã đưa %(n)s số từ bảng tính vào báo cáo.",
        "Đã đưa %(n)s số từ bảng tính vào báo cáo.",
        taken.cells,
    )
    messages.success(request, said % {"n": taken.cells})
    received = selectors.received_sheets(by=request.user).get(pk=sheet_id)
    codes = (received.org_unit.code, received.data_set.code, received.period.code)
    try:
        return redirect(reverse("entry:report", args=codes))
    except NoReverseMatch:
        return redirect("worksheets:detail", sheet_id)


@require_POST
@explains_refusals
def set_aside(request: PageRequest, sheet_id: int) -> HttpResponse:
    """Put the workbook aside; it stays in the list of the report."""
    received = selectors.received_sheets(by=request.user).get(pk=sheet_id)
    services.set_aside(sheet_id=sheet_id, by=request.user, at=now())
    messages.success(request, _("Đã để riêng bảng tính này. Tệp vẫn được giữ ở đây."))
    codes = (received.org_unit.code, received.data_set.code, received.period.code)
    return redirect("worksheets:receive", *codes)


def _where(request: PageRequest) -> tuple[int, int]:
    line, column = (request.POST.get(name, "") for name in ("line", "column"))
    if not (line.isdecimal() and column.isdecimal()):
        raise Refused("worksheet.no-such-row", line=line)
    return int(line), int(column)


def _work(request: PageRequest, sheet_id: int, line: int) -> HttpResponse:
    """Answer with the sheet as it is understood now, or go back to the line."""
    if not request.htmx:
        return redirect(f"{reverse('worksheets:detail', args=[sheet_id])}#dong-{line}")
    page = sheet_page(selectors.sheet_detail(sheet_id, by=request.user))
    return render(request, "worksheets/work.html", {"page": page})
