"""Exact conversions of weight and money."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcd138.domain.units import convert


@pytest.mark.rule("exact-conversion")
@pytest.mark.parametrize(
    ("value", "unit", "into", "expected"),
    [
        ("1.47", "kg", "g", "1470"),
        ("1470", "g", "kg", "1.47"),
        ("2", "tấn", "kg", "2000"),
        ("3", "tạ", "kg", "300"),
        ("1.2", "tỷ đồng", "triệu đồng", "1200"),
        ("185", "triệu đồng", "tỷ đồng", "0.185"),
        ("5", "vụ", "vụ", "5"),
        ("342", "bánh", "kg", None),
        ("1", "kg", "đồng", None),
        ("5", "vụ", "đối tượng", None),
    ],
)
def test_weights_and_money_are_converted_exactly_and_nothing_else(value, unit, into, expected):
    converted = convert(Decimal(value), unit, into)

    assert converted == (None if expected is None else Decimal(expected))


@given(st.decimals(0, 10**12, places=4), st.sampled_from(["g", "kg", "tạ", "tấn", "mg"]))
def test_there_and_back_is_the_same_number(value, unit):
    assert convert(convert(value, unit, "g"), "g", unit) == value
