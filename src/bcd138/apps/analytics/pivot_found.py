"""The totals that a pivot is made of: few questions, whatever the number of cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bcd138.apps.accounts.models import User
from bcd138.apps.analytics.pivot_bases import base_periods
from bcd138.apps.analytics.pivot_heads import Heads
from bcd138.apps.analytics.pivoted import NO_REASON, Amount, MeasureHead, Role, Why
from bcd138.apps.analytics.question import Against, Question
from bcd138.apps.analytics.remembered import Memory, State
from bcd138.apps.analytics.rolled import Key, Rolled, rolled
from bcd138.apps.analytics.table import Coverage
from bcd138.domain.figure import percent
from bcd138.domain.period import Period
from bcd138.domain.rules import rule

_Totals = Mapping[Key, Rolled]
_MEMORY: Memory[_Totals] = Memory(24)


@dataclass(frozen=True, slots=True)
class Found:
    """Totals by what a row tells of its unit, and the targets set for units themselves."""

    by_role: Mapping[Role, _Totals]
    targets: _Totals

    def tells(self, role: Role) -> bool:
        """Tell whether anything was reported that rows of this kind would show."""
        return any(total.reported for total in self.by_role.get(role, {}).values())

    def amount(self, role: Role, unit: str, measure: MeasureHead, period: Period) -> Amount:
        """Return how much a unit has of something in a period."""
        totals = self.by_role.get(role, {})
        reported = _amount(totals, unit, measure, period)
        return _from_counts(totals, unit, measure, period, reported) or reported

    def target(self, unit: str, measure: MeasureHead, period: Period) -> Amount:
        """Return what was set for a unit and a period."""
        return _amount(self.targets, unit, measure, period)


def found_for(question: Question, heads: Heads, *, by: User, state: State) -> Found:
    """Return every total that the cells and what they are set against need.

    At most four questions of ``rolled``, none where they were asked before in the same state.
    The rows are of the level that is added up above them, so one question answers both.

    Raises:
        OrgUnit.DoesNotExist: A unit is not there for ``by``.
    """
    periods = tuple(
        dict.fromkeys(
            one for each in question.periods for one in (each, *base_periods(each, question.base))
        )
    )
    asked = _Asked(tuple(_codes(heads)), periods, question.on, with_parts=bool(question.breakdown))
    rows = frozenset(unit.code for unit in heads.units)
    beside = frozenset([heads.beside.code] if heads.beside else []) - rows
    top = frozenset([heads.top.code] if heads.top else [])
    found: dict[Role, _Totals] = {}
    if top:
        level = question.level or question.below
        found[Role.OWN] = asked.of(top, by, state)
        found[Role.SUM] = found[Role.EACH] = asked.of(top | rows, by, state, level=level)
    else:
        found[Role.EACH] = asked.of(rows, by, state, level=question.level)
    if beside:
        other = asked.of(beside, by, state, level=question.level)
        found[Role.EACH] = {**found[Role.EACH], **other}
    is_target = question.base.against == Against.TARGET
    return Found(found, asked.of(top | rows, by, state, kind="target") if is_target else {})


@dataclass(frozen=True, slots=True)
class _Asked:
    """What all questions of ``rolled`` for one pivot share."""

    indicators: tuple[str, ...]
    periods: tuple[Period, ...]
    on: date
    with_parts: bool

    def of(
        self,
        units: frozenset[str],
        by: User,
        state: State,
        *,
        level: str = "",
        kind: str = "result",
    ) -> _Totals:
        """Return the totals of units: of their own figures, or those of a level below."""
        return _MEMORY.answer(
            state,
            (self, units, level, kind),
            lambda: rolled(
                org_units=units,
                indicators=self.indicators,
                periods=self.periods,
                on=self.on,
                by=by,
                level=level or None,
                with_parts=self.with_parts,
                kind=kind,
            ),
        )


def _codes(heads: Heads) -> list[str]:
    """Return every indicator shown, and the counts that percentages are made of."""
    named = ((one.indicator, one.numerator, one.denominator) for one in heads.measures)
    return list(dict.fromkeys(code for codes in named for code in codes if code))


def _amount(totals: _Totals, unit: str, measure: MeasureHead, period: Period) -> Amount:
    total = totals.get(Key(unit, measure.indicator, measure.option, period))
    if total is None:
        return Amount(unit=measure.unit)
    percent = total.percent
    is_percent = percent is not None and (measure.is_ratio or total.value is None)
    return Amount(
        value=None if total.why_not else percent if is_percent else total.value,
        numerator=total.numerator,
        denominator=total.denominator,
        unit="%" if is_percent else total.unit,
        coverage=Coverage(total.reported, total.expected),
        data_value_id=total.data_value_id,
        is_estimate=total.is_estimate,
        why_not=Why(total.why_not) if total.why_not else NO_REASON,
        comparator="=" if is_percent else total.comparator,
    )


@rule("ratio-from-totals", "Quy ước của phần mềm")
def _from_counts(
    totals: _Totals, unit: str, measure: MeasureHead, period: Period, reported: Amount
) -> Amount | None:
    """Return a percentage from the totals of its two counts, where they tell of more.

    Each unit's share of cases solved is in its report of the month; of seven months together
    only the cases and those solved are added, and the percentage is computed again.
    """
    if not measure.numerator or measure.option:
        return None
    above, under = (
        totals.get(Key(unit, code, "", period)) for code in (measure.numerator, measure.denominator)
    )
    if above is None or under is None or above.value is None or not under.value:
        return None
    counted = min(above, under, key=lambda one: one.reported)
    if reported.value is not None and counted.reported <= reported.coverage.reported:
        return None
    return Amount(
        value=percent(above.value, under.value),
        numerator=above.value,
        denominator=under.value,
        unit="%",
        coverage=Coverage(counted.reported, max(above.expected, under.expected)),
        is_estimate=above.is_estimate or under.is_estimate,
        is_from_counts=True,
    )


def forget() -> None:
    """Drop the totals that are kept."""
    _MEMORY.forget()
