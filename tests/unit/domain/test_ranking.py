"""Places among units."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcd138.domain.ranking import Place, ranking


def ranks(direction, **values):
    numbers = {key: None if one is None else Decimal(one) for key, one in values.items()}
    return {key: str(place) for key, place in ranking(numbers, direction=direction).items()}


@pytest.mark.rule("ranks-with-ties")
@pytest.mark.parametrize(
    ("direction", "places"),
    [
        ("higher", {"a": "1", "b": "2–3", "c": "2–3", "d": "4"}),
        ("lower", {"d": "1", "b": "2–3", "c": "2–3", "a": "4"}),
        ("neutral", {"a": "1", "b": "2–3", "c": "2–3", "d": "4"}),
    ],
)
def test_ties_share_a_place_and_the_next_counts_them(direction, places):
    assert ranks(direction, a=9, b=5, c=5, d=1) == places


def test_who_said_nothing_has_no_place_and_does_not_count():
    found = ranking({"a": Decimal(1), "b": None}, direction="lower")

    assert found == {"a": Place(1, 1)}


def test_three_on_the_third_place_are_third_to_fifth():
    assert ranks("lower", a=1, b=2, c=3, d=3, e=3, f=4)["e"] == "3–5"


values = st.dictionaries(st.integers(0, 50), st.none() | st.decimals(0, 20, places=1))


@given(values, st.sampled_from(["lower", "higher", "neutral"]))
def test_a_place_is_one_more_than_how_many_are_better(numbers, direction):
    places = ranking(numbers, direction=direction)

    for key, place in places.items():
        mine = numbers[key]
        told = [one for one in numbers.values() if one is not None]
        better = [one for one in told if (one < mine if direction == "lower" else one > mine)]
        assert place.first == len(better) + 1
        assert place.last == len(better) + told.count(mine)
