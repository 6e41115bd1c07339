"""Texts at the edge: nothing there, odd characters, odd numbers, a great deal of it."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest

from bcd138.domain.extraction.lines import lines_of

PLAIN = (
    "Ban Chỉ đạo 138 tỉnh tổng kết công tác năm 2018\n\n"
    "Năm 2018, Công an tỉnh khám phá 388 vụ phạm pháp hình sự, đạt 83,62%. "
    "Thu giữ 1,47 kg hêrôin.\n"
    "12 tập thể được Chủ tịch UBND tỉnh tặng Bằng khen.\n"
)
FIGURES = [
    ("social_order_crime_solved_cases", "388"),
    ("social_order_clearance_rate", "83.62"),
    ("heroin_weight", "1.47"),
]


def found(reading):
    return [(one.indicator, str(one.value)) for one in reading.figures]


def quoted(reading):
    return [*reading.figures, *reading.awards, *reading.findings]


def slices(reading, text):
    return [text[one.start : one.end] for one in quoted(reading)]


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\r\n\r\n", "\t", ".", "…", "\u200b", "\ufeff", "a"]
)
def test_a_text_that_says_nothing_gives_nothing(text, read):
    reading = read(text)

    assert (reading.title, reading.period, reading.people) == (None, None, ())
    assert (reading.figures, reading.awards, reading.tasks, reading.findings) == ((), (), (), ())
    assert reading.org_unit.how == "absent"


@pytest.mark.parametrize(
    "text",
    ["138", "1 2 3\n4,5\n6.7", "17/1 24/11/2024, 15:55 5,552 677", "1.222\t3,4\t5/6\n7\t8\t9"],
)
def test_numbers_alone_are_no_figures(text, read):
    assert found(read(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Xzqw 12 blorf krangn, 45% wibble.",
        "The committee met 12 times and 45% of members came.",
        "第一季度共破获案件388起。",
        "😀 12 🎉 45%",
    ],
)
def test_unknown_words_give_no_figures(text, read):
    assert found(read(text)) == []


def test_a_plain_text_is_read(read):
    reading = read(PLAIN)

    assert found(reading) == FIGURES
    assert [one.quote for one in quoted(reading)] == slices(reading, PLAIN)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("388 vụ", "388\u202fvụ"),
        lambda text: text.replace("388 ", "\u200b388\u200b "),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("%", "％"),
        lambda text: text.replace("đ", "ð"),
        lambda text: text.replace("tỉnh", "ti\u0309nh"),
        lambda text: text.rstrip(),
        lambda text: "\n" * 50 + text.replace("\n", "   \n"),
    ],
    ids=[
        "decomposed", "crlf", "cr", "no-break spaces", "narrow space", "zero width",
        "byte order mark", "wide percent", "eth", "one letter decomposed", "no last line end",
        "margins",
    ],
)  # fmt: skip
def test_another_way_to_write_the_same_reads_the_same(change, read):
    text = change(PLAIN)

    reading = read(text)

    assert found(reading) == FIGURES
    assert [one.quote for one in quoted(reading)] == slices(reading, text)
    assert [re.sub(r"\D", "", one.quote) for one in reading.figures] == ["388", "8362", "147"]
    assert [(one.collectives, one.individuals) for one in reading.awards] == [(12, None)]


def test_decomposed_quotes_are_as_long_as_the_original_has_them(read):
    text = unicodedata.normalize("NFD", PLAIN)

    first = read(text).figures[0]

    assert first.quote == unicodedata.normalize("NFD", "388 vụ")
    assert first.end - first.start == len("388 vụ") + 1


def test_a_tab_makes_a_row_and_not_a_sentence(read):
    assert found(read("Kết quả như sau.\nKhám phá\t388 vụ\tphạm pháp hình sự")) == []


def test_a_text_without_a_period_has_figures_of_no_period(read):
    reading = read("Công an tỉnh khám phá 388 vụ phạm pháp hình sự.")

    assert (reading.period, reading.next_period) == (None, None)
    assert [one.period for one in reading.figures] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Hội nghị ngày 45/13 tổng kết công tác năm 2022.",
        "Hội nghị ngày 30/2/2023 tổng kết công tác năm 2022.",
        "Hội nghị ngày 0/0/0000 tổng kết công tác.",
    ],
)
def test_a_day_that_no_calendar_has_is_no_conference_date(text, read):
    assert read(text).conference.date is None


@pytest.mark.parametrize(
    ("text", "numerator", "denominator"),
    [
        ("Khám phá 0/0 vụ phạm pháp hình sự.", "0", "0"),
        ("Khám phá 5/0 vụ phạm pháp hình sự, đạt 83%.", "5", "0"),
    ],
)
def test_a_whole_of_zero_divides_nothing(text, numerator, denominator, read):
    reading = read(text)

    assert reading.figures[0].quote == f"{numerator}/{denominator} vụ"
    assert "ratio.mismatch" not in {one.code for one in reading.findings}


def test_two_spaces_between_words_read_as_one(read):
    text = PLAIN.replace(" ", "  ")

    reading = read(text)

    assert found(reading) == FIGURES
    assert [one.quote for one in quoted(reading)] == slices(reading, text)
    assert [(one.collectives, one.individuals) for one in reading.awards] == [(12, None)]


def test_english_thousands_with_a_point_are_read_in_doubt(read):
    (one,) = read("Thu giữ 1,234.5 kg ma túy đá.").figures

    assert (str(one.value), one.certainty) == ("1234.5", "ask")


def test_a_footnote_mark_after_a_number_is_left_out(read):
    (one,) = read("Khám phá 388² vụ phạm pháp hình sự.").figures

    assert str(one.value) == "388"


def test_digits_that_begin_with_nought_have_decimals(read):
    (one,) = read("Thu giữ 0.500 kg ma túy đá.").figures

    assert str(one.value) == "0.500"


@pytest.mark.parametrize(
    ("words", "value"),
    [("một nghìn không trăm linh năm", "1005"), ("hai nghìn linh năm", "2005")],
)
def test_a_group_without_hundreds_in_words_is_read(words, value, read):
    (one,) = read(f"Khám phá {words} vụ phạm pháp hình sự.").figures

    assert str(one.value) == value


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "9" * 1_000_000,
        "388\n" * 250_000,
        "Khám phá 388 vụ phạm pháp hình sự.\n" * 2_000,
        "a" * 1_000_000,
        "\u0301" * 1_000_000,
    ],
    ids=["one number", "numbers in lines", "one sentence again and again", "one word", "marks"],
)
def test_a_long_text_is_read_within_ten_seconds(text, read):
    began = time.perf_counter()

    read(text)

    assert time.perf_counter() - began < 10


def test_a_sentence_without_an_end_is_cut_at_pauses_so_that_reading_stays_linear():
    text = "12 vụ " * 5_000

    (line,) = lines_of(text)

    assert max(end - start for start, end in line.sentences) <= 2_000
    assert "".join(text[start:end] for start, end in line.sentences) == text.strip()
