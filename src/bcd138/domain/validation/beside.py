"""Checks of a form against what stands beside it: other forms, other periods, the level below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from statistics import median
from typing import Any

from bcd138.domain.entry import NOT_REPORTED, Entry
from bcd138.domain.expected import AMOUNTS, LIMITS, Limits, Past, expected_range, is_expected
from bcd138.domain.rules import rule
from bcd138.domain.validation.finding import Around, ChildSum, Finding
from bcd138.domain.validation.plan import Plan
from bcd138.domain.validation.say import say, say_check

_NUMBERS = {"series": "V16", "last": "V17", "same": "V18"}
_FACTORS = (10, 100, 1000, 1_000_000)
_UNITS = (1000, 1_000_000)

Values = Mapping[str, Decimal]


def of_other_forms(
    plan: Plan, entries: Mapping[str, Entry], values: Values, around: Around
) -> Iterator[Finding]:
    """Yield the cells that say something else than another form, or than its periods."""
    for one in plan.elsewhere:
        value, other = values.get(one.cell), around.elsewhere.get(one.other)
        if value is not None and other is not None and value != other:
            code, key = one.other
            name = around.names.get(code, code)
            yield say_check(
                plan, entries, one.check, one.cell, left=value, right=other, other=name, there=key
            )


@rule("against-the-past", "Quy ước của phần mềm")
def of_the_past(
    plan: Plan,
    entries: Mapping[str, Entry],
    values: Values,
    around: Around,
    limits: Limits = LIMITS,
) -> Iterator[Finding]:
    """Yield the figures outside what the past lets expect, one finding a cell.

    Against the series where there is one, else against the same period of the year before,
    else against the last period. A figure that is ten, a hundred or a thousand times the
    usual one, or such a part of it, is said to be that: 12.000 after 12 is more likely a
    wrong unit than a change.
    """
    for key, past in around.past.items():
        value, kind = values.get(key), plan.kinds.get(key)
        if value is None or kind is None or value < 0:
            continue
        if not is_expected(value, past, kind, limits):
            yield _unusual(plan, entries, key, value=value, past=past, limits=limits)
        elif kind in AMOUNTS and len(past.series) < limits.least:
            meant = _exactly(value, past, _UNITS)
            if meant is not None:
                yield say(plan, entries, "V19", key, left=value, **meant, **_before(past))


def _unusual(
    plan: Plan,
    entries: Mapping[str, Entry],
    key: str,
    *,
    value: Decimal,
    past: Past,
    limits: Limits,
) -> Finding:
    kind = plan.kinds[key]
    wanted = expected_range(past, kind, limits)
    meant = _exactly(value, past, _FACTORS) or _nearly(value, past, kind, limits)
    if wanted is None or meant:
        return say(plan, entries, "V19", key, left=value, **(meant or {}), **_before(past))
    end = wanted.low if value < wanted.low else wanted.high
    ends: dict[str, Any] = {"right": end, "low": wanted.low, "high": wanted.high}
    return say(plan, entries, _NUMBERS[wanted.basis], key, left=value, **ends, **_before(past))


def _exactly(value: Decimal, past: Past, factors: Sequence[int]) -> dict[str, Any] | None:
    """Return the usual figure of which ``value`` is a round multiple or part."""
    for usual in (past.last, past.same, _middle(past)):
        for factor in factors if usual else ():
            if usual is not None and (value == usual * factor or value * factor == usual):
                return _trap(usual, factor, usual)
    return None


def _nearly(value: Decimal, past: Past, kind: str, limits: Limits) -> dict[str, Any] | None:
    """Return by which step of units an amount would be where it is expected."""
    for factor in _UNITS if kind in AMOUNTS else ():
        for guess in (value / factor, value * factor):
            if is_expected(guess, past, kind, limits):
                return _trap(_middle(past) or guess, factor, guess)
    return None


def _trap(usual: Decimal, factor: int, guess: Decimal) -> dict[str, Any]:
    return {"right": usual, "factor": Decimal(factor), "guess": guess}


def _middle(past: Past) -> Decimal | None:
    return Decimal(median(past.series)) if past.series else None


def _before(past: Past) -> dict[str, Any]:
    known = {"last": past.last, "same": past.same}
    return {name: value for name, value in known.items() if value is not None}


@rule("silent-now", "Quy ước của phần mềm")
def of_silence(
    plan: Plan, entries: Mapping[str, Entry], values: Values, around: Around
) -> Iterator[Finding]:
    """Yield the cells that had a number last period and say nothing now.

    A form in which nobody has said anything yet is not complained about.
    """
    if not any(entry.is_reported for entry in entries.values()):
        return
    for key in around.past.keys() - values.keys():
        last, entry = around.past[key].last, entries.get(key, NOT_REPORTED)
        if last is None or key not in plan.entered or entry.is_reported or entry.unread:
            continue
        yield say(plan, entries, "V20", key, right=last)


@rule("parent-against-children", "Quy ước của phần mềm")
def of_children(
    plan: Plan, entries: Mapping[str, Entry], values: Values, around: Around
) -> Iterator[Finding]:
    """Yield the figures of a unit that are not what the level below adds up to.

    Where all below have reported, both are equal; where some have not, the unit's own
    figure is at least what the others make together. Only what is added up across units is
    compared.
    """
    for key, below in around.children.items():
        value, cell = values.get(key), plan.entered.get(key)
        if value is None or cell is None or cell.measure.across_units != "sum":
            continue
        is_complete = below.reported >= below.expected
        if value < below.value or (is_complete and value != below.value):
            yield _unlike(plan, entries, key, value, below)


def _unlike(
    plan: Plan, entries: Mapping[str, Entry], key: str, value: Decimal, below: ChildSum
) -> Finding:
    number = "V21" if below.reported >= below.expected else "V22"
    counts: dict[str, Any] = {"reported": below.reported, "expected": below.expected}
    return say(plan, entries, number, key, left=value, right=below.value, **counts)
