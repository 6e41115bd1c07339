"""The decree's numbers and its rules of writing numbers and dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bcd138.domain.document.layout import Span, number_and_symbol, place_and_date, short_date
from papers import LAYOUT


@pytest.mark.rule("decree30-number-and-symbol")
@pytest.mark.parametrize(
    ("number", "written"),
    [(5, "Số: 05/BC-BCĐ"), (15, "Số: 15/BC-BCĐ"), (192, "Số: 192/BC-BCĐ")],
)
def test_a_number_under_ten_gets_a_leading_zero(number, written):
    assert number_and_symbol(number, "BC-BCĐ") == written


@pytest.mark.rule("decree30-number-and-symbol")
def test_a_draft_leaves_room_for_its_number():
    assert number_and_symbol(None, "BC-BCĐ") == "Số:         /BC-BCĐ"


@pytest.mark.rule("decree30-place-and-date")
@pytest.mark.parametrize(
    ("on", "written"),
    [
        (date(2020, 1, 5), "Hà Nội, ngày 05 tháng 01 năm 2020"),
        (date(2020, 2, 10), "Hà Nội, ngày 10 tháng 02 năm 2020"),
        (date(2020, 3, 9), "Hà Nội, ngày 09 tháng 3 năm 2020"),
        (date(2020, 12, 31), "Hà Nội, ngày 31 tháng 12 năm 2020"),
    ],
)
def test_days_under_ten_and_the_first_two_months_get_a_leading_zero(on, written):
    assert place_and_date("Hà Nội", on) == written


def test_the_layout_in_the_catalogue_keeps_within_the_decree():
    assert LAYOUT.faults() == []
    assert (LAYOUT.source, LAYOUT.annex, LAYOUT.checked) == ("30/2020/NĐ-CP", "Phụ lục I", False)
    assert (LAYOUT.width, LAYOUT.height, LAYOUT.font) == (210, 297, "Times New Roman")


def test_a_margin_outside_the_decree_is_named():
    wide = replace(LAYOUT, margin_left=Span(30, 35, 40))

    assert wide.faults() == ["margin_left"]


@pytest.mark.parametrize(
    ("on", "written"),
    [
        (date(2024, 1, 22), "22/01/2024"),
        (date(2019, 3, 12), "12/3/2019"),
        (date(2020, 12, 5), "05/12/2020"),
    ],
)
def test_date_inside_a_text_has_the_same_leading_zeros(on, written):
    assert short_date(on) == written
