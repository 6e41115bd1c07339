"""What an officer writes into a cell: numbers, marks, words with a unit; and what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bcd138.domain.data_set import Measure
from bcd138.domain.entry import (
    NOT_REPORTED,
    Entry,
    State,
    check_value,
    computed,
    read_cell,
    write_entry,
)
from bcd138.domain.errors import Refused

CASES = Measure("cases", "Số vụ", "vụ")
HEROIN = Measure("heroin", "Heroin", "g", "weight")
RATE = Measure("rate", "Tỷ lệ", "%", "ratio", numerator="solved", denominator="cases", factor=100)


def number(value):
    return Entry(Decimal(value), State.NUMBER)


@pytest.mark.rule("silence-is-not-zero")
@pytest.mark.parametrize(
    ("typed", "measure", "entry"),
    [
        ("0", CASES, number(0)),
        ("1.234", CASES, number(1234)),
        ("1 234", CASES, number(1234)),
        ("1\u00a0234", CASES, number(1234)),
        ("05 vụ", CASES, number(5)),
        ("5 VỤ.", CASES, number(5)),
        ("12,00", CASES, number(12)),
        ("1,5 kg", HEROIN, number(1500)),
        ("0,25", HEROIN, number("0.25")),
        ("–", CASES, Entry(state=State.NOT_APPLICABLE)),
        ("-", CASES, Entry(state=State.NOT_APPLICABLE)),
        (" X ", CASES, Entry(state=State.NOT_APPLICABLE)),
        ("…", CASES, Entry(state=State.NOT_AVAILABLE)),
        ("...", CASES, Entry(state=State.NOT_AVAILABLE)),
        ("", CASES, NOT_REPORTED),
        ("  \n", CASES, NOT_REPORTED),
    ],
)
def test_a_cell_holds_a_number_or_one_of_three_ways_of_having_none(typed, measure, entry):
    assert read_cell(typed, measure) == entry


@pytest.mark.parametrize(
    ("typed", "measure", "code", "params"),
    [
        ("mấy vụ", CASES, "entry.not-a-number", {"typed": "mấy vụ"}),
        ("1.2.3", CASES, "entry.not-a-number", {"typed": "1.2.3"}),
        ("1,234", CASES, "entry.not-whole", {"value": "1,234", "unit": "vụ"}),
        ("-3", CASES, "entry.negative", {"value": "-3"}),
        ("0,125", HEROIN, "entry.too-many-decimals", {"value": "0,125", "unit": "g"}),
        ("5 bánh", HEROIN, "entry.other-unit", {"word": "bánh", "unit": "g"}),
        ("9" * 17, CASES, "entry.too-large", {"value": "9" * 17}),
    ],
)
def test_what_cannot_stand_in_a_cell_is_refused_with_the_reason(typed, measure, code, params):
    with pytest.raises(Refused) as refusal:
        read_cell(typed, measure)

    assert (refusal.value.code, refusal.value.params) == (code, params)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+40", "1E-40"])
def test_numbers_out_of_all_bounds_are_refused_and_break_nothing(value):
    with pytest.raises(Refused) as refusal:
        check_value(Decimal(value), HEROIN)

    assert refusal.value.code == "entry.too-large"


@pytest.mark.parametrize(
    ("entry", "written"),
    [
        (number("1234.5"), "1.234,5"),
        (number(0), "0"),
        (Entry(state=State.NOT_APPLICABLE), "–"),
        (Entry(state=State.NOT_AVAILABLE), "…"),
        (NOT_REPORTED, ""),
    ],
)
def test_a_cell_is_written_as_it_is_read(entry, written):
    assert write_entry(entry) == written
    assert read_cell(written, HEROIN) == entry


@pytest.mark.rule("computed-cell")
@pytest.mark.parametrize(
    ("solved", "cases", "rate"),
    [
        (number(164), number(199), Decimal("82.41")),
        (number(1), number(8), Decimal("12.50")),
        (number(1), number(0), None),
        (NOT_REPORTED, number(5), None),
        (number(5), Entry(state=State.NOT_AVAILABLE), None),
    ],
)
def test_a_ratio_follows_from_its_counts_or_is_missing(solved, cases, rate):
    assert computed(RATE, solved, cases) == rate


def test_only_a_cell_of_which_somebody_said_something_is_reported():
    said = [entry.is_reported for entry in (number(0), Entry(state=State.NOT_APPLICABLE))]

    assert [*said, NOT_REPORTED.is_reported] == [True, True, False]
