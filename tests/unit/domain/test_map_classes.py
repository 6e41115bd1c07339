"""Numbers on a map share a shade with those that are about as large."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcd138.domain.map_classes import Shade, shade_of, shades

many = st.lists(st.integers(0, 40).map(Decimal), max_size=60)


@pytest.mark.rule("map-shades")
def test_ten_numbers_make_five_classes_of_two():
    found = shades([Decimal(n) for n in range(1, 11)])

    assert found == tuple(Shade(Decimal(n), Decimal(n + 1), 2) for n in (1, 3, 5, 7, 9))


@pytest.mark.rule("map-shades")
def test_equal_numbers_stay_together():
    assert shades([Decimal(3)] * 7) == (Shade(Decimal(3), Decimal(3), 7),)
    assert shades([]) == ()


@pytest.mark.rule("map-shades")
@given(many)
def test_every_number_is_in_exactly_one_class(numbers):
    found = shades(numbers)

    assert sum(one.count for one in found) == len(numbers)
    assert len(found) <= 5
    assert all(one.high < other.low for one, other in pairwise(found))
    assert all(shade_of(number, found) for number in numbers)
    assert shade_of(Decimal(1000), found) == 0
