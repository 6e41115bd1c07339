"""Turns a sentence into pieces and finds the phrases that the vocabulary knows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bcd138.domain.extraction.vocabulary import PIECES, NumberRead, Senses, Vocabulary

_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$")
_COMMA_DECIMAL = re.compile(r"\d+,\d+$")
_DOT_DECIMAL = re.compile(r"\d+\.\d+$")
_ENGLISH_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
NO_SENSES: Senses = {}


@dataclass(slots=True)
class Piece:
    """A number, a known phrase, a word or a mark, with its place in the text.

    A phrase after a number may hold its unit and its topic ("12 | vụ cháy"): ``unit_end``
    is then where the unit ends.
    """

    word: str
    start: int
    end: int
    senses: Senses
    number: Decimal | None = None
    doubtful: bool = False
    unit_end: int = 0


def pieces_of(low: str, start: int, end: int, vocabulary: Vocabulary) -> list[Piece]:
    """Return the pieces of ``low[start:end]``; known phrases are one piece, longest first."""
    found = PIECES.finditer(low, start, end)
    raw = [(m[0], m.start(), m.end()) for m in found if not _is_footnote_mark(m[0])]
    pieces: list[Piece] = []
    index, count, root = 0, len(raw), vocabulary.phrases
    while index < count:
        word, begin, stop = raw[index]
        if word[0].isdecimal():
            value, doubtful = parse_digits(word)
            pieces.append(Piece(word, begin, stop, NO_SENSES, value, doubtful))
            index += 1
            continue
        node, length, senses = root.following.get(word), 0, NO_SENSES
        after_number = index > 0 and _may_count(raw[index - 1][0], vocabulary)
        unit, unit_length = "", 0
        ahead = index
        while node is not None:
            ahead += 1
            if node.senses:
                length, senses = ahead - index, node.senses
                if after_number and "unit" in senses:
                    unit, unit_length = senses["unit"], length
            if ahead >= count:
                break
            node = node.following.get(raw[ahead][0])
        length = length or 1
        stop = raw[index + length - 1][2]
        piece = Piece(low[begin:stop] if length > 1 else word, begin, stop, senses)
        if unit and unit_length < length:
            piece.senses = {**senses, "unit": unit}
            piece.unit_end = raw[index + unit_length - 1][2]
        pieces.append(piece)
        index += length
    return pieces


def _is_footnote_mark(word: str) -> bool:
    """Tell raised digits ("388² vụ") from digits."""
    return word.isdigit() and not word.isdecimal()


def _may_count(word: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a unit may follow this word: digits, a number word or a scale."""
    return word[0].isdecimal() or word in vocabulary.digits or word in vocabulary.scales


def parse_digits(word: str) -> tuple[Decimal, bool]:
    """Return the value of digits as Vietnamese reports write them, and whether in doubt.

    ``1.222`` is 1222, ``83,62`` is 83.62, ``1,892`` is 1.892 (three decimals may be
    meant), ``83.62`` is a decimal written the English way, ``03`` is 3. In doubt is what
    could be English thousands: ``5,552``.
    """
    if _THOUSANDS.match(word):
        return Decimal(word.replace(".", "").replace(",", ".")), False
    if _ENGLISH_THOUSANDS.match(word):
        if word.count(",") > 1 or "." in word:
            return Decimal(word.replace(",", "")), True
        return Decimal(word.replace(",", ".", 1)), True
    if _COMMA_DECIMAL.match(word):
        return Decimal(word.replace(",", ".")), False
    if _DOT_DECIMAL.match(word):
        return Decimal(word), False
    first = re.split(r"[.,]", word, maxsplit=1)[0]
    return Decimal(first), first != word


def parse_number_words(  # noqa: C901 - a branch for each kind of number word
    words: list[str], digits: Mapping[str, int], scales: Mapping[str, int]
) -> NumberRead | None:
    """Return the number that leading ``words`` say, or None.

    "hai mươi lăm" is 25, "một trăm linh ba" 103, "mười hai" 12, "một tỷ rưỡi" 1.5 billion,
    "hai nghìn ba trăm" 2300. Stops at the first word that is no part of a number.
    """
    total, group, used, last_scale = Decimal(0), -1, 0, 0
    pending = -1
    for word in words:
        if word in digits and word != "mười":
            if pending >= 0:
                break
            pending = digits[word]
        elif word == "mười":
            if pending >= 0 or (group > 0 and group % 100):
                break
            group, pending = max(group, 0) + 10, -1
        elif word == "mươi" and pending > 0:
            group, pending = max(group, 0) + pending * 10, -1
        elif word == "trăm" and (pending > 0 or (pending == 0 and total)):
            group, pending = max(group, 0) + pending * 100, -1
        elif word in {"linh", "lẻ"} and (group >= 0 or total) and pending < 0:
            pass
        elif word in scales and (pending >= 0 or group >= 0):
            last_scale = scales[word]
            total += (max(group, 0) + max(pending, 0)) * last_scale
            group = pending = -1
        elif word == "rưỡi" and last_scale and group < 0 and pending < 0:
            total += Decimal(last_scale) / 2
            used += 1
            break
        else:
            break
        used += 1
    if not used or (group < 0 and pending < 0 and not total):
        return None
    return NumberRead(total + max(group, 0) + max(pending, 0), used)
