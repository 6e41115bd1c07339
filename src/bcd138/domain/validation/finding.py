"""What a check says about a cell, and what it was compared with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from bcd138.domain.expected import Past


class Severity(StrEnum):
    """Whether a report may go on: not at all, with a reason given, or anyhow."""

    BLOCK = "block"
    EXPLAIN = "explain"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found about a filled-in form.

    ``rule`` is its number in the published list and ``code`` its words; ``params`` bring
    both numbers under ``left`` and ``right``, and the names of the cells. ``others`` are
    further cells concerned. ``explained`` is the officer's answer at the cell: an answered
    finding stays, so that whoever approves sees both.
    """

    rule: str
    code: str
    severity: Severity
    cell: str
    params: Mapping[str, Any] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    explained: str = ""


@dataclass(frozen=True, slots=True)
class ChildSum:
    """The sum of the level below, and how many of its units it is made of."""

    value: Decimal
    reported: int
    expected: int


@dataclass(frozen=True, slots=True)
class Around:
    """All that a form is compared with, by cell key; what is not known is left out.

    ``elsewhere`` has the figures of other forms by data set and cell key: of the same unit
    and period for ``equal_across``, already summed over the periods for ``sum_of_periods``.
    ``names`` says what those data sets are called.
    """

    past: Mapping[str, Past] = field(default_factory=dict)
    elsewhere: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    children: Mapping[str, ChildSum] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def blocking(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings with which a report cannot be sent."""
    return tuple(one for one in found if one.severity is Severity.BLOCK)


def unanswered(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that still need an explanation."""
    return tuple(one for one in found if one.severity is Severity.EXPLAIN and not one.explained)
