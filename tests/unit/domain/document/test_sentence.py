"""The office's sentence templates."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bcd138.domain.document.sentence import Telling, indicators, parse, write
from bcd138.domain.document.tree import Run, words
from bcd138.domain.extraction.reading import Change
from papers import fact


def told(text, *facts, bracket=lambda _: ""):
    return words(write(parse(text), Telling({one.indicator: one for one in facts}, bracket)))


def test_a_figure_is_written_with_its_unit_and_keeps_its_data_value():
    telling = Telling({"cases": fact("cases", 388, data_value=7)}, lambda _: "")

    assert write(parse("khám phá {cases} phạm pháp."), telling) == (
        Run("Khám phá "),
        Run("388 vụ", data_value=7),
        Run(" phạm pháp."),
    )


def test_an_optional_part_goes_when_its_figure_is_missing():
    text = "Bắt {cases}[, {people}] về ma túy[; thu [{bricks} ]giữ {weight}]."

    assert told(text, fact("cases", 2)) == "Bắt 2 vụ về ma túy."
    assert told(text, fact("cases", 2), fact("weight", 3, "g")) == (
        "Bắt 2 vụ về ma túy; thu giữ 3 g."
    )


def test_a_sentence_goes_when_its_own_figure_is_missing():
    assert told("Bắt {cases}[, {people}].", fact("people", 2, "người")) == ""


def test_a_list_names_what_there_is():
    text = "Thu giữ <{bricks} và {weight} hê-rô-in | {weight} hê-rô-in | {pills} thuốc>."

    assert told(text, fact("weight", 3, "g")) == "Thu giữ 3 g hê-rô-in."
    assert told(text, fact("pills", 5, "viên"), fact("weight", 3, "g")) == (
        "Thu giữ 3 g hê-rô-in, 5 viên thuốc."
    )
    assert told(text, fact("bricks", 342, "bánh"), fact("weight", "1.47", "kg")) == (
        "Thu giữ 342 bánh và 1,47 kg hê-rô-in."
    )
    assert told(text, fact("bricks", 342, "bánh")) == ""


def test_no_figure_is_written_twice():
    telling = Telling({"cases": fact("cases", 388)}, lambda _: "")
    write(parse("{cases} phạm pháp."), telling)

    assert write(parse("Có {cases}."), telling) == ()


def test_a_bracket_stands_where_the_office_puts_it_and_only_if_there_is_something():
    text = "Có {safe} đạt{=safe}."

    assert told(text, fact("safe", 1, "xã"), bracket=lambda _: "tăng 1 xã") == (
        "Có 1 xã đạt (tăng 1 xã)."
    )
    assert told(text, fact("safe", 1, "xã")) == "Có 1 xã đạt."


def test_the_bare_number_and_a_stated_change():
    change = fact(
        "drop", 5, "%", value_type="change", stated=Change(Decimal(5), "%", "down", "previous_year")
    )

    assert told("Xếp {#rank}; tội phạm {~drop}.", fact("rank", 18, "hạng"), change) == (
        "Xếp 18; tội phạm giảm 5 %."
    )


def test_a_change_below_zero_falls_and_one_without_a_direction_says_neither():
    falls = fact("drop", -5, "%", value_type="change")
    unclear = fact("drop", 5, "%", value_type="change", comparator=">")

    assert told("Tội phạm {~drop}.", falls) == "Tội phạm giảm 5 %."
    assert told("Tội phạm {~drop}.", unclear) == "Tội phạm biến động trên 5 %."


def test_words_the_unit_has_said_are_not_repeated():
    assert told("Nộp {caps} nổ.", fact("caps", 12, "kíp nổ")) == "Nộp 12 kíp nổ."
    assert told("Nộp {caps} nổ.", fact("caps", 12, "kíp")) == "Nộp 12 kíp nổ."


def test_a_reported_zero_is_said_as_none():
    assert told("Có {again} tái phạm.", fact("again", 0, "người")) == "Không có người tái phạm."
    assert told("Có <{theft} trộm | {murder} giết người>.", fact("murder", 0)) == (
        "Không có vụ giết người."
    )
    assert told("Bắt {cases}.", fact("cases", 0)) == "Bắt 0 vụ."


@pytest.mark.parametrize("text", ["{cases", "[{cases}", "<{cases}", "{cases}]", "a > b", "{Cases}"])
def test_wrong_brackets_are_a_fault(text):
    with pytest.raises(ValueError, match=r".*"):
        parse(text)


def test_every_indicator_of_a_template_is_known():
    assert indicators(parse("{a}[, {b}[ và {c}]] <{d} | {e}{=e}>")) == {"a", "b", "c", "d", "e"}
