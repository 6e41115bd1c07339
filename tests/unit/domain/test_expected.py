"""Expected ranges: exact intervals recomputed in fractions, and how often they cry wolf."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction
from math import comb, exp, prod

import pytest

from bcd138.domain.expected import Limits, Past, Range, expected_range, is_expected

SERIES_OF_COUNTS = [(0, 0, 0), (1, 0, 2, 1), (5, 4, 6, 5, 7), (100, 110, 95, 105), (40,) * 12]
CALM = [(0, 0, 0), (1,) * 16, (5, 4, 6, 5, 7, 5, 4, 6, 5, 5, 4, 6), (40,) * 12]
CHI_SQUARE_10 = {6: 2.204, 8: 3.490, 15: 8.547}  # as printed in tables of the distribution
NOMINAL = 0.01


def past(*series, **more):
    return Past(series=tuple(map(Decimal, series)), **more)


def count_range(*series, coverage=0.99):
    found = expected_range(past(*series), "count", Limits(coverage=coverage))
    return int(found.low), int(found.high)


def exact_poisson(series, coverage):
    """Return the ends by adding up binomial fractions: nothing is rounded."""
    total, periods = sum(series), len(series)
    share, tail = Fraction(1, periods + 1), Fraction(str(1 - coverage)).limit_denominator(1000) / 2

    def weight(count, together):
        return comb(together, count) * share**count * (1 - share) ** (together - count)

    def is_in(count):
        n = total + count
        below = sum(weight(k, n) for k in range(count + 1))
        return below >= tail and 1 - below + weight(count, n) >= tail

    inside = [count for count in range(max(series) * 2 + 10) if is_in(count)]
    return min(inside[0], *series), max(inside[-1], *series)


@pytest.mark.rule("expected-range")
@pytest.mark.parametrize("coverage", [0.9, 0.95, 0.99])
@pytest.mark.parametrize("series", CALM)
def test_calm_counts_have_the_exact_poisson_interval(series, coverage):
    assert count_range(*series, coverage=coverage) == exact_poisson(series, coverage)


@pytest.mark.rule("expected-range")
def test_after_nothing_three_times_up_to_three_are_expected():
    # P(X >= 3 of 3) = (1/4)**3 = 1,6 %; P(X >= 4 of 4) = 0,4 %, under half of 1 %
    assert expected_range(past(0, 0, 0), "count") == Range(Decimal(0), Decimal(3), "series")


@pytest.mark.rule("expected-range")
@pytest.mark.parametrize("alone", ["same", "last"])
def test_one_earlier_period_alone_gives_a_poisson_interval(alone):
    found = expected_range(Past(**{alone: Decimal(8)}), "count")

    # (1/2)**8 = 0,39 % for none at all, 9/2**9 = 1,8 % for one at most
    assert found == Range(Decimal(1), Decimal(23), alone)


def test_the_same_period_says_more_than_the_last():
    both = Past(last=Decimal(100), same=Decimal(8), series=(Decimal(100), Decimal(8)))

    assert expected_range(both, "count").basis == "same"


def rising(start, steps):
    return prod((start + step for step in range(steps)), start=Decimal(1))


def beta_binomial(series):
    """Return the ends for a swinging series, from products and printed quantiles."""
    total, periods = sum(series), len(series)
    mean = Fraction(total, periods)
    squares = float(sum((count - mean) ** 2 for count in series) / mean)
    spread = (squares + 4) / CHI_SQUARE_10[periods + 3]
    size = Decimal(float(mean) / (spread - 1))

    def weight(k, n):
        ways = comb(n, k) * rising(size, k) * rising(size * periods, n - k)
        return float(ways / rising(size * (periods + 1), n))

    def is_in(count):
        n = total + count
        below = sum(weight(k, n) for k in range(count + 1))
        return below >= 0.005 and 1 - below + weight(count, n) >= 0.005

    inside = [count for count in range(90) if is_in(count)]
    return min(inside[0], *series), max(inside[-1], *series)


@pytest.mark.slow
@pytest.mark.rule("expected-range")
@pytest.mark.parametrize(
    "series", [(5, 5, 6), (2, 9, 4), (3, 12, 5, 1, 8), (5, 2, 9, 1, 4, 7, 3, 0, 6, 8, 2, 5)]
)
def test_swinging_counts_have_the_exact_negative_binomial_interval(series):
    found, wanted = count_range(*series), beta_binomial(series)

    assert abs(found[0] - wanted[0]) <= 1  # the printed quantile has four figures
    assert abs(found[1] - wanted[1]) <= 1


def test_a_swinging_series_is_given_more_room_than_a_calm_one():
    assert count_range(1, 30, 3, 25, 2, 29) > (0, 45)
    assert count_range(15, 14, 16, 15, 13, 17)[1] < 45


def test_what_has_been_there_before_is_expected():
    series = (*(0,) * 30, 60)

    assert count_range(*series)[1] >= 60
    assert is_expected(Decimal(60), past(*series), "count")


@pytest.mark.parametrize("kind", ["money", "weight", "volume"])
def test_an_amount_is_expected_within_its_order_of_magnitude(kind):
    found = expected_range(past(100, 120, 80), kind)

    assert found == Range(Decimal("10.00"), Decimal("1000.00"), "series")


def test_an_amount_that_swings_is_given_more_room():
    assert expected_range(past(1, 100, 10_000), "money").high > Decimal(100_000)


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (Past(), "count"),
        (past(1, 2), "count"),
        (past(5, 6, 7), "rank"),
        (past(5, 6, 7), "ratio"),
        (past(100, 120), "money"),
        (past(0, 0, 0, 5), "weight"),
        (Past(last=Decimal(5), same=Decimal(7)), "money"),
    ],
)
def test_where_nothing_can_be_said_nothing_is_said(given, kind):
    assert expected_range(given, kind) is None
    assert is_expected(Decimal(10**9), given, kind)


@pytest.mark.parametrize("given", [past(5, 6, 7), Past(last=Decimal(3))])
def test_less_than_nothing_is_never_expected(given):
    assert not is_expected(Decimal(-1), given, "count")


def test_no_amount_at_all_is_nothing_unusual():
    assert is_expected(Decimal(0), past(100, 120, 80), "weight")
    assert not is_expected(Decimal(5), past(100, 120, 80), "weight")


@pytest.mark.slow
@pytest.mark.parametrize("coverage", [0.95, 0.99])
@pytest.mark.parametrize(
    "series", [*SERIES_OF_COUNTS, (0,), (7,), (50,), (3, 30, 8, 1, 50, 12), (2,) * 24]
)
def test_the_quick_answer_is_the_slow_one(series, coverage):
    limits = Limits(coverage=coverage)
    before = past(*series) if len(series) > 1 else Past(last=Decimal(series[0]))
    found = expected_range(before, "count", limits)

    for count in range(2 * int(found.high) + 5):
        inside = found.low <= count <= found.high
        assert is_expected(Decimal(count), before, "count", limits) == inside, count


def test_large_counts_are_answered_as_well():
    low, high = count_range(1_000_000, 1_100_000, 950_000, 1_050_000)

    assert 500_000 < low < 950_000
    assert 1_100_000 < high < 2_000_000


@pytest.mark.parametrize("value", [0, 10**8, 10**15, 10**16 - 1])
def test_no_number_is_too_large_to_be_answered(value):
    low, high = count_range(10**15, 10**15 + 3, 10**15 + 9)

    assert low <= 10**15 < high
    assert is_expected(Decimal(value), past(10**15, 10**15 + 3, 10**15 + 9), "count") in {
        True,
        False,
    }
    assert not is_expected(Decimal(10**16 - 1), past(1, 2, 3, 2, 1), "count")


def test_large_tails_added_in_blocks_are_those_added_singly(monkeypatch):
    series = (12_000, 12_400, 11_700, 11_900, 12_300)
    blocks = count_range(*series)
    monkeypatch.setattr("bcd138.domain.prediction._BLOCKS", 10**9)

    assert count_range(*series, coverage=0.9900001) == pytest.approx(blocks, rel=0.001)


def seeded():
    return random.Random(138)  # noqa: S311 - a simulation that is the same every time


def poisson(chance, mean):
    left, count = exp(-mean), 0
    drawn = chance.random()
    while drawn > left:
        drawn *= chance.random()
        count += 1
    return count


def swinging(chance, mean, spread):
    """Draw a negative binomial count: Poisson whose rate is drawn from a gamma."""
    if spread == 1:
        return poisson(chance, mean)
    size = mean / (spread - 1)
    return poisson(chance, chance.gammavariate(size, mean / size))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mean", "spread", "periods"),
    [
        *((mean, 1, periods) for mean in (0.5, 3, 20) for periods in (3, 6, 12, 24)),
        *((mean, 3, periods) for mean in (3, 20) for periods in (6, 12, 24)),
        (5, 3, 3),
        (40, 8, 24),
    ],
)
@pytest.mark.rule("expected-range")
def test_ordinary_counts_are_asked_about_less_often_than_the_limit(mean, spread, periods):
    chance, asked, rounds = seeded(), 0, 2000
    for _ in range(rounds):
        *series, now = (swinging(chance, mean, spread) for _ in range(periods + 1))
        asked += not is_expected(Decimal(now), past(*series), "count")

    assert asked / rounds < NOMINAL


@pytest.mark.slow
@pytest.mark.parametrize("mean", [0.5, 3, 20])
def test_after_a_single_period_as_well(mean):
    chance, asked, rounds = seeded(), 0, 2000
    for _ in range(rounds):
        before = Past(last=Decimal(poisson(chance, mean)))
        asked += not is_expected(Decimal(poisson(chance, mean)), before, "count")

    assert asked / rounds < NOMINAL


@pytest.mark.slow
def test_a_tenfold_count_after_a_year_is_found():
    chance, found, rounds = seeded(), 0, 300
    for _ in range(rounds):
        series = [poisson(chance, 5) for _ in range(12)]
        found += not is_expected(Decimal(10 * poisson(chance, 5) + 1), past(*series), "count")

    assert found / rounds > 0.9
