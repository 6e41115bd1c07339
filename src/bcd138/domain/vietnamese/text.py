"""Vietnamese text: one form, folding for search, and the order of its alphabet."""

from __future__ import annotations

import unicodedata

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACE = {letter: chr(ord("A") + index) for index, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_DBAR = str.maketrans({"đ": "d", "Đ": "D"})


def nfc(text: str) -> str:
    """Return ``text`` composed: one code point a letter, as Decree 30's TCVN 6909 asks."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return ``text`` in lower case without diacritics, đ as d: "Đắk Nông" is "dak nong"."""
    apart = unicodedata.normalize("NFD", text.lower().translate(_DBAR))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def sort_key(text: str) -> str:
    """Return a key that sorts by code point in Vietnamese order.

    Letters first in the order of the alphabet (a ă â … d đ …), then tones (none, huyền,
    hỏi, ngã, sắc, nặng) word by word; digits before letters, spaces before both.
    """
    words, tones = [], []
    for word in nfc(text).lower().split():
        letters, marks = "", ""
        for letter in word:
            apart = unicodedata.normalize("NFD", letter)
            tone = next((mark for mark in apart if mark in _TONES), "")
            bare = unicodedata.normalize("NFC", apart.replace(tone, "")) if tone else letter
            letters += _PLACE.get(bare, bare if bare.isalnum() else "")
            marks += _TONES.get(tone, "0")
        words.append(letters)
        tones.append(marks)
    return " ".join(words) + "\t" + " ".join(tones)
