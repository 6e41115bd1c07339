"""Small counts of persons are hidden, and so is what would give them away."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcd138.domain.suppression import hidden

TWO = Decimal(2)


def hide(*parts, whole=None):
    values = {n: Decimal(part) for n, part in enumerate(parts) if part is not None}
    if whole is None:
        return hidden(values, [], smallest=TWO)
    values["whole"] = Decimal(whole)
    return hidden(values, [("whole", range(len(parts)))], smallest=TWO)


@pytest.mark.rule("small-counts-hidden")
def test_one_and_two_are_hidden_and_nought_is_not():
    assert hide(0, 1, 2, 3, None, 40) == {1, 2}


@pytest.mark.rule("small-counts-hidden")
@pytest.mark.parametrize(
    ("parts", "left_out"),
    [
        ((1, 9, 7), {0, 2}),
        ((1, 2, 9), {0, 1}),
        ((1, 1, 9), {0, 1, 2}),
        ((2, 2, 9, 8), {0, 1, 3}),
        ((1, 0, 0), {0, "whole"}),
        ((2, None), {0, "whole"}),
        ((5, 9), set()),
    ],
)
def test_the_sum_does_not_give_away_what_is_hidden(parts, left_out):
    whole = sum(part or 0 for part in parts)

    assert hide(*parts, whole=whole) == left_out


def test_a_number_hidden_for_one_sum_is_hidden_for_the_other():
    values = {name: Decimal(value) for name, value in (("a", 1), ("b", 5), ("c", 7), ("d", 9))}
    values |= {"ab": Decimal(6), "bcd": Decimal(21)}

    found = hidden(values, [("ab", ("a", "b")), ("bcd", ("b", "c", "d"))], smallest=TWO)

    assert found == {"a", "b", "c"}


@pytest.mark.rule("small-counts-hidden")
@given(st.lists(st.integers(0, 12), min_size=1, max_size=6))
def test_nobody_can_compute_a_hidden_part_from_the_sum(parts):
    whole = sum(parts)

    left_out = hide(*parts, whole=whole)

    out = [n for n in range(len(parts)) if n in left_out]
    if "whole" not in left_out and out:
        left = sum(parts[n] for n in out)
        assert len(out) > 1
        assert left not in {len(out), 2 * len(out)}
