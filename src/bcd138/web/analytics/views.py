"""Pages of confirmed figures."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from bcd138.apps.accounts.models import User
from bcd138.apps.analytics import selectors
from bcd138.apps.analytics.citation import figure_citation, total_citation
from bcd138.apps.analytics.export import published_files
from bcd138.apps.analytics.restated import years_joined
from bcd138.apps.analytics.table import Column, Table
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.intake import selectors as intake
from bcd138.apps.intake.enums import SuggestionKind
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.org_unit import LEVELS
from bcd138.web.analytics.awards import award_table
from bcd138.web.analytics.borders import (
    JOINED,
    OWN,
    BordersChosen,
    borders_chosen,
    joining_ways,
)
from bcd138.web.analytics.citation import figure_page, total_page
from bcd138.web.analytics.files import file_words
from bcd138.web.analytics.moments import Moment, moment_chosen
from bcd138.web.analytics.presenters import (
    columns_told,
    first_shown,
    known_columns,
    peers,
    tables_words,
)
from bcd138.web.answers import explains_refusals
from bcd138.web.requests import PageRequest

OWN_PERIODS = "rieng"


@require_GET
@explains_refusals
def unit(request: PageRequest) -> HttpResponse:
    """Show every figure of one unit: indicators down, periods across.

    ``gop`` asks for its own figures, for those of the units it was formed from too (as it is
    by itself for a unit formed from others), or for the sum of a level below; ``luc`` for those
    that counted at the end of a day.
    """
    moment = moment_chosen(request.GET.get("luc", ""))
    units = list(selectors.units_told_of(by=request.user, as_of=moment.as_of))
    code = request.GET.get("don_vi") or first_shown(units)
    chosen = selectors.seen(code, by=request.user) if code else None
    if chosen is not None and chosen not in units:
        units.append(chosen)
    by_itself = JOINED if chosen is not None and selectors.is_joined(chosen) else OWN
    asked = request.GET.get("gop") or by_itself
    table = _unit_table(request.user, code, asked, moment) if code else None
    files = (
        published_files(code, by=request.user, as_of=moment.as_of) if code and moment.as_of else []
    )
    context = {
        "moment": moment,
        "current": f"{reverse('analytics:unit')}?{urlencode({'don_vi': code, 'gop': asked})}",
        "files": file_words(files),
        "units": units,
        "code": code,
        "unit": chosen,
        "ways": joining_ways(chosen, asked) if chosen else [],
        "tables": tables_words(table) if table else [],
        "invented": bool(table and table.is_invented),
    }
    return render(request, "analytics/unit.html", context)


def _unit_table(by: User, code: str, asked: str, moment: Moment) -> Table:
    if asked == OWN:
        return selectors.unit_table(code, by=by, as_of=moment.as_of)
    level = asked if asked in LEVELS else None
    return selectors.totals_of_unit(
        code, by=by, today=moment.looks_from, level=level, as_of=moment.as_of
    )


@require_GET
@explains_refusals
def comparison(request: PageRequest) -> HttpResponse:
    """Show several units side by side, for one period or each for its own.

    In the borders of a day units that stood then are shown, with the figures of all whose
    territory they have; without one, each as it reported.
    """
    texts = list(intake.confirmed_texts(by=request.user))
    known = known_columns(selectors.columns_reported(by=request.user), texts)
    borders = borders_chosen(request.GET.get("ranh_gioi", ""), orgunits.days_of_change())
    units, codes = _chosen_units(request, known, borders)
    periods = years_joined({column.period for column in known})
    chosen = request.GET.get("ky", OWN_PERIODS)
    if borders.on is not None and chosen == OWN_PERIODS and periods:
        chosen = max(periods, key=lambda period: (period.end, period)).code
    context = {
        "units": units,
        "codes": codes,
        "periods": periods,
        "chosen": chosen,
        "borders": borders,
    }
    if codes and (borders.on is None or chosen != OWN_PERIODS):
        context |= _tables(request.user, codes, chosen, borders, columns_told(texts))
    return render(request, "analytics/comparison.html", context)


def _chosen_units(
    request: PageRequest, known: list[Column], borders: BordersChosen
) -> tuple[list[OrgUnit], list[str]]:
    """Return the units to choose from and the codes chosen.

    A unit chosen before that does not stand on the day of the borders is let go.
    """
    units, fallen = list(dict.fromkeys(column.org_unit for column in known)), set()
    if borders.on is not None:
        told = list(selectors.units_told_of(by=request.user))
        units = [unit for unit in told if unit.stands(borders.on)]
        fallen = {unit.code for unit in told} - {unit.code for unit in units}
    codes = [code for code in request.GET.getlist("don_vi") if code not in fallen]
    return units, codes or [unit.code for unit in peers(units)]


def _tables(
    by: User, codes: list[str], chosen: str, borders: BordersChosen, told: set[Column]
) -> dict[str, Any]:
    if borders.on is None:
        return _side_by_side(by, codes, chosen, told)
    found = selectors.totals_side_by_side(codes, [chosen], on=borders.on, by=by)
    return {
        "tables": tables_words(found, found.columns),
        "invented": found.is_invented or any(one.org_unit.is_invented for one in found.columns),
    }


def _side_by_side(by: User, codes: list[str], chosen: str, told: set[Column]) -> dict[str, Any]:
    """Return the tables of figures and of commendations.

    A unit whose texts were confirmed has a column also where they hold no figure.
    """
    own = chosen == OWN_PERIODS
    found = selectors.comparison(codes, None if own else [chosen], by=by)
    asked = [one for one in told if one.org_unit.code in codes] if own else found.columns
    confirmed = intake.confirmed(by=by).filter(kind=SuggestionKind.AWARD)
    return {
        "tables": tables_words(found, asked),
        "awards": award_table(confirmed, asked),
        "invented": any(column.org_unit.is_invented for column in [*found.columns, *asked]),
    }


@require_GET
@explains_refusals
def figure(request: PageRequest, data_value_id: int) -> HttpResponse:
    """Show one figure with its formula, its revisions and the sentence or cell it comes from."""
    page = figure_page(figure_citation(data_value_id, by=request.user))
    invented = page.value.is_invented
    return render(request, "analytics/figure.html", {"page": page, "invented": invented})


@require_GET
@explains_refusals
def total(request: PageRequest) -> HttpResponse:
    """Show one total with its sum and every figure in it: the way to each sentence."""
    moment = moment_chosen(request.GET.get("luc", ""))
    indicator = catalogue.by_code(request.GET.get("chi_tieu", ""))
    level = request.GET.get("cap") if request.GET.get("cap") in LEVELS else None
    breakdown = request.GET.get("phan_to", "")
    citation = total_citation(
        request.GET.get("don_vi", ""),
        indicator,
        request.GET.get("ky", ""),
        by=request.user,
        at=now(),
        today=moment.looks_from,
        level=level,
        as_of=moment.as_of,
        breakdown=breakdown,
    )
    page = total_page(citation, level or "", moment.looks_from, breakdown)
    invented = any(part.value.org_unit.is_invented for part in page.parts)
    context = {"page": page, "moment": moment, "invented": invented}
    return render(request, "analytics/total.html", context)
