"""One form, folding for search, and the order of the alphabet."""

from __future__ import annotations

import unicodedata

import pytest

from bcd138.domain.vietnamese.text import fold, nfc, sort_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đắk Nông", "dak nong"),
        ("Thừa Thiên Huế", "thua thien hue"),
        ("BÀ RỊA - VŨNG TÀU", "ba ria - vung tau"),
        ("Uỷ ban, ủy ban", "uy ban, uy ban"),
        ("ăâđêôơư ĂÂĐÊÔƠƯ", "aadeoou aadeoou"),
        ("138 vụ, 83,62%", "138 vu, 83,62%"),
        ("", ""),
    ],
)
def test_folding_leaves_no_diacritics(text, folded):
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


def test_composed_text_is_one_code_point_a_letter():
    composed = "Ủy ban nhân dân tỉnh Đắk Lắk"

    assert nfc(unicodedata.normalize("NFD", composed)) == composed
    assert nfc(composed) is composed


@pytest.mark.parametrize(
    "ordered",
    [
        list("aăâbcdđeêghiklmnoôơpqrstuưvxy"),
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["an", "án", "ăn", "ân", "ấn"],
        ["da", "dạ", "đa", "đá"],
        ["An Giang", "Bà Rịa", "Bạc Liêu", "Cà Mau", "Cao Bằng", "Đà Nẵng", "Điện Biên", "Hà Nội"],
        ["o", "ò", "ô", "ồ", "ơ", "ờ", "p"],
        ["Quảng Bình", "Quảng Nam", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị"],
        ["xã 1", "xã 9", "xã an", "xã ba"],
        ["an", "an ninh", "anh"],
        ["hoa", "hòa", "hỏa", "hóa", "họa", "hoan"],
    ],
)
def test_words_sort_in_vietnamese_order(ordered):
    backwards = ordered[::-1]

    assert sorted(backwards, key=sort_key) == ordered


def test_case_and_form_do_not_change_the_place():
    assert sort_key("ĐẮK LẮK") == sort_key("đắk lắk")
    assert sort_key(unicodedata.normalize("NFD", "đắk lắk")) == sort_key("đắk lắk")
    assert sort_key("  đắk   lắk ") == sort_key("đắk lắk")
