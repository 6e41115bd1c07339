"""Numbers read as officers type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcd138.domain.vietnamese.numbers import parse_number, write_number


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", "0"),
        ("05", "5"),
        ("1234", "1234"),
        ("1.234", "1234"),
        ("1.234.567,5", "1234567.5"),
        ("1 234 567", "1234567"),
        ("1\u00a0234", "1234"),
        ("1\u202f234", "1234"),
        ("12,5", "12.5"),
        ("1,234", "1.234"),
        ("1.5", "1.5"),
        ("12.34", "12.34"),
        ("-3", "-3"),
        ("- 1.234,5", "-1234.5"),
        (" 7 ", "7"),
    ],
)
def test_a_number_is_read_as_officers_write_it(written, value):
    assert parse_number(written) == Decimal(value)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "-",
        ",",
        "1,",
        ",5",
        "1.2.3",
        "1,2,3",
        "12.34,5",
        "1..2",
        "--3",
        "5 vụ",
        "٣",
        "1²",
        "1e5",
    ],
)
def test_what_is_no_number_is_not_guessed(written):
    assert parse_number(written) is None


@given(st.decimals(-(10**15), 10**15, places=4))
def test_what_is_written_is_read_back(value):
    assert parse_number(write_number(value)) == value
