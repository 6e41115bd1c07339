"""Counts per 100,000 people."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcd138.domain.rates import rate, why_no_rate

ALL = {"is_count": True, "people": Decimal(1000), "coverage": (98, 98), "most_apart": Decimal(10)}


@pytest.mark.rule("rate-per-100000")
@pytest.mark.parametrize(
    ("count", "people", "expected"),
    [
        (391, 543_000, "72.01"),
        (0, 543_000, "0.00"),
        (1, 100_000, "1.00"),
        (1, 800_000, "0.13"),
        (3, 0, None),
    ],
)
def test_a_rate_is_the_count_over_the_people(count, people, expected):
    found = rate(Decimal(count), Decimal(people))

    assert found == (None if expected is None else Decimal(expected))


@pytest.mark.rule("rate-per-100000")
@given(st.lists(st.tuples(st.integers(0, 9999), st.integers(1, 10**7)), min_size=1, max_size=9))
def test_the_rate_of_a_sum_lies_between_the_rates_of_its_parts(parts):
    rates = [rate(Decimal(count), Decimal(people)) for count, people in parts]
    of_all = rate(
        Decimal(sum(count for count, _ in parts)), Decimal(sum(people for _, people in parts))
    )

    assert min(rates) <= of_all <= max(rates)


@pytest.mark.rule("rate-needs-coverage")
@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, ""),
        ({"is_count": False}, "rates.not-a-count"),
        ({"people": None}, "rates.no-population"),
        ({"coverage": (89, 98)}, ""),
        ({"coverage": (88, 98)}, "rates.incomplete"),
        ({"coverage": (1, 2)}, "rates.incomplete"),
    ],
)
def test_what_has_no_rate_says_why(given, why):
    assert why_no_rate(**{**ALL, **given}) == why
