"""Laws of reading: numbers come back as they were written, and no text breaks the reader."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bcd138.domain.extraction.reader import read
from bcd138.domain.extraction.tokens import parse_digits, parse_number_words
from bcd138.domain.vietnamese.numbers import write_number
from unit.domain.extraction.judging import the_vocabulary

FEW = settings(max_examples=60, deadline=None)
VOCABULARY = the_vocabulary()

ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
WORDS = """
khám phá điều tra làm rõ xảy ra bắt giữ xử lý khởi tố vụ đối tượng phạm pháp hình sự ma túy hêrôin
kg bánh tập thể cá nhân được Chủ tịch UBND tỉnh tặng Bằng khen Giấy khen tỷ lệ đạt trên dưới tăng
giảm so với cùng kỳ năm 2018 trong đó gồm xã, phường đạt chuẩn an toàn nguồn tin có giá trị phấn đấu
không để Ban Chỉ đạo 138 Công an hội nghị tổng kết ngày 12/3 sáng chiều đồng chí Nguyễn Văn Ảnh:
""".split()
MARKS = [*". , ; : ( ) / % - – … “ ” \" | \t".split(" "), "\n", "\r\n", "\u00a0", "\u200b", " "]
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

# What the reader is known to break on; the strict tests of the unit suite say when it is mended.
BREAKS = re.compile(r"(?<![\d.,])\d{1,3},\d{3}\.\d+|[^\W\d_]")


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
