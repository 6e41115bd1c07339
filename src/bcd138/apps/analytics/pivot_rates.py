"""Counts of a pivot per 100,000 people of the units that they are of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bcd138.apps.analytics.pivot_heads import Heads
from bcd138.apps.analytics.pivoted import NO_REASON, Amount, MeasureHead, Why
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.domain.population import People, Populations, together
from bcd138.domain.rates import rate, why_no_rate

_UNITS = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rated:
    """A rate and the people it is of, or why there is none."""

    rate: Decimal | None = None
    people: People | None = None
    why: Why = NO_REASON


NOT_RATED = Rated()


@dataclass(frozen=True, slots=True)
class Rates:
    """Makes the rates of one pivot; the people of a unit on a day are looked up once."""

    populations: Populations
    most_apart: Decimal
    _known: dict[tuple[_UNITS, date], People | None] = field(default_factory=dict)

    def of(self, units: _UNITS, measure: MeasureHead, on: date, now: Amount) -> Rated:
        """Return the rate of a total of units together, for a period that ends ``on`` a day.

        What was not reported, or is not exact, has no rate and needs no reason of its own.
        """
        if now.value is None or now.comparator != "=" or measure.is_ratio:
            return NOT_RATED
        people = self._people(units, on)
        why = why_no_rate(
            is_count=measure.value_type == "count" and measure.across_units == "sum",
            people=people.value if people else None,
            coverage=(now.coverage.reported, now.coverage.expected),
            most_apart=self.most_apart,
        )
        if why or people is None:
            return Rated(why=Why(why))
        return Rated(rate(now.value, people.value), people)

    def _people(self, units: _UNITS, on: date) -> People | None:
        key = (units, on)
        if key not in self._known:
            self._known[key] = together([self.populations.of(code, on) for code in units])
        return self._known[key]


def rates_for(heads: Heads, *, most_apart: Decimal) -> Rates:
    """Return what makes the rates of every unit of the heads. Two queries."""
    units = (*heads.units, *([heads.top] if heads.top else []))
    return Rates(orgunits.populations(unit.code for unit in units), most_apart)
