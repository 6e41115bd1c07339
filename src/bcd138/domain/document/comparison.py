"""A figure beside the same figure a year earlier, said the way officers say it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from decimal import Decimal

from bcd138.domain.document.facts import Fact
from bcd138.domain.document.wording import amount_words, unit_words
from bcd138.domain.figure import percent, percent_of
from bcd138.domain.period import Period
from bcd138.domain.rules import rule
from bcd138.domain.units import convert
from bcd138.domain.vietnamese.numbers import write_number

_COMPARED = {"count", "money", "weight", "volume", "ratio"}


@dataclass(frozen=True, slots=True)
class Change:
    """A difference, in the unit of the later figure.

    ``percent`` is ``None`` where the base is too small to speak of percentages, and for
    percentages themselves, whose difference is in points.
    """

    difference: Decimal
    unit: str
    percent: Decimal | None


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


@rule("change-absolute-first", "Quy ước của phần mềm")
def change(now: Fact, before: Fact, *, percent_from: int) -> Change | None:
    """Return how a figure changed, or ``None`` where nothing exact can be said.

    388 against 402 cases is 14 cases fewer, 3,48 %. Against a base under
    ``percent_from`` the percentage is left out: 3 against 2 is one case more, and "50 %"
    would frighten. Percentages change by points. Approximate figures ("trên 87 %"), ranks
    and figures in units that do not convert exactly are not compared.
    """
    first, second = now.amount, before.amount
    if now.value_type not in _COMPARED or (first.comparator, second.comparator) != ("=", "="):
        return None
    base = convert(second.value, second.unit, first.unit)
    if base is None:
        return None
    difference = first.value - base
    if first.unit == "%":
        return Change(difference, "điểm phần trăm", None)
    percent = None
    if base >= percent_from:
        percent = percent_of(abs(difference), base)
    return Change(difference, first.unit, percent)


def change_words(now: Fact, before: Fact, label: str, *, percent_from: int) -> str:
    """Return "giảm 14 vụ, tương đương 3,48 %, so với năm 2017".

    Where no difference can be said, the earlier figure is given: "năm 2017: trên 85 %".
    """
    found = change(now, before, percent_from=percent_from)
    if found is None:
        return f"{label}: {amount_words(before)}"
    if not found.difference:
        return f"bằng {label}"
    words = signed_words(found)
    return f"{words}, so với {label}" if found.percent is not None else f"{words} so với {label}"


def signed_words(found: Change) -> str:
    """Return "tăng 4 xã" or "giảm 14 vụ, tương đương 3,48 %"."""
    if not found.difference:
        return "không đổi"
    word = "tăng" if found.difference > 0 else "giảm"
    words = f"{word} {write_number(abs(found.difference))} {unit_words(found.unit)}"
    return (
        words if found.percent is None else f"{words}, tương đương {write_number(found.percent)} %"
    )


def is_better(now: Fact, before: Fact, *, percent_from: int) -> bool | None:
    """Tell whether the figure moved the way it should, or ``None`` where that has no answer.

    More cases solved is no better or worse by itself, since there may have been more or
    fewer cases: only rates, shares of a whole and what should fall are judged. 9 of 10 cases
    solved is better than 10 of 12.
    """
    if _stands_alone(now) and now.direction != "lower":
        return None
    found = change(now, before, percent_from=percent_from)
    if found is None or now.direction not in {"higher", "lower"}:
        return None
    moved = found.difference if _stands_alone(now) else _share_moved(now, before, found)
    return (moved > 0) == (now.direction == "higher") if moved else None


def _share_moved(now: Fact, before: Fact, found: Change) -> Decimal | None:
    """Return by how many points a share changed; a rate without counts by its difference."""
    if now.amount.unit == "%":
        return found.difference
    shares = [percent(one.amount.numerator, one.amount.denominator) for one in (now, before)]
    return None if shares[0] is None or shares[1] is None else shares[0] - shares[1]


def _stands_alone(fact: Fact) -> bool:
    return fact.amount.unit != "%" and fact.amount.denominator is None
