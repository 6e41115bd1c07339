"""A figure beside the same figure a year earlier, said the way officers say it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from bcd138.domain.borders import NOTHING
from bcd138.domain.comparing import (
    MEASURED,
    Change,
    ComparisonRules,
    Words,
    change,
    said,
    verdict_of,
)
from bcd138.domain.document.facts import Fact
from bcd138.domain.document.wording import amount_words, unit_words
from bcd138.domain.figure import percent
from bcd138.domain.period import Period
from bcd138.domain.units import convert

_COMPARED = MEASURED | {"count", "ratio"}


@dataclass(frozen=True, slots=True)
class Comparing:
    """By which rules a paper compares, and who puts the words of a change into Vietnamese."""

    rules: ComparisonRules
    say: Callable[[Words], str]


def period_before(period: Period) -> Period | None:
    """Return the same period one year earlier; programmes and spans have none."""
    if period.type not in {"year", "half", "quarter", "month"}:
        return None
    last_day = monthrange(period.end.year - 1, period.end.month)[1]
    return replace(
        period,
        start=period.start.replace(year=period.start.year - 1),
        end=period.end.replace(year=period.end.year - 1, day=last_day),
    )


def change_of(now: Fact, before: Fact, rules: ComparisonRules) -> Change | None:
    """Return how a figure changed, in its own unit, or ``None`` where nothing exact can be said.

    Approximate figures ("trên 87 %"), ranks and figures in units that do not convert exactly
    are not compared.
    """
    first, second = now.amount, before.amount
    if now.value_type not in _COMPARED or (first.comparator, second.comparator) != ("=", "="):
        return None
    base = convert(second.value, second.unit, first.unit)
    if base is None:
        return None
    return change(
        first.value,
        base,
        direction=now.direction,
        is_ratio=first.unit == "%",
        rules=rules,
        is_counted=now.value_type not in MEASURED,
    )


def change_words(now: Fact, before: Fact, label: str, comparing: Comparing) -> str:
    """Return "giảm 14 vụ, tương đương 3,5 %, so với năm 2017".

    Where no difference can be said, the earlier figure is given: "năm 2017: trên 85 %".
    """
    found = change_of(now, before, comparing.rules)
    if found is None:
        return f"{label}: {amount_words(before)}"
    return comparing.say(said(found, unit=unit_words(now.amount.unit), than=label))


def cell_words(now: Fact, before: Fact, comparing: Comparing) -> str:
    """Return "tăng 4 xã (+9,3 %)" for a cell of a table; empty where nothing exact can be said."""
    found = change_of(now, before, comparing.rules)
    return comparing.say(said(found, unit=unit_words(now.amount.unit))) if found else ""


def is_better(now: Fact, before: Fact, rules: ComparisonRules) -> bool | None:
    """Tell whether the figure moved the way it should, or ``None`` where that has no answer.

    More cases solved is no better or worse by itself, since there may have been more or
    fewer cases: only rates, shares of a whole and what should fall are judged. 9 of 10 cases
    solved is better than 10 of 12.
    """
    if _stands_alone(now) and now.direction != "lower":
        return None
    found = change_of(now, before, rules)
    if found is None:
        return None
    moved = found.difference if _stands_alone(now) else _share_moved(now, before, found)
    verdict = verdict_of(moved or NOTHING, now.direction)
    return {"better": True, "worse": False}.get(verdict)


def _share_moved(now: Fact, before: Fact, found: Change) -> Decimal | None:
    """Return by how many points a share changed; a rate without counts by its difference."""
    if now.amount.unit == "%":
        return found.difference
    shares = [percent(one.amount.numerator, one.amount.denominator) for one in (now, before)]
    return None if shares[0] is None or shares[1] is None else shares[0] - shares[1]


def _stands_alone(fact: Fact) -> bool:
    return fact.amount.unit != "%" and fact.amount.denominator is None
