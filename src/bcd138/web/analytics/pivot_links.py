"""Where each number of a pivot leads: to what it is cited with."""

from __future__ import annotations

from functools import cache, lru_cache
from urllib.parse import quote_plus

from django.urls import reverse

from bcd138.apps.analytics.pivoted import Amount, Cell
from bcd138.apps.analytics.question import Against, Question
from bcd138.domain.period import Period


def address_of(cell: Cell) -> str:
    """Return where a total leads; empty where it is of several peers or says nothing."""
    return _address(cell, cell.now, cell.unit, cell.period)


def base_address(cell: Cell, question: Question) -> str:
    """Return where the number leads that a total is set against; an average leads nowhere."""
    base = question.base
    if cell.base is None or base.against in {Against.AVERAGE, Against.PEERS}:
        return ""
    if base.against == Against.TARGET:
        return _figure(cell.base.data_value_id) if cell.base.data_value_id else ""
    unit = base.unit if base.against == Against.UNIT else cell.unit
    return _address(cell, cell.base, unit, cell.base_period or cell.period)


def _address(cell: Cell, amount: Amount, unit: str, period: Period) -> str:
    if not unit or (amount.value is None and not amount.why_not):
        return ""
    if amount.data_value_id is not None:
        return _figure(amount.data_value_id)
    parts = [
        f"{_total()}?don_vi={_quoted(unit)}",
        f"chi_tieu={_quoted(cell.measure.indicator)}",
        f"ky={_code(period)}",
    ]
    if cell.level:
        parts.append(f"cap={cell.level}")
    if cell.measure.option:
        parts.append(f"phan_to={_quoted(cell.measure.option)}")
    return "&".join(parts)


def _figure(data_value_id: int) -> str:
    return f"{_figures()}{data_value_id}/"


@cache
def _total() -> str:
    return reverse("analytics:total")


@cache
def _figures() -> str:
    """Return what every address of a figure begins with; thousands stand on a page."""
    return reverse("analytics:figure", args=[0]).removesuffix("0/")


@lru_cache(maxsize=1024)
def _code(period: Period) -> str:
    return quote_plus(period.code)


@lru_cache(maxsize=8192)
def _quoted(code: str) -> str:
    return quote_plus(code)
