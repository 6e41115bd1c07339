"""The cells of a pivot: each total beside what it is set against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from bcd138.apps.analytics.pivot_bases import base_periods, why_not_against
from bcd138.apps.analytics.pivot_found import Found
from bcd138.apps.analytics.pivot_heads import Heads
from bcd138.apps.analytics.pivot_rates import NOT_RATED, Rates
from bcd138.apps.analytics.pivoted import NO_REASON, Amount, Cell, MeasureHead, Role, UnitHead, Why
from bcd138.apps.analytics.question import Against, Question
from bcd138.apps.analytics.table import Coverage
from bcd138.domain.comparing import MEASURED, Change, ComparisonRules, change
from bcd138.domain.coverage import tell_of_equally_much
from bcd138.domain.figure import HUNDREDTH, percent
from bcd138.domain.period import Period
from bcd138.domain.units import convert


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one cell is about."""

    role: Role
    unit: UnitHead | None
    measure: MeasureHead
    period: Period


@dataclass(frozen=True, slots=True)
class _Compared:
    """What a cell is set against, and what comes of it."""

    base: Amount | None = None
    period: Period | None = None
    change: Change | None = None
    why: Why = NO_REASON


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the cells of one question from the totals that were found."""

    question: Question
    heads: Heads
    found: Found
    rules: ComparisonRules
    rates: Rates | None = None
    _bases: dict[Period, tuple[tuple[Period, ...], Why]] = field(default_factory=dict)

    def cell(self, role: Role, unit: UnitHead | None, measure: MeasureHead, period: Period) -> Cell:
        """Return one cell; of several peers together where there is no unit."""
        now = self._now(role, unit, measure, period)
        asked = _Asked(role, unit, measure, period)
        compared = self._compared(asked, now) if self.question.base.against else _Compared()
        rated = (
            self.rates.of(self._codes(unit), measure, period.end, now) if self.rates else NOT_RATED
        )
        return Cell(
            unit=unit.code if unit else "",
            measure=measure,
            period=period,
            level=self._level(role),
            now=now,
            base=compared.base,
            base_period=compared.period,
            change=compared.change,
            not_compared=compared.why,
            rate=rated.rate,
            population=rated.people.value if rated.people else None,
            no_rate=rated.why,
            differs=self._differs(asked, now) if role == Role.OWN else None,
        )

    def _codes(self, unit: UnitHead | None) -> tuple[str, ...]:
        """Return whose people a total is of; those of all peers together where there is no unit."""
        return (unit.code,) if unit else tuple(one.code for one in self.heads.units)

    def _level(self, role: Role) -> str:
        if role == Role.OWN:
            return ""
        return self.question.level or (self.question.below if role == Role.SUM else "")

    def _now(
        self, role: Role, unit: UnitHead | None, measure: MeasureHead, period: Period
    ) -> Amount:
        if unit is not None:
            return self.found.amount(role, unit.code, measure, period)
        each = (self.found.amount(Role.EACH, one.code, measure, period) for one in self.heads.units)
        return added(each, measure)

    def _differs(self, asked: _Asked, now: Amount) -> Decimal | None:
        """Return by how much an own figure differs from the sum of the level below."""
        if asked.unit is None:
            return None
        below = self.found.amount(Role.SUM, asked.unit.code, asked.measure, asked.period)
        if now.value is None or below.value is None or _why_unlike(now, below):
            return None
        return now.value - below.value or None

    def _compared(self, asked: _Asked, now: Amount) -> _Compared:
        base = self.question.base
        if base.against in {Against.UNIT, Against.PEERS} and asked.role != Role.EACH:
            return _Compared()
        periods, unlike = self._periods(asked.period)
        amount, why = self._base(asked, periods)
        why = unlike or why
        why = why or now.why_not or amount.why_not or self._why_unlike(now, amount)
        earlier = periods[0] if len(periods) == 1 and periods[0] != asked.period else None
        if why or now.value is None or amount.value is None:
            return _Compared(amount, earlier, why=why)
        made = change(
            now.value,
            amount.value,
            direction=asked.measure.direction,
            is_ratio=now.unit == "%",
            rules=self.rules,
            is_counted=asked.measure.value_type not in MEASURED,
        )
        return _Compared(amount, earlier, made)

    def _periods(self, period: Period) -> tuple[tuple[Period, ...], Why]:
        """Return what a period is set against and why it may not be; the same for all units."""
        if period not in self._bases:
            base = self.question.base
            periods = base_periods(period, base)
            self._bases[period] = periods, why_not_against(period, periods, base)
        return self._bases[period]

    def _why_unlike(self, now: Amount, base: Amount) -> Why:
        """Return why two amounts are not set against each other though both say something."""
        why = _why_unlike(now, base)
        if (
            why
            or now.value is None
            or base.value is None
            or self.question.base.against == Against.TARGET
        ):
            return why
        shares = ((one.coverage.reported, one.coverage.expected) for one in (now, base))
        if tell_of_equally_much(*shares, most_apart=self.rules.most_apart):
            return why
        return Why("pivot.coverage-differs")

    def _base(self, asked: _Asked, periods: Sequence[Period]) -> tuple[Amount, Why]:
        against = self.question.base.against
        if against == Against.TARGET:
            return self._target(asked)
        if against in {Against.UNIT, Against.PEERS}:
            return self._others(asked), NO_REASON
        amounts = [self._now(asked.role, asked.unit, asked.measure, one) for one in periods]
        nothing = Amount(unit=asked.measure.unit)
        if against != Against.AVERAGE:
            return (amounts[0] if amounts else nothing), NO_REASON
        if any(one.value is None for one in amounts):
            return nothing, Why("pivot.average-incomplete", {"years": self.question.base.years})
        return averaged(amounts, asked.measure), NO_REASON

    def _target(self, asked: _Asked) -> tuple[Amount, Why]:
        """Return what was set for the unit itself; peers together have no target."""
        nothing = Amount(unit=asked.measure.unit)
        if asked.unit is None:
            return nothing, NO_REASON
        target = self.found.target(asked.unit.code, asked.measure, asked.period)
        return target, NO_REASON if target.value is not None else Why("pivot.no-target")

    def _others(self, asked: _Asked) -> Amount:
        """Return what the unit beside has, or the other units of the rows on average."""
        beside = (self.heads.beside,) if self.heads.beside else self.heads.units
        others = [one for one in beside if one != asked.unit]
        amounts = [
            self.found.amount(Role.EACH, one.code, asked.measure, asked.period) for one in others
        ]
        return averaged(amounts, asked.measure)


def added(amounts: Iterable[Amount], measure: MeasureHead) -> Amount:
    """Add amounts of several units: counts are added, a percentage is computed again from them.

    A unit that said nothing lessens the coverage; what does not add up makes nothing.
    """
    every = list(amounts)
    told = [one for one in every if one.value is not None]
    coverage = Coverage(
        sum(one.coverage.reported for one in every), sum(one.coverage.expected for one in every)
    )
    why = next((one.why_not for one in every if one.why_not), NO_REASON)
    if any(one.comparator != "=" for one in told):
        why = why or Why("rollup.not-exact")
    if not told or why:
        return Amount(unit=measure.unit, coverage=coverage, why_not=why)
    unit = told[0].unit
    values = [_in_unit(one, unit) for one in told]
    numerator, denominator = (
        _sum(one.numerator for one in told),
        _sum(one.denominator for one in told),
    )
    if numerator is None or denominator is None:
        numerator = denominator = None
    if unit == "%":
        value = percent(numerator, denominator)
    else:
        value = _sum(values) if measure.across_units == "sum" else None
    return Amount(
        value=value,
        numerator=numerator,
        denominator=denominator,
        unit=unit,
        coverage=coverage,
        is_estimate=any(one.is_estimate for one in told),
        why_not=NO_REASON if value is not None else Why("rollup.does-not-add"),
    )


def averaged(amounts: Sequence[Amount], measure: MeasureHead) -> Amount:
    """Return the average of those that say something; a percentage is that of all counts."""
    total = added(amounts, measure)
    count = sum(one.value is not None for one in amounts)
    if total.value is None or total.unit == "%":
        return total
    mean = (total.value / count).quantize(HUNDREDTH).normalize()
    return replace(total, value=Decimal(f"{mean:f}"), numerator=None, denominator=None)


def _in_unit(amount: Amount, unit: str) -> Decimal | None:
    return None if amount.value is None else convert(amount.value, amount.unit, unit)


def _why_unlike(now: Amount, base: Amount) -> Why:
    if now.value is None or base.value is None:
        return NO_REASON
    if now.comparator != "=" or base.comparator != "=":
        return Why("pivot.not-exact")
    if convert(base.value, base.unit, now.unit) == base.value:
        return NO_REASON
    return Why("pivot.other-unit", {"unit": now.unit, "other": base.unit})


def _sum(numbers: Iterable[Decimal | None]) -> Decimal | None:
    total = Decimal(0)
    for number in numbers:
        if number is None:
            return None
        total += number
    return total
