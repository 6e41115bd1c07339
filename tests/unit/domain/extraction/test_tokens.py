"""Numbers in digits and in words, as Vietnamese reports write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bcd138.domain.extraction.tokens import parse_digits, parse_number_words


@pytest.mark.parametrize(
    ("word", "value", "doubtful"),
    [
        ("0", "0", False),
        ("7", "7", False),
        ("03", "3", False),
        ("388", "388", False),
        ("1.222", "1222", False),
        ("12.345.678", "12345678", False),
        ("83,62", "83.62", False),
        ("0,5", "0.5", False),
        ("1.234,5", "1234.5", False),
        ("1.000.000,25", "1000000.25", False),
        ("83.62", "83.62", False),
        ("100.0", "100.0", False),
        ("1,892", "1.892", True),
        ("5,552", "5.552", True),
        ("1,234,567", "1234567", True),
        ("1,234,567.8", "1234567.8", True),
    ],
)
def test_digits_have_one_value_and_say_when_in_doubt(word, value, doubtful):
    assert parse_digits(word) == (Decimal(value), doubtful)


@pytest.mark.parametrize(
    ("words", "value", "length"),
    [
        ("không", 0, 1),
        ("một", 1, 1),
        ("mười", 10, 1),
        ("mười hai", 12, 2),
        ("mười lăm", 15, 2),
        ("hai mươi", 20, 2),
        ("hai mươi mốt", 21, 3),
        ("hai mươi tư", 24, 3),
        ("hai mươi lăm", 25, 3),
        ("hai mươi nhăm", 25, 3),
        ("một trăm", 100, 2),
        ("một trăm linh ba", 103, 4),
        ("một trăm lẻ ba", 103, 4),
        ("một trăm ba mươi mốt", 131, 5),
        ("hai nghìn ba trăm", 2300, 4),
        ("hai ngàn ba trăm", 2300, 4),
        ("một vạn", 10_000, 2),
        ("ba triệu hai trăm nghìn", 3_200_000, 5),
        ("một tỷ rưỡi", 1_500_000_000, 3),
        ("ba triệu rưỡi", 3_500_000, 3),
        ("ba mươi mốt vụ", 31, 3),
        ("hai ba vụ", 2, 1),
        ("hai trăm rưỡi", 200, 2),
    ],
)
def test_number_words_are_read_up_to_the_first_other_word(words, value, length, vocabulary):
    read = parse_number_words(words.split(), vocabulary.digits, vocabulary.scales)

    assert (read.value, read.length) == (value, length)


@pytest.mark.parametrize(
    "words", ["", "vụ", "mươi", "trăm vụ", "nghìn", "tỷ", "rưỡi", "linh năm", "lẻ"]
)
def test_what_begins_with_no_number_is_none(words, vocabulary):
    assert parse_number_words(words.split(), vocabulary.digits, vocabulary.scales) is None
