"""Laws of reading: numbers come back as they were written, and no text breaks the reader."""

from __future__ import annotations

import re
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bcd138.domain.extraction.reader import read
from bcd138.domain.extraction.tokens import parse_digits, parse_number_words
from bcd138.domain.vietnamese.numbers import write_number
from unit.domain.extraction.judging import the_vocabulary

FEW = settings(max_examples=60, deadline=None)
VOCABULARY = the_vocabulary()

ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
WORDS = re.findall(
    r"\S+",
    """
    khám phá điều tra làm rõ xảy ra bắt giữ xử lý khởi tố vụ đối tượng phạm pháp hình sự ma túy
    hêrôin kg bánh tập thể cá nhân được Chủ tịch UBND tỉnh tặng Bằng khen Giấy khen tỷ lệ đạt trên
    dưới tăng giảm so với cùng kỳ năm 2018 trong đó gồm xã, phường đạt chuẩn an toàn nguồn tin có
    giá trị phấn đấu không để Ban Chỉ đạo 138 Công an hội nghị tổng kết ngày 12/3 sáng chiều đồng
    chí Nguyễn Văn Ảnh:
    """,
)
MARKS = [*'.,;:()/%-–…“”"|\t\n \u00a0\u200b', "\r\n"]
NUMBERS = st.one_of(
    st.integers(0, 10**7).map(str),
    st.decimals(0, 10**6, places=2).map(write_number),
    st.from_regex(r"[0-9]{1,3}([.,/][0-9]{1,3}){1,3}", fullmatch=True),
    st.tuples(st.integers(0, 999), st.integers(0, 999)).map("{0[0]}/{0[1]}".format),
)
PIECES = st.one_of(
    st.sampled_from(WORDS),
    NUMBERS,
    st.sampled_from(MARKS),
    st.text("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323", min_size=1, max_size=2),
    st.text(max_size=3),
)
TEXTS = st.lists(PIECES, max_size=60).flatmap(
    lambda pieces: st.sampled_from(["", " "]).map(lambda between: between.join(pieces))
)


def spelled(number):
    """Return a number below a million in words; written for these tests alone."""
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return _below_thousand(rest)
    return [*_below_thousand(thousands), "nghìn", *(_below_thousand(rest) if rest else ())]


def _below_thousand(number):
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    if not rest:
        return [ONES[hundreds], "trăm"]
    last = ["linh", ONES[rest]] if rest < 10 else _below_hundred(rest)
    return [ONES[hundreds], "trăm", *last]


def _below_hundred(number):
    tens, ones = divmod(number, 10)
    if not tens:
        return [ONES[ones]]
    ten = ["mười"] if tens == 1 else [ONES[tens], "mươi"]
    if not ones:
        return ten
    if ones == 5:
        return [*ten, "lăm"]
    return [*ten, "mốt" if ones == 1 and tens > 1 else ONES[ones]]


def everything(reading):
    return (*reading.people, *reading.figures, *reading.awards, *reading.tasks, *reading.findings)


@FEW
@given(st.integers(0, 10**15))
def test_a_whole_number_comes_back_as_it_was_written(number):
    assert parse_digits(write_number(number)) == (number, False)


@FEW
@given(st.decimals(Decimal("0.01"), 10**12, places=2))
def test_a_decimal_comes_back_as_it_was_written(number):
    assert parse_digits(write_number(number)) == (number, False)


@FEW
@given(st.decimals(0, 10**12, places=6), st.integers(0, 2))
def test_a_rounded_number_comes_back_within_half_a_step(number, places):
    value, _ = parse_digits(write_number(number, places))

    assert abs(value - number) <= Decimal("0.5").scaleb(-places)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 999_999))
@example(0)
@example(105)
@example(999_999)
def test_a_number_in_words_is_read_back_whole(number):
    words = spelled(number)

    read_back = parse_number_words(words, VOCABULARY.digits, VOCABULARY.scales)

    assert (read_back.value, read_back.length) == (number, len(words))


@FEW
@given(st.integers(1, 999_999), st.sampled_from(["vụ", "xã", "và", "phần", "đồng"]))
def test_words_after_a_number_are_no_part_of_it(number, after):
    words = spelled(number)

    alone = parse_number_words(words, VOCABULARY.digits, VOCABULARY.scales)
    followed = parse_number_words([*words, after], VOCABULARY.digits, VOCABULARY.scales)

    assert followed == alone


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_any_text_is_read_and_every_quote_is_its_slice(text):
    reading = read(text, VOCABULARY)

    for one in everything(reading):
        assert 0 <= one.start <= one.end <= len(text)
    quoted = [*reading.figures, *reading.awards, *reading.findings]
    assert [one.quote for one in quoted] == [text[one.start : one.end] for one in quoted]


@FEW
@given(TEXTS)
def test_what_is_found_stands_in_the_order_of_the_text(text):
    reading = read(text, VOCABULARY)

    for found in (reading.figures, reading.findings):
        starts = [one.start for one in found]
        assert starts == sorted(starts)


@FEW
@given(TEXTS)
def test_the_same_text_is_read_the_same_twice(text):
    assert read(text, VOCABULARY) == read(text, VOCABULARY)


@FEW
@given(st.integers(1, 10**6))
def test_a_count_in_a_sentence_is_found_as_written(number):
    written = write_number(number)
    text = f"Năm 2018, Công an tỉnh khám phá {written} vụ phạm pháp hình sự."

    (figure,) = read(text, VOCABULARY).figures

    assert (figure.indicator, figure.value) == ("social_order_crime_solved_cases", number)
    assert figure.quote == f"{written} vụ"
