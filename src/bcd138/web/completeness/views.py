"""Who has sent and who has not, and reminding them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bcd138.apps.submissions import permissions, services
from bcd138.apps.submissions.matrix import Matrix
from bcd138.apps.submissions.selectors.choices import forms_to_choose, units_to_choose
from bcd138.apps.submissions.selectors.owed import owed_in
from bcd138.web.answers import explains_refusals
from bcd138.web.completeness.asked import PARTS, Asked, asked_of, shown
from bcd138.web.completeness.presenters import heads_of, lines_of, report_lines
from bcd138.web.completeness.words import counts_words, legend
from bcd138.web.requests import PageRequest
from bcd138.web.templatetags.say import words_of


@require_GET
@explains_refusals
def matrix(request: PageRequest) -> HttpResponse:
    """Show the reports of a form below a unit: units down, periods across, as of a day."""
    choices = units_to_choose(by=request.user, on=localdate())
    if not choices and not request.GET.get("don_vi"):
        return render(request, "completeness/matrix.html", {"asked": None})
    asked = asked_of(request.GET, request.user)
    whole, rows = shown(asked, request.user)
    if all(code != asked.org_unit for code, _name in choices):
        choices.append((asked.org_unit, whole.org_unit.name))
    context = _choices(asked, choices) | {
        "asked": asked,
        "matrix": rows,
        "unit": whole.org_unit,
        "summary": counts_words(whole.counts) if whole.rows else "",
        "heads": heads_of(rows),
        "legend": legend(),
        "reports": report_lines(whole) if _is_one(whole) else [],
        "lines": [] if _is_one(whole) else lines_of(rows, asked),
        "owed": _owed(rows, asked, request) if asked.on is None else 0,
        "receives": _is_one(whole) and permissions.can_approve(request.user, whole.org_unit),
        "invented": whole.org_unit.is_invented,
    }
    return render(request, "completeness/matrix.html", context)


@require_POST
@explains_refusals
def remind(request: PageRequest) -> HttpResponse:
    """Remind whoever has to prepare or sign what is shown; each is told once a day."""
    asked = asked_of(request.POST, request.user)
    done = services.remind(
        org_unit=asked.org_unit,
        data_set=asked.data_set,
        year=asked.year,
        part=asked.part,
        late=asked.is_late_only,
        by=request.user,
        at=now(),
    )
    told = _("Đã nhắc %(people)s người của %(units)s đơn vị.")
    messages.success(request, told % {"people": done.people, "units": done.units})
    if done.silent:
        nobody = _("%(units)s đơn vị chưa có người lập hoặc người ký để nhắc.")
        messages.warning(request, nobody % {"units": done.silent})
    return redirect(f"{reverse('completeness:matrix')}?{asked.query}")


def _is_one(matrix: Matrix) -> bool:
    """Tell whether a single reporter is shown: then each report has a line of its own."""
    return not matrix.is_grouped and [row.code for row in matrix.rows] == [matrix.org_unit.code]


def _owed(matrix: Matrix, asked: Asked, request: PageRequest) -> int:
    owed = owed_in(matrix, asked.part, late=asked.is_late_only, by=request.user)
    return len({each.code for each in owed})


def _choices(asked: Asked, units: list[tuple[str, str]]) -> dict[str, Any]:
    today = localdate()
    forms = [(each.form.code, each.form.name) for each in forms_to_choose(asked.org_unit, on=today)]
    if all(code != asked.data_set for code, _name in forms):
        forms.append((asked.data_set, asked.data_set))
    years = sorted({*range(today.year - 2, today.year + 2), asked.year}, reverse=True)
    parts = [(key, words_of(f"part.{part}", {})) for key, part in PARTS.items()]
    return {"units": units, "forms": forms, "years": years, "parts": parts, "today": today}
