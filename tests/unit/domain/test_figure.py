"""Amounts: when two say the same, what cannot be one, and how a percentage is computed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bcd138.domain.errors import Refused
from bcd138.domain.figure import Amount, check_amount, percent, says_the_same


def amount(value, unit="vụ", **fields):
    return Amount(Decimal(value), unit, **fields)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (amount("388"), amount("388"), True),
        (amount("388"), amount("390"), False),
        (amount("1.47", "kg"), amount("1470", "g"), True),
        (amount("342", "bánh"), amount("342", "kg"), False),
        (amount("40"), amount("40", comparator=">"), False),
        (amount("164", numerator=Decimal(164)), amount("164"), True),
        (
            amount("82.41", denominator=Decimal(199)),
            amount("82.41", denominator=Decimal(200)),
            False,
        ),
    ],
)
def test_two_amounts_say_the_same_or_not(first, second, same):
    assert says_the_same(first, second) is same
    assert says_the_same(second, first) is same


@pytest.mark.rule("percent-from-counts")
@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        ("164", "199", "82.41"),
        ("388", "464", "83.62"),
        ("1", "8", "12.50"),
        ("0", "5", "0.00"),
        ("5", "0", None),
        (None, "5", None),
        ("5", None, None),
    ],
)
def test_a_percentage_comes_from_its_counts(numerator, denominator, expected):
    def number(text):
        return None if text is None else Decimal(text)

    assert percent(number(numerator), number(denominator)) == number(expected)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (amount("-1"), "figure.negative"),
        (amount("1e16"), "figure.out-of-range"),
        (amount("0.12345"), "figure.out-of-range"),
        (amount("Infinity"), "figure.out-of-range"),
        (amount("1", comparator="!"), "figure.comparator"),
        (amount("1", "x" * 41), "figure.unit-too-long"),
        (amount("1", denominator=Decimal(0)), "figure.denominator-zero"),
        (amount("1", numerator=Decimal(-1)), "figure.negative"),
    ],
)
def test_what_cannot_be_a_figure_is_refused(wrong, code):
    with pytest.raises(Refused) as refusal:
        check_amount(wrong)

    assert refusal.value.code == code


def test_a_change_may_fall():
    check_amount(amount("-3.02", "%"), may_fall=True)


def test_an_amount_is_written_as_officers_write():
    written = amount("1234.5", "kg", comparator=">", numerator=Decimal(1), denominator=Decimal(2))

    assert str(written) == "trên 1.234,5 kg (1/2)"
