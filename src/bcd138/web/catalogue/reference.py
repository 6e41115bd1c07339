"""Pages of what forms are built on: periods, breakdowns, checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from bcd138.apps.catalogue import selectors
from bcd138.domain.data_set import Category, DataSet
from bcd138.domain.period import MONTHS, Period
from bcd138.domain.regime import Regime, due_on, periods_of
from bcd138.domain.validation import RULES, RuleInfo
from bcd138.web.catalogue.words import Law, law_of, levels, period_types, severities
from bcd138.web.requests import PageRequest

_FIRST_YEAR, _LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Days on which offices are closed, and weekends on which they are open."""

    holidays: frozenset[date]
    worked: frozenset[date]


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """One period of a year with the day by which each level reports it."""

    kind: str
    period: Period
    due: list[date | None]
    is_now: bool


@dataclass(frozen=True, slots=True)
class RegimePage:
    """A regime with the periods of one year."""

    regime: Regime
    law: Law
    kinds: list[str]
    levels: list[str]
    periods: list[PeriodLine]
    forms: list[DataSet]


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """A breakdown and the forms that ask for it."""

    category: Category
    forms: list[DataSet]


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A check of the published list."""

    info: RuleInfo
    severity: str


@require_GET
def periods(request: PageRequest) -> HttpResponse:
    """Show each reporting regime and the periods of one year with their due days."""
    today = localdate()
    asked = request.GET.get("nam", "")
    is_year = asked.isascii() and asked.isdigit() and _FIRST_YEAR <= int(asked) <= _LAST_YEAR
    year = int(asked) if is_year else today.year
    forms = [each.form for each in selectors.forms_in_use(today)]
    off = DaysOff(selectors.holidays(), selectors.worked_days())
    pages = [_regime(one, year, today, forms, off) for one in selectors.regimes().values()]
    context = {
        "regimes": pages,
        "year": year,
        "before": year - 1,
        "after": year + 1,
        "holidays": sorted(day for day in off.holidays if day.year == year),
        "worked": sorted(day for day in off.worked if day.year == year),
    }
    return render(request, "catalogue/periods.html", context)


@require_GET
def breakdowns(request: PageRequest) -> HttpResponse:
    """Show how counts are broken down, and where."""
    forms = [each.form for each in selectors.forms_in_use(localdate())]
    lines = [
        CategoryLine(category, [form for form in forms if code in form.categories])
        for code, category in selectors.categories().items()
    ]
    return render(request, "catalogue/breakdowns.html", {"lines": lines})


@require_GET
def checks(request: PageRequest) -> HttpResponse:
    """Show the published list of checks."""
    words = severities()
    context = {"lines": [CheckLine(info, words[info.severity]) for info in RULES]}
    return render(request, "catalogue/checks.html", context)


def _regime(
    regime: Regime, year: int, today: date, forms: list[DataSet], off: DaysOff
) -> RegimePage:
    reporting = [code for code in levels() if any(level == code for _, level in regime.due)]
    kinds = period_types()
    return RegimePage(
        regime=regime,
        law=law_of(regime.source, regime.article, checked=regime.checked),
        kinds=[kinds[kind] for kind in regime.period_types],
        levels=[levels()[code] for code in reporting],
        periods=[
            PeriodLine(
                kind=kinds[kind],
                period=period,
                due=[_due(regime, period, level, off) for level in reporting],
                is_now=period.start <= today <= period.end,
            )
            for kind in regime.period_types
            if kind in MONTHS
            for period in periods_of(regime, year, kind)
        ],
        forms=[form for form in forms if form.regime == regime.code],
    )


def _due(regime: Regime, period: Period, level: str, off: DaysOff) -> date | None:
    named = (period.kind, level) in regime.due
    return due_on(regime, period, level, off.holidays, off.worked) if named else None
