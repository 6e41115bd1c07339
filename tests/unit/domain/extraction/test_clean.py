"""One form for every text, and the way back to the original offsets."""

from __future__ import annotations

import unicodedata

import pytest

from bcd138.domain.extraction.clean import clean

SENTENCE = "Điều tra, khám phá 388 vụ, đạt 83,62%."


def test_a_composed_text_stays_as_it_is():
    cleaned = clean(SENTENCE)

    assert cleaned.text == SENTENCE
    assert cleaned.original(3, 8) == (3, 8)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("388\u00a0vụ", "388 vụ"),
        ("388\u202fvụ", "388 vụ"),
        ("388\u2007vụ", "388 vụ"),
        ("388\u2009vụ", "388 vụ"),
        ("83,62％", "83,62%"),
        ("1\u20112", "1-2"),
        ("\u22125", "-5"),
        ("ðiều tra, Ðiện Biên", "điều tra, Điện Biên"),
        ("Сông аn", "Công an"),
        ("một\r\nhai", "một\n\nhai"),
        ("một\thai", "một\thai"),
    ],
    ids=ascii,
)
def test_lookalikes_become_what_was_meant_letter_for_letter(written, meant):
    cleaned = clean(written)

    assert cleaned.text == meant
    assert cleaned.original(0, len(meant)) == (0, len(written))


def test_decomposed_letters_are_composed_and_lead_back():
    apart = unicodedata.normalize("NFD", SENTENCE)

    cleaned = clean(apart)
    at = SENTENCE.index("388 vụ")
    start, end = cleaned.original(at, at + len("388 vụ"))

    assert cleaned.text == SENTENCE
    assert apart[start:end] == unicodedata.normalize("NFD", "388 vụ")
    assert cleaned.original(0, len(SENTENCE)) == (0, len(apart))


@pytest.mark.parametrize("invisible", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"], ids=ascii)
def test_invisible_characters_are_left_out_and_lead_back(invisible):
    written = f"{invisible}388{invisible} vụ"

    cleaned = clean(written)
    start, end = cleaned.original(0, len("388 vụ"))

    assert cleaned.text == "388 vụ"
    assert written[start:end].replace(invisible, "") == "388 vụ"


@pytest.mark.parametrize("text", ["", "\u0301", "\u0301\u0301 388 vụ", "\u200b", "\u200b\u0301"])
def test_a_text_that_begins_oddly_is_cleaned(text):
    cleaned = clean(text)

    start, end = cleaned.original(0, len(cleaned.text))
    assert 0 <= start <= end <= len(text)
