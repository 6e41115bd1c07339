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
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_HIDDEN = re.compile(f"[{''.join(map(chr, _INVISIBLE))}]")
_SUSPECT = re.compile(f"[{''.join(map(chr, [*_LOOKALIKE, *_INVISIBLE])).replace('-', '')}]")


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

    Carriage returns become line ends, so a line's length never changes for text that was
    composed already; only decomposed or invisible characters need the way back.
    """
    if not _SUSPECT.search(text) and unicodedata.is_normalized("NFC", text):
        return Cleaned(text, None)
    same = text.translate(_LOOKALIKE)
    if not _HIDDEN.search(same) and unicodedata.is_normalized("NFC", same):
        return Cleaned(same, None)
    pieces: list[str] = []
    origin: list[int] = []
    starts = [i for i, letter in enumerate(same) if not unicodedata.combining(letter)]
    if not starts or starts[0]:
        starts.insert(0, 0)
    for start, end in pairwise([*starts, len(same)]):
        piece = unicodedata.normalize("NFC", same[start:end]).translate(_INVISIBLE)
        pieces.append(piece)
        origin.extend([start] * len(piece))
    origin.append(len(same))
    return Cleaned("".join(pieces), tuple(origin))
