"""Pages of the forms: the list, and one form like the paper with everything said about it."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from bcd138.apps.catalogue import selectors
from bcd138.apps.catalogue.enums import DefinitionKind
from bcd138.apps.catalogue.models import Definition
from bcd138.apps.designs import permissions as designs
from bcd138.domain.errors import Refused
from bcd138.domain.vietnamese.dates import parse_day
from bcd138.domain.vietnamese.text import fold
from bcd138.formats.catalogue_text import data_set_text
from bcd138.formats.data_set_schemas import DataSetEntry
from bcd138.web.catalogue.form_presenters import form_line, form_page
from bcd138.web.requests import PageRequest


@require_GET
def form_list(request: PageRequest) -> HttpResponse:
    """Show the forms in use today, all of them or those that a search finds."""
    query = request.GET.get("tim", "").strip()
    today = localdate()
    regimes = selectors.regimes()
    lines = [form_line(each, regimes) for each in selectors.forms_in_use(today)]
    found = [each for each in lines if all(w in each.searched for w in fold(query).split())]
    context = {"lines": found, "query": query, "designs": designs.can_design(request.user)}
    return render(request, "catalogue/form_list.html", context)


@require_GET
def form_detail(request: PageRequest, code: str) -> HttpResponse:
    """Show a form as it is on a day, by default today or its first day."""
    versions = list(selectors.versions_of(DefinitionKind.DATA_SET, code))
    if not versions:
        raise Http404
    day = _day_shown(request, versions)
    try:
        form = selectors.form_on(code, day)
    except Refused as unknown:
        raise Http404 from unknown
    page = form_page(form, versions, day=day, by=request.user)
    context = {"page": page, "form": form.form, "designs": designs.can_design(request.user)}
    return render(request, "catalogue/form_detail.html", context)


@require_GET
def form_file(request: PageRequest, code: str, day: date) -> HttpResponse:
    """Give one version as a file of the catalogue."""
    del request
    versions = selectors.versions_of(DefinitionKind.DATA_SET, code)
    version = versions.filter(valid_from=day).first()
    if version is None:
        raise Http404
    text = data_set_text(DataSetEntry.model_validate(version.content))
    return yaml_answer(text, f"{code}_{day.isoformat()}.yaml")


def yaml_answer(text: str, name: str) -> HttpResponse:
    """Return a file of the catalogue to keep."""
    answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _day_shown(request: PageRequest, versions: list[Definition]) -> date:
    asked = parse_day(request.GET.get("ngay", ""))
    if asked is not None:
        return asked
    first = versions[0].valid_from or date.min
    return max(first, localdate())
