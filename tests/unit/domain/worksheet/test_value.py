"""What an officer writes into her own cells, in the unit of the form."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import bcd138
from bcd138.domain.data_set import Measure
from bcd138.domain.entry import State, read_cell
from bcd138.domain.worksheet.value import read_percent, read_value
from bcd138.formats.worksheet_vocabulary import load_sheet_words

WORDS = load_sheet_words(Path(bcd138.__file__).parent / "catalogues")
CASES = Measure("cases", "Số vụ", "vụ")
PEOPLE = Measure("people", "Số đối tượng", "đối tượng")
MONEY = Measure("money", "Tiền phạt", "đồng", value_type="money")
HEROIN = Measure("heroin", "Hê-rô-in", "gam", value_type="weight")


@pytest.mark.rule("own-worksheet-cell")
@pytest.mark.parametrize(
    ("written", "measure", "unit", "value"),
    [
        ("1.234", CASES, "", "1234"),
        ("05 vụ", CASES, "", "5"),
        ("không", CASES, "", "0"),
        ("Không có", CASES, "", "0"),
        ("Ko", CASES, "", "0"),
        ("07 người", PEOPLE, "", "7"),
        ("3", PEOPLE, "Người", "3"),
        ("12,5", MONEY, "triệu đồng", "12500000"),
        ("12,5 trđ", MONEY, "", "12500000"),
        ("1.500.000", MONEY, "Đồng", "1500000"),
        ("1,5", HEROIN, "kg", "1500"),
        ("0,2 kg", HEROIN, "gam", "200"),
        ("21,5", HEROIN, "Gr", "21.5"),
    ],
)
def test_numbers_are_read_in_the_unit_of_the_form(written, measure, unit, value):
    read = read_value(written, measure, unit, WORDS)

    assert (read.entry.value, read.fault) == (Decimal(value), None)
    assert read_cell(read.words, measure).value == Decimal(value)


@pytest.mark.parametrize(
    ("written", "state"), [("-", State.NOT_APPLICABLE), ("…", State.NOT_AVAILABLE)]
)
def test_marks_mean_what_they_mean_in_the_form(written, state):
    assert read_value(written, CASES, "", WORDS).entry.state == state


@pytest.mark.rule("own-worksheet-cell")
@pytest.mark.parametrize(
    ("written", "measure", "unit", "code", "proposal"),
    [
        ("1,234", CASES, "", "entry.not-whole", "1.234"),
        ("khoảng 12", CASES, "", "entry.not-a-number", "12"),
        ("3 vụ (5 đt)", CASES, "", "entry.other-unit", "3"),
        ("không rõ", CASES, "", "entry.not-a-number", ""),
        ("#REF!", CASES, "", "worksheet.formula-error", ""),
        ("-4", CASES, "", "entry.negative", ""),
        ("12,5%", CASES, "", "entry.other-unit", ""),
        ("2", HEROIN, "bánh", "entry.other-unit", "2"),
        ("3 kg", CASES, "", "entry.other-unit", "3"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_it_may_be(written, measure, unit, code, proposal):
    read = read_value(written, measure, unit, WORDS)

    assert (read.entry, read.fault.code, read.proposal) == (None, code, proposal)


def test_percentages_are_read_as_sheets_show_them():
    written = ["83,3%", "83,33", "0,8333", "1", "x", "1%"]

    assert [read_percent(each) for each in written] == [
        Decimal("83.3"),
        Decimal("83.33"),
        Decimal("83.33"),
        Decimal(100),
        None,
        Decimal(1),
    ]
