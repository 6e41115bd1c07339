"""Pages of the register: search and tree with the map, and one unit."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bcd138.apps.accounts.selectors import sees_unit
from bcd138.apps.orgunits import selectors
from bcd138.apps.orgunits.lookup import matching, turning_days
from bcd138.domain.org_unit import Register
from bcd138.web.orgunits.days import ChosenDay, chosen_day, last_day
from bcd138.web.orgunits.maps import country_map, province_map
from bcd138.web.orgunits.pages import query_kept
from bcd138.web.orgunits.presenters import unit_page
from bcd138.web.orgunits.results import found_words
from bcd138.web.orgunits.tree import branch, tree
from bcd138.web.orgunits.words import count_words, counted
from bcd138.web.requests import PageRequest

_FOUND_ON_A_PAGE = 30
_CHILDREN_ON_A_PAGE = 200
_DAYS_OFFERED = 2


@require_GET
def unit_list(request: PageRequest) -> HttpResponse:
    """Show what a search finds, or the tree of a day with its map."""
    register = selectors.register()
    day, query = chosen_day(request, register), request.GET.get("tim", "").strip()
    context = {"day": day, "query": query, "days": _days(register, day)}
    if query:
        pages = Paginator(matching(query, day.on), _FOUND_ON_A_PAGE)
        page = pages.get_page(request.GET.get("trang"))
        context["page"] = page
        context["found"] = found_words(page, register, day, query)
        context["query_kept"] = query_kept(request)
    else:
        opened = request.GET.getlist("mo")
        context["branches"] = branches = tree(register, day, opened)
        context["map"] = country_map(register, day)
        context["counts"] = _standing(register, day)
        context["invented"] = any(one.is_invented for one in branches)
    return render(request, "orgunits/unit_list.html", context, status=day.status)


@require_GET
def unit_branch(request: PageRequest, code: str) -> HttpResponse:
    """Show one unit of the tree, opened or closed."""
    register = selectors.register()
    day = chosen_day(request, register)
    if not register.stands(code, day.on):
        raise Http404
    opened = () if request.GET.get("dong") else (code,)
    context = {"unit": branch(register, day, code, opened), "day": day}
    return render(request, "orgunits/branch.html", context)


@require_GET
def unit_detail(request: PageRequest, code: str) -> HttpResponse:
    """Show one unit on a day: what it is, what it came from, and what is below."""
    register = selectors.register()
    if code not in register.units:
        raise Http404
    day = chosen_day(request, register, register.units[code])
    acts = {act.code: act for act in selectors.acts()}
    page = unit_page(register, code, day, acts)
    rows = Paginator(page.children, _CHILDREN_ON_A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": rows,
        "about": page,
        "people": selectors.population_of([code], day.on).get(code),
        "sees_signers": sees_unit(code, by=request.user),
        "unit": page.unit,
        "day": day,
        "days": _days(register, day),
        "map": province_map(register, code, day),
        "invented": page.unit.is_invented or any(row.is_invented for row in rows),
        "query_kept": query_kept(request),
    }
    return render(request, "orgunits/unit_detail.html", context, status=day.status)


def _days(register: Register, day: ChosenDay) -> list[dict[str, object]]:
    """Return the days offered as buttons: the last day before provinces changed."""
    turned = [one for one in turning_days(register) if one <= day.today][:_DAYS_OFFERED]
    return [{"on": last_day(one), "before": one} for one in turned]


def _standing(register: Register, day: ChosenDay) -> str:
    units = [register.units[code] for code in register.standing(day.on)]
    return count_words(counted([unit for unit in units if not unit.is_invented]))
