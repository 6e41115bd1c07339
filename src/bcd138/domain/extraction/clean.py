"""Brings a text into one form and keeps the way back to the original offsets."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

_LOOKALIKE = str.maketrans(
    {
        "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ",
        "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "х": "x", "у": "y",
        "А": "A", "В": "B", "Е": "E", "К": "K", "М": "M", "Н": "H", "О": "O", "Р": "P",
        "С": "C", "Т": "T", "Х": "X", "ð": "đ", "Ð": "Đ", "\u2010": "-", "\u2011": "-",
        "\u2212": "-", "\u00ad": "-", "％": "%", "\r": "\n",
    }
)  # fmt: skip
_SUSPECT = re.compile(f"[{''.join(map(chr, _LOOKALIKE))}]")
_GAP = re.compile("[\u200b\u200c\u200d\u2060\ufeff]+|(?<= ) +")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text in one form; ``origin[i]`` is where its character i came from."""

    text: str
    origin: tuple[int, ...] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original text that this span came from."""
        if self.origin is None or end <= start:
            return start, end
        return self.origin[start], self.origin[end]


def clean(text: str) -> Cleaned:
    """Return ``text`` composed, with look-alike letters and spaces as they were meant.

    Carriage returns become line ends; runs of spaces become one; decomposed letters and
    invisible characters need the way back, other text keeps its offsets.
    """
    if _SUSPECT.search(text):
        text = text.translate(_LOOKALIKE)
    in_form = unicodedata.is_normalized("NFC", text)
    composed = Cleaned(text, None) if in_form else _composed(text)
    return _without_gaps(composed) if _GAP.search(composed.text) else composed


def _composed(text: str) -> Cleaned:
    """Return ``text`` in NFC; a letter comes from where its base letter stood."""
    starts = [i for i, letter in enumerate(text) if not unicodedata.combining(letter)]
    if not starts or starts[0]:
        starts.insert(0, 0)
    pieces: list[str] = []
    origin: list[int] = []
    for start, end in pairwise([*starts, len(text)]):
        piece = unicodedata.normalize("NFC", text[start:end])
        pieces.append(piece)
        origin += [start] * len(piece)
    return Cleaned("".join(pieces), (*origin, len(text)))


def _without_gaps(composed: Cleaned) -> Cleaned:
    """Return the text without invisible characters and second spaces."""
    text = composed.text
    origin = composed.origin or range(len(text) + 1)
    pieces: list[str] = []
    kept: list[int] = []
    begin = 0
    for gap in _GAP.finditer(text):
        pieces.append(text[begin : gap.start()])
        kept += origin[begin : gap.start()]
        begin = gap.end()
    pieces.append(text[begin:])
    return Cleaned("".join(pieces), (*kept, *origin[begin:]))
