"""Pages of the designer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.designs import permissions, selectors, services
from bcd138.apps.designs.edits import edited
from bcd138.apps.designs.models import FormDesign
from bcd138.domain.errors import Refused
from bcd138.formats.catalogue_text import data_set_text
from bcd138.web.answers import explains_refusals
from bcd138.web.catalogue.form_pages import yaml_answer
from bcd138.web.designs.focus import focus_after
from bcd138.web.designs.presenters import design_page, step_context
from bcd138.web.designs.typed import typed
from bcd138.web.requests import PageRequest

_ON_ONE_PAGE = 30


@require_GET
def design_list(request: PageRequest) -> HttpResponse:
    """Show the designs of own units and below, and what a new one can begin with."""
    designs = selectors.listed(by=request.user)
    unit = permissions.unit_designed_for(request.user)
    context = {
        "page": Paginator(designs, _ON_ONE_PAGE).get_page(request.GET.get("trang")),
        "unit": unit,
        "forms": catalogue.data_sets(),
    }
    return render(request, "designs/design_list.html", context)


@require_POST
@explains_refusals
def begin(request: PageRequest) -> HttpResponse:
    """Begin a design, empty or as a copy."""
    copy_of = request.POST.get("copy_of", "").strip()
    design = services.begin(copy_of=copy_of, by=request.user, at=now())
    return redirect("designs:general", design.pk)


@require_http_methods(["GET", "POST"])
@explains_refusals
def step(request: PageRequest, design_id: int, step: str) -> HttpResponse:
    """Show a step of the designer, and keep what is changed there."""
    design = selectors.visible(by=request.user).get(pk=design_id)
    if request.method == "POST":
        return _kept(request, design, step)
    if not permissions.can_change(request.user, design.org_unit):
        return redirect("designs:review", design.pk)
    return render(request, "designs/designer.html", _context(design, step))


@require_GET
@explains_refusals
def review(request: PageRequest, design_id: int) -> HttpResponse:
    """Show the form as it would be, to print and to discuss."""
    design = selectors.visible(by=request.user).get(pk=design_id)
    page = design_page(design, "xem")
    context = {
        "page": page,
        "design": design,
        "form": page.checked.form,
        "may_change": permissions.can_change(request.user, design.org_unit),
        "invented": design.org_unit.is_invented,
    }
    return render(request, "designs/review.html", context)


@require_GET
@explains_refusals
def export(request: PageRequest, design_id: int) -> HttpResponse:
    """Give the design as a file of the catalogue, for review."""
    design = selectors.visible(by=request.user).get(pk=design_id)
    found = design_page(design, "xem").checked
    if found.entry is None or design.begins is None:
        raise Refused("designs.faulty", count=len(found.problems))
    name = f"{design.code}_{design.begins.isoformat()}.yaml"
    return yaml_answer(data_set_text(found.entry), name)


@require_POST
@explains_refusals
def remove(request: PageRequest, design_id: int) -> HttpResponse:
    """Throw a design away."""
    services.remove(design_id=design_id, by=request.user, at=now())
    messages.success(request, _("Đã bỏ bản thiết kế."))
    return redirect("designs:list")


def _kept(request: PageRequest, design: FormDesign, step: str) -> HttpResponse:
    """Save what was typed and done; answer with as much of the page as has to change."""
    after = typed(step, design, request.POST)
    act = request.POST.get("act", "")
    before, content = after.content, after.content
    if act:
        content = edited(before, act, request.POST.get(f"pick:{act}", ""))
    saved = services.keep(
        design_id=design.pk,
        version=_version(request.POST.get("version", "")),
        code=after.code,
        begins=after.begins,
        content=content,
        by=request.user,
        at=now(),
    )
    if not request.htmx:
        return redirect(request.path)
    context = _context(saved, step)
    if not act:
        answer = render(request, "designs/saved.html", context)
        answer["HX-Retarget"], answer["HX-Reswap"] = "#design-state", "outerHTML"
        return answer
    context["focus"] = focus_after(act, before, content)
    return render(request, "designs/workbench.html", context)


def _context(design: FormDesign, step: str) -> dict[str, Any]:
    context = step_context(design_page(design, step), step)
    return context | {"step": step, "invented": design.org_unit.is_invented}


def _version(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() else 0
