"""A finding put together: its number, its words, and the names of its cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from bcd138.domain.entry import NOT_REPORTED, Entry
from bcd138.domain.validation.finding import Finding, Severity
from bcd138.domain.validation.numbered import BY_NUMBER
from bcd138.domain.validation.plan import Check, Plan


def say(
    plan: Plan,
    entries: Mapping[str, Entry],
    number: str,
    cell: str,
    others: Iterable[str] = (),
    **params: Any,
) -> Finding:
    """Return the finding of a check that every form has."""
    check = (number, BY_NUMBER[number].severity, "")
    return say_check(plan, entries, check, cell, others, **params)


def say_check(
    plan: Plan,
    entries: Mapping[str, Entry],
    check: Check,
    cell: str,
    others: Iterable[str] = (),
    **params: Any,
) -> Finding:
    """Return the finding of a check as the form sets it.

    ``what`` is added, the cell in words, and ``why``: the form's own words with a space
    behind them, or nothing. Where a form blocks on what others want explained, the words
    ask for a correction only.
    """
    number, severity, why = check
    info = BY_NUMBER[number]
    is_stricter = severity is Severity.BLOCK and info.severity is not Severity.BLOCK
    return Finding(
        rule=number,
        code=f"{info.code}-blocks" if is_stricter else info.code,
        severity=severity,
        cell=cell,
        params={"what": plan.named(cell), "why": f"{why} " if why else "", **params},
        others=tuple(others),
        explained=entries.get(cell, NOT_REPORTED).explanation,
    )


def total_of(keys: Sequence[str], values: Mapping[str, Decimal]) -> Decimal | None:
    """Return the sum of the cells, or ``None`` where one of them is missing."""
    total = values.get(keys[0])
    if total is None or len(keys) == 1:
        return total
    for key in keys[1:]:
        value = values.get(key)
        if value is None:
            return None
        total += value
    return total


def known_of(keys: Sequence[str], values: Mapping[str, Decimal]) -> Decimal | None:
    """Return the sum of the cells that are known, or ``None`` where none is."""
    total = None
    for key in keys:
        value = values.get(key)
        if value is not None:
            total = value if total is None else total + value
    return total
