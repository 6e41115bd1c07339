"""The engine and the reference say the same, to the last digit, whatever becomes of the units.

Random registers with mergers, divisions with and without a declared share, moves and ends;
periods of several lengths; missing, vague and converted figures; every way to make one.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from bcd138.compute import engines
from bcd138.compute.asked import Cell, Measured, Question
from bcd138.compute.period_numbers import number_of, period_of
from bcd138.compute.roll_up import roll_up
from bcd138.compute.tables import FIGURES, table_of
from bcd138.domain.borders import Borders
from bcd138.domain.period import (
    calendar_months,
    calendar_year,
    periods_within,
    programme,
    span,
    whole_months,
)
from bcd138.domain.rollup import Rollup, by_key
from bcd138.domain.total import Reported, Ways
from bcd138.domain.units import convert
from property.test_borders_properties import BEGINNING, histories

EXAMPLES = int(os.environ.get("BCD138_ROLL_UPS", "60"))
MANY = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
LEVELS = st.sampled_from(["province", "commune", "commune", "district"])
RULES = st.sampled_from(["sum", "last", "max", "none"])
MEASURES = st.sampled_from(["g", "g", "g", "kg", "bánh"])
NUMBERS = st.decimals(Decimal(-100), 10**6, places=4)


@dataclass(frozen=True)
class Told:
    """A figure as it was written, of an indicator and a part."""

    indicator: str
    breakdown: str
    figure: Reported
    measure: str
    comparator: str


def periods_around(year):
    """Return a programme, its years, and what lies within; odd ones beside."""
    long = programme(year - 1, year + 1)
    years = periods_within(long)
    halves = [half for one in years for half in periods_within(one)]
    quarters = [quarter for half in halves for quarter in periods_within(half)]
    months = [month for quarter in quarters for month in periods_within(quarter)]
    odd = [
        whole_months(calendar_year(year).start, 8, "to_date"),
        span(calendar_year(year).start, calendar_months(year, 4, 1, "month").end),
        whole_months(calendar_months(year - 1, 12, 1, "month").start.replace(day=15), 12, "year"),
    ]
    return [long, *years, *halves, *quarters, *months, *odd]


@st.composite
def books(draw, history, level, periods):
    """Draw figures: of units that stand or not, some periods more than others."""
    units = [unit.code for unit in history.register.units.values() if unit.level == level]
    if not units:
        return []
    often = draw(st.lists(st.sampled_from(periods), min_size=1, max_size=8, unique=True))
    plain = draw(st.booleans())
    keys = st.tuples(
        st.sampled_from(["i1", "i2"]),
        st.sampled_from(["", "", "female"]),
        st.sampled_from(units),
        st.sampled_from(often),
    )
    told = []
    for number, (indicator, breakdown, unit, period) in enumerate(
        draw(st.lists(keys, max_size=40, unique=True))
    ):
        counts = draw(st.one_of(st.just((None, None)), st.tuples(NUMBERS, st.just(Decimal(7)))))
        figure = Reported(unit, period, draw(NUMBERS), *counts, source=number)
        measure = "g" if plain else draw(MEASURES)
        comparator = "=" if plain else draw(st.sampled_from(["=", "=", "=", "=", ">"]))
        told.append(Told(indicator, breakdown, figure, measure, comparator))
    return told


def table(told):
    rows = [
        (
            one.figure.unit,
            one.indicator,
            one.breakdown,
            number_of(one.figure.period),
            one.figure.period.end.toordinal(),
            one.figure.value,
            one.measure,
            one.comparator,
            one.figure.numerator,
            one.figure.denominator,
            one.figure.source,
        )
        for one in told
    ]
    return table_of(rows, FIGURES)


def in_unit(one, unit):
    value = convert(one.figure.value, one.measure, unit)
    is_exact = value is not None and one.comparator == "="
    return replace(
        one.figure, value=one.figure.value if value is None else value, is_exact=is_exact
    )


def said(total, source):
    return (
        total.value,
        total.numerator,
        total.denominator,
        total.reported,
        total.expected,
        total.is_estimate,
        total.why_not,
        source,
    )


def check(engine, told, question):
    """Compare every cell that the reference has something to say of, and no other."""
    found = roll_up(engine, table(told), question)
    expected = {}
    series = {(one.indicator, one.breakdown) for one in told}
    for indicator, breakdown in series | {(code, "") for code in question.indicators}:
        own = [
            one
            for one in told
            if (one.indicator, one.breakdown) == (indicator, breakdown)
            and (question.seen is None or one.figure.unit in question.seen)
        ]
        units = {
            answer.unit
            for cell, answer in found.items()
            if (cell.indicator, cell.breakdown) == (indicator, breakdown) and answer.source is None
        }
        assert len(units) <= 1
        unit = units.pop() if units else "g"
        rollup = Rollup(
            Borders(question.register, question.on),
            by_key(in_unit(one, unit) for one in own),
            question.indicators[indicator].ways,
        )
        totals = {
            Cell(code, indicator, breakdown, period): rollup.total(
                code, period, level=question.level
            )
            for code in question.org_units
            for period in question.periods
        }
        if not breakdown or any(total.reported for total in totals.values()):
            expected |= {
                cell: said(total, total.taken.source if total.taken else None)
                for cell, total in totals.items()
                if total.reported or total.expected
            }
    answered = {cell: said(answer, answer.source) for cell, answer in found.items()}
    for cell, answer in found.items():
        if answer.source is not None and answer.unit not in {"g", ""}:
            told_value = told[answer.source].figure.value
            assert answer.value == convert(told_value, told[answer.source].measure, answer.unit)
            answered[cell] = (expected[cell][0], *answered[cell][1:])
    assert answered == expected


@pytest.fixture(scope="module")
def engine():
    with engines.opened() as opened:
        yield opened


@MANY
@given(st.data(), histories(), LEVELS, st.integers(2020, 2024))
def test_an_engine_says_what_the_reference_says(engine, data, history, level, year):
    periods = periods_around(year)
    told = data.draw(books(history, level, periods))
    ways = {code: Measured(Ways(data.draw(RULES), data.draw(RULES)), "g") for code in ("i1", "i2")}
    asked = data.draw(st.lists(st.sampled_from(periods), min_size=1, max_size=5, unique=True))
    on = data.draw(st.sampled_from([*history.days, calendar_year(year).end, BEGINNING]))
    units = [unit.code for unit in history.register.units.values() if unit.kind == "territory"]
    some = st.lists(st.sampled_from(units), min_size=len(units) // 2).map(frozenset)
    seen = data.draw(st.one_of(st.none(), some))

    question = Question(history.register, on, level, "territory", units, asked, ways, seen)

    event(f"{len(history.acts)} acts")
    check(engine, told, question)


@MANY
@given(st.integers(2000, 2030))
def test_the_number_of_a_period_leads_back_to_it(year):
    for period in periods_around(year):
        assert period_of(number_of(period)) == period
