"""A table of totals as paper or a workbook shows it: heads, numbers, what they follow from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Counted:
    """A number, or a percentage with the two counts that make it; ``words`` where there is none."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    words: str = ""

    @property
    def has_counts(self) -> bool:
        """Tell whether it follows from two counts."""
        return self.numerator is not None and bool(self.denominator)


@dataclass(frozen=True, slots=True)
class TotalCell:
    """One total, what it is set against and what comes of it."""

    now: Counted = Counted()
    base: Counted = Counted()
    difference: Counted = Counted()
    percent: Counted = Counted()
    rate: Counted = Counted()
    population: Decimal | None = None
    rank: int | None = None
    coverage: str = ""


@dataclass(frozen=True, slots=True)
class TotalColumn:
    """A column: the heads above it from the top down, and what is told in it.

    ``aspects`` are ``value``, ``base``, ``difference``, ``percent``, ``rate`` and ``rank``, each
    with its head. ``best_is_least`` says which way ranks run.
    """

    heads: tuple[str, ...]
    aspects: tuple[tuple[str, str], ...]
    best_is_least: bool = False


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A row; one above the others is of the whole, and a sum adds the others up."""

    name: str
    cells: tuple[TotalCell, ...]
    coverage: str = ""
    is_above: bool = False
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class TotalsSheet:
    """A table of totals with what stands above and below it on paper.

    ``facts`` are unit, period, borders and time, each with its name; ``notes`` say why numbers
    are missing.
    """

    title: str
    facts: Sequence[tuple[str, str]]
    corner: str
    coverage_head: str
    columns: tuple[TotalColumn, ...]
    rows: tuple[TotalRow, ...]
    notes: tuple[str, ...] = ()
