"""Bringing in a whole list: pasted or as CSV, looked at first, then kept at once or not at all."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from bcd138.apps.committees import selectors, services
from bcd138.apps.committees.people_list import GivenList
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.committee import Decision
from bcd138.formats.pasted_table import read_csv, read_table
from bcd138.web.answers import explains_refusals
from bcd138.web.committees.forms import ListForm
from bcd138.web.committees.presenters import ListPreview, list_preview
from bcd138.web.committees.views import unit_to_change
from bcd138.web.requests import PageRequest
from bcd138.web.templatetags.say import words_of

_KEPT = ("rows", "valid_from", "decision_number", "decision_on", "replaces")


@require_http_methods(["GET", "POST"])
@explains_refusals
def import_list(request: PageRequest, code: str) -> HttpResponse:
    """Show what a list would do; keep it when the person says so and nothing is wrong."""
    unit = unit_to_change(request, code)
    if selectors.rows_of(unit) is None:
        raise Http404
    if request.method != "POST":
        return _answer(request, unit, ListForm())
    form = ListForm(_with_file(request), request.FILES)
    if not form.is_valid():
        return _answer(request, unit, form, status=422)
    given = _given(form)
    plan = selectors.list_plan(unit, given)
    if plan.faults or request.POST.get("step") != "save":
        status = 422 if plan.faults else 200
        return _answer(request, unit, form, preview=list_preview(plan), status=status)
    services.import_list(org_unit_code=unit.code, given=given, by=request.user, at=now())
    count = len(plan.seats)
    said = ngettext("Đã ghi {n} người vào danh sách.", "Đã ghi {n} người vào danh sách.", count)
    messages.success(request, said.format(n=count))
    address = reverse("committees:detail", args=[unit.code])
    return redirect(f"{address}?ngay={given.valid_from:%d/%m/%Y}")


def _with_file(request: PageRequest) -> QueryDict:
    """Return the form with a file's words in the place of what is pasted, so that both are seen."""
    data = request.POST.copy()
    file = request.FILES.get("file")
    if file is not None:
        data["rows"] = read_csv(file.read())
    return data


def _given(form: ListForm) -> GivenList:
    given = form.cleaned_data
    return GivenList(
        table=read_table(given["rows"]),
        valid_from=given["valid_from"],
        decision=Decision(given["decision_number"], given["decision_on"]),
        replaces=given["replaces"],
    )


def _seen(form: ListForm) -> list[tuple[str, str]]:
    """Return what the preview shows as the fields that keep exactly that."""
    return [(name, form.data[name]) for name in _KEPT if name in form.data]


def _answer(
    request: PageRequest,
    unit: OrgUnit,
    form: ListForm,
    *,
    preview: ListPreview | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "unit": unit,
        "form": form,
        "preview": preview,
        "seen": _seen(form) if preview else [],
        "too_few": words_of("committee.faults", {"count": preview.fault_count}) if preview else "",
        "invented": unit.is_invented,
    }
    return render(request, "committees/committee_import.html", context, status=status)
