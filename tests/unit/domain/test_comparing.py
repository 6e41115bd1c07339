"""What a figure is against another, and the words for it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bcd138.domain.comparing import Change, Words, change, said, verdict_of
from papers import MESSAGES, RULES


def of(now, base, **given):
    rules = {"direction": "lower", "is_ratio": False, "rules": RULES} | given
    return change(Decimal(str(now)), Decimal(str(base)), **rules)


def words(now, base, unit="vụ", language="vi", than="", **given):
    spoken = said(of(now, base, **given), unit=unit, than=than)
    return MESSAGES.say(spoken.code, language, **spoken.params)


@pytest.mark.rule("change-absolute-first")
def test_fewer_cases_is_a_difference_first_and_a_percentage_after():
    assert of(391, 434) == Change(
        now=Decimal(391),
        base=Decimal(434),
        difference=Decimal(-43),
        percent=Decimal("-9.9"),
        is_points=False,
        verdict="better",
        is_small=False,
    )


@pytest.mark.rule("change-in-words")
@pytest.mark.parametrize(
    ("now", "base", "vietnamese", "english"),
    [
        (391, 434, "giảm 43 vụ (−9,9 %)", "down 43 vụ (−9.9 %)"),
        (434, 391, "tăng 43 vụ (+11 %)", "up 43 vụ (+11.0 %)"),
        (4, 5, "giảm 1 vụ; số nhỏ, chưa đủ cơ sở so sánh %", "down 1 vụ; too few for a percentage"),
        (7, 5, "tăng 2 vụ; số nhỏ, chưa đủ cơ sở so sánh %", "up 2 vụ; too few for a percentage"),
        (
            5,
            0,
            "tăng 5 vụ; số so sánh bằng 0 nên không tính %",
            "up 5 vụ; from 0 there is no percentage",
        ),
        (0, 0, "không đổi", "unchanged"),
        (0, 40, "giảm 40 vụ (−100 %)", "down 40 vụ (−100.0 %)"),
        (12500, 12501, "giảm 1 vụ (chưa đến 0,1 %)", "down 1 vụ (less than 0.1 %)"),
        (2001, 2000, "tăng 1 vụ (+0,1 %)", "up 1 vụ (+0.1 %)"),
    ],
)
def test_a_change_of_a_count_in_words(now, base, vietnamese, english):
    assert words(now, base) == vietnamese
    assert words(now, base, language="en") == english


@pytest.mark.rule("change-in-words")
@pytest.mark.parametrize(
    ("now", "base", "expected"),
    [
        (391, 434, "giảm 43 vụ, tương đương 9,9 %, so với năm 2025"),
        (4, 5, "giảm 1 vụ so với năm 2025; số nhỏ, chưa đủ cơ sở so sánh %"),
        (5, 0, "tăng 5 vụ so với năm 2025; số so sánh bằng 0 nên không tính %"),
        (5, 5, "bằng năm 2025"),
        (12500, 12501, "giảm 1 vụ, chưa đến 0,1 %, so với năm 2025"),
    ],
)
def test_in_prose_a_change_names_what_it_is_set_against(now, base, expected):
    assert words(now, base, than="năm 2025") == expected


@pytest.mark.rule("change-absolute-first")
def test_percentages_change_by_points_and_have_no_percentage():
    found = of("92.58", "90.1", is_ratio=True, direction="higher")

    assert (found.difference, found.percent, found.is_points) == (Decimal("2.48"), None, True)
    assert (found.verdict, found.is_small) == ("better", False)
    assert words("92.58", "90.1", "%", is_ratio=True) == "tăng 2,48 điểm %"
    assert words("2.1", "3.3", "%", is_ratio=True) == "giảm 1,2 điểm %"


@pytest.mark.parametrize(("base", "percent"), [(29, None), (30, Decimal("100.0"))])
def test_the_smallest_base_has_a_percentage_and_one_less_has_none(base, percent):
    assert of(base * 2, base).percent == percent


def test_a_weight_has_a_percentage_whatever_unit_it_is_written_in():
    kilograms = of("1.47", "0.9", is_counted=False)
    grams = of(1470, 900, is_counted=False)

    assert kilograms.percent == grams.percent == Decimal("63.3")
    assert of(5, 0, is_counted=False).percent is None


def test_halves_are_rounded_up_on_both_sides():
    assert of("1000.5", 1000).percent == Decimal("0.1")
    assert of("999.5", 1000).percent == Decimal("-0.1")


def test_what_has_no_unit_is_said_without_a_gap():
    assert words(391, 434, unit="") == "giảm 43 (−9,9 %)"
    assert said(of(3, 3), unit="vụ") == Words("comparison.same")


@pytest.mark.rule("change-has-direction")
@pytest.mark.parametrize(
    ("difference", "direction", "verdict"),
    [
        (-1, "lower", "better"),
        (1, "lower", "worse"),
        (1, "higher", "better"),
        (-1, "higher", "worse"),
        (1, "neutral", "neutral"),
        (-1, "neutral", "neutral"),
        (0, "lower", "same"),
        (0, "neutral", "same"),
    ],
)
def test_fewer_cases_and_more_solved_are_better_and_detection_is_neither(
    difference, direction, verdict
):
    assert verdict_of(Decimal(difference), direction) == verdict
