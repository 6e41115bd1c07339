"""What a page of totals shows, as a file to take away: all of it, whatever its length."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.http import Http404, HttpResponse
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from bcd138.apps.analytics.pivot import pivot
from bcd138.apps.analytics.pivot_lines import lines_of
from bcd138.apps.analytics.pivot_outside import for_outside
from bcd138.apps.analytics.pivoted import Pivot
from bcd138.formats.totals_pdf import write_pdf
from bcd138.formats.totals_workbook import write_totals
from bcd138.formats.unit_sheet import write_csv
from bcd138.formats.workbook_page import XLSX
from bcd138.web.analytics.pivot_sheet import (
    count_heads,
    json_line,
    outside_words,
    source_sheet,
    totals_sheet,
)
from bcd138.web.analytics.question import question_of
from bcd138.web.answers import attachment, explains_refusals
from bcd138.web.requests import PageRequest
from bcd138.web.templatetags.say import moment

_FONTS = Path(__file__).parent.parent / "static/vendor/tinos"
_TYPES = {
    "xlsx": XLSX,
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
}


@require_GET
@explains_refusals
def export(request: PageRequest) -> HttpResponse:
    """Answer with the totals as a workbook that computes, as CSV, JSON or PDF.

    Workbook, CSV and JSON name where each total is from. ``ra_ngoai`` asks for what may be
    shared outside: small counts of persons are hidden, and the file says so.
    """
    form = request.GET.get("dang", "xlsx")
    asked = question_of(request.GET, by=request.user)
    if form not in _TYPES or asked is None:
        raise Http404
    made, at = pivot(asked, by=request.user), now()
    note = ""
    if request.GET.get("ra_ngoai") == "1":
        made, note = for_outside(made), outside_words()
    content = _content(form, made, at, request.build_absolute_uri, note)
    unit = asked.top or "nhom"
    unit = f"{unit}_gui-ra-ngoai" if note else unit
    name = f"tong-hop_{unit}_{asked.periods[-1].code}_{localtime(at):%Y-%m-%d}.{form}"
    return attachment(content, name.replace("..", "_"), _TYPES[form])


def _content(form: str, made: Pivot, at: datetime, link: Callable[[str], str], note: str) -> bytes:
    if form == "csv":
        return write_csv(source_sheet(made, link))
    if form == "json":
        return _json(made, at, note)
    if form == "pdf":
        return _pdf(made, at, note)
    return write_totals(
        totals_sheet(made, at=at, note=note), source_sheet(made, link), count_heads()
    )


def _pdf(made: Pivot, at: datetime, note: str) -> bytes:
    footer = _("BCĐ 138 · số liệu đã xác nhận, lập lúc %(at)s") % {"at": moment(at)}
    return write_pdf(totals_sheet(made, at=at, note=note), fonts=_FONTS, footer=footer, at=at)


def _json(made: Pivot, at: datetime, note: str) -> bytes:
    """Return codes and numbers; decimals are texts, and ``null`` is not 0."""
    told = {
        "borders_on": made.on.isoformat(),
        "at": localtime(at).isoformat(timespec="seconds"),
        "note": note or None,
        "totals": [json_line(line) for line in lines_of(made)],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()
