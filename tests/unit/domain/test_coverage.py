"""Whether two totals tell of equally much."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bcd138.domain.coverage import tell_of_equally_much


@pytest.mark.rule("like-coverage")
@pytest.mark.parametrize(
    ("now", "base", "may"),
    [
        ((98, 98), (98, 98), True),
        ((97, 98), (98, 98), True),
        ((9, 10), (10, 10), True),
        ((89, 100), (100, 100), False),
        ((10, 10), (1, 10), False),
        ((1, 10), (10, 10), False),
        ((5, 10), (49, 98), True),
        ((10, 3333), (1, 3326), False),
        ((0, 0), (1, 1), False),
    ],
)
def test_totals_are_compared_where_as_many_reported(now, base, may):
    assert tell_of_equally_much(now, base, most_apart=Decimal(10)) is may
