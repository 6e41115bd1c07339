"""Figures beside those of a year earlier."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bcd138.domain.document.comparison import (
    cell_words,
    change_of,
    change_words,
    is_better,
    period_before,
)
from bcd138.domain.period import calendar_year, parse_period, programme
from papers import COMPARING, RULES, fact


def of(numerator, denominator):
    counts = {"numerator": numerator, "denominator": denominator}
    return fact("solved", numerator, direction="higher", **counts)


def words(now, before):
    return change_words(now, before, "năm 2017", COMPARING)


@pytest.mark.rule("change-absolute-first")
def test_the_difference_comes_first_and_the_percentage_after():
    now, before = fact("cases", 388), fact("cases", 402)
    found = change_of(now, before, RULES)

    assert (found.difference, found.percent) == (Decimal(-14), Decimal("-3.5"))
    assert words(now, before) == "giảm 14 vụ, tương đương 3,5 %, so với năm 2017"


@pytest.mark.rule("change-absolute-first")
@pytest.mark.parametrize(
    ("base", "written"),
    [
        (29, "tăng 1 vụ so với năm 2017; số nhỏ, chưa đủ cơ sở so sánh %"),
        (30, "bằng năm 2017"),
        (31, "giảm 1 vụ, tương đương 3,2 %, so với năm 2017"),
    ],
)
def test_a_small_base_has_no_percentage_and_says_so(base, written):
    assert words(fact("cases", 30), fact("cases", base)) == written


def test_a_cell_says_how_much_without_the_year():
    assert cell_words(fact("cases", 30), fact("cases", 30), COMPARING) == "không đổi"
    assert cell_words(fact("cases", 391), fact("cases", 434), COMPARING) == "giảm 43 vụ (−9,9 %)"
    assert cell_words(fact("rank", 1, value_type="rank"), fact("rank", 2), COMPARING) == ""


def test_percentages_change_by_points():
    now = fact("rate", "83.62", "%", value_type="ratio")

    assert words(now, fact("rate", "82.4", "%")) == "tăng 1,22 điểm % so với năm 2017"


def test_weights_are_compared_in_the_later_unit_and_bricks_never_with_weights():
    now = fact("heroin", "1.47", "kg", value_type="weight")

    assert words(now, fact("heroin", 900, "g")) == (
        "tăng 0,57 kg, tương đương 63,3 %, so với năm 2017"
    )
    assert words(now, fact("heroin", 5, "bánh")) == "năm 2017: 5 bánh"


def test_what_is_not_exact_is_not_subtracted():
    now = fact("rate", 87, "%", value_type="ratio", comparator=">")

    assert change_of(now, fact("rate", 85, "%"), RULES) is None
    assert words(now, fact("rate", 85, "%", comparator=">=")) == "năm 2017: từ 85 % trở lên"
    assert words(fact("rank", 18, "hạng", value_type="rank"), fact("rank", 20, "hạng")) == (
        "năm 2017: 20 hạng"
    )


@pytest.mark.parametrize(
    ("now", "before", "answer"),
    [
        (fact("crimes", 9, direction="lower"), fact("crimes", 10), True),
        (fact("crimes", 11, direction="lower"), fact("crimes", 10), False),
        (fact("crimes", 10, direction="lower"), fact("crimes", 10), None),
        (fact("solved", 9, direction="higher"), fact("solved", 10), None),
        (fact("drugs", 9), fact("drugs", 10), None),
        (fact("rate", 9, "%", direction="higher"), fact("rate", 8, "%"), True),
        (of(9, 10), of(10, 12), True),
        (of(9, 12), of(9, 10), False),
        (of(9, 10), fact("solved", 10), None),
    ],
)
def test_only_what_can_be_judged_is_judged(now, before, answer):
    assert is_better(now, before, RULES) is answer


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (calendar_year(2018), calendar_year(2017)),
        (parse_period("2018H1"), parse_period("2017H1")),
        (parse_period("2018M02"), parse_period("2017M02")),
        (parse_period("2024M02"), parse_period("2023M02")),
        (parse_period("2025M02"), parse_period("2024M02")),
        (programme(2016, 2020), None),
    ],
)
def test_the_period_before_is_a_year_earlier(period, before):
    assert period_before(period) == before
    assert before is None or before.start.year == period.start.year - 1


def test_a_february_has_all_its_days():
    assert period_before(parse_period("2025M02")).end == date(2024, 2, 29)
    assert period_before(parse_period("2024M02")).end == date(2023, 2, 28)
    assert period_before(parse_period("1901M02")).end == date(1900, 2, 28)
