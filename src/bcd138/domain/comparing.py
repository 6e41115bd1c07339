"""How a figure differs from the one it is set against, and the words for it.

Pages and papers say it with the same words: ``said`` gives a message, its words stand in
``catalogues/messages/comparison.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from bcd138.domain.borders import EXACT, NOTHING
from bcd138.domain.rules import rule

MEASURED = frozenset({"money", "volume", "weight"})
_TENTHS_OF_PERCENT = Decimal(1000)


@dataclass(frozen=True, slots=True)
class ComparisonRules:
    """What a comparison is made by, as it holds on a day.

    ``least_base`` is the smallest count that a change is given in percent of, ``most_apart``
    by how many percent the coverage of one total may fall short of the other's.
    """

    least_base: Decimal
    most_apart: Decimal


@dataclass(frozen=True, slots=True)
class Change:
    """The difference first; the percentage only where the base is large enough.

    Of percentages the difference is in points (``is_points``) and there is no ``percent``.
    ``verdict`` is ``better``, ``worse``, ``same`` or ``neutral``.
    """

    now: Decimal
    base: Decimal
    difference: Decimal
    percent: Decimal | None
    is_points: bool
    verdict: str
    is_small: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Something to say: the code of a message and the values it names."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


@rule("change-absolute-first", "Quy ước của phần mềm")
def change(
    now: Decimal,
    base: Decimal,
    *,
    direction: str,
    is_ratio: bool,
    rules: ComparisonRules,
    is_counted: bool = True,
) -> Change:
    """Return how ``now`` differs from ``base``.

    391 against 434 cases is 43 fewer, −9,9 %. Against fewer than ``rules.least_base`` the
    percentage is left out: 3 against 2 is one case more, and "50 %" would frighten.
    Percentages change by points.

    Args:
        now: The figure.
        base: What it is set against, in the same unit.
        direction: ``lower`` where fewer is better, ``higher`` where more is, else ``neutral``.
        is_ratio: Whether both are percentages.
        rules: Of the day on which it is said.
        is_counted: False for what is ``MEASURED``, to which the smallest base does not apply:
            0,9 kg are 900 g.
    """
    difference = EXACT.subtract(now, base)
    is_small = not is_ratio and (base <= 0 or (is_counted and base < rules.least_base))
    percent = None if is_ratio or is_small else percent_change(difference, base)
    verdict = verdict_of(difference, direction)
    return Change(now, base, difference, percent, is_ratio, verdict, is_small)


def percent_change(difference: Decimal, base: Decimal) -> Decimal:
    """Return a difference in percent of its base, to one decimal, half up."""
    tenths, rest = EXACT.divmod(EXACT.multiply(abs(difference), _TENTHS_OF_PERCENT), base)
    number = (tenths + (rest * 2 >= base)).scaleb(-1)
    return -number if difference < 0 and number else number


@rule("change-has-direction", "Quy ước của phần mềm")
def verdict_of(difference: Decimal, direction: str) -> str:
    """Return whether a difference is for the better: fewer cases are, more solved are.

    Of what is neither good nor bad in itself, as how many were detected, it is ``neutral``.
    """
    if not difference:
        return "same"
    if direction not in {"higher", "lower"}:
        return "neutral"
    return "better" if (difference > 0) == (direction == "higher") else "worse"


@rule("change-in-words", "Quy ước của phần mềm")
def said(change: Change, *, unit: str, than: str = "") -> Words:
    """Return the words for a change: "giảm 43 vụ (−9,9 %)", "không đổi".

    Where there is no percentage the reason stands there: "tăng 2 vụ; số nhỏ, chưa đủ cơ sở
    so sánh %". What differs by less than half a tenth of a percent is never said to be 0 %.

    Args:
        change: What is said.
        unit: As it is written after a number; empty where there is none.
        than: In prose, what it is set against: "năm 2017". Empty in a cell of a table.
    """
    where = "-than" if than else ""
    params: dict[str, Any] = {"than": than} if than else {}
    if not change.difference:
        return Words(f"comparison.same{where}", params)
    params["by"] = abs(change.difference)
    way = "up" if change.difference > 0 else "down"
    if change.is_points:
        return Words(f"comparison.{way}-points{where}", params)
    params["unit"] = f" {unit}" if unit else ""
    kind = _kind(change)
    if kind == "percent":
        params["percent"] = abs(change.percent or NOTHING)
    return Words(f"comparison.{way}-{kind}{where}", params)


def _kind(change: Change) -> str:
    if change.percent is None:
        return "small" if change.base > 0 else "from-none"
    return "percent" if change.percent else "slight"
