"""A label as the words that matter: what is counted, and of what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bcd138.domain.vietnamese.text import fold
from bcd138.domain.worksheet.vocabulary import SheetWords, plain_words, spelt_words

_BRACKETS = re.compile(r"\(([^()]*)\)")
_LEADING_NUMBER = re.compile(
    r"^\s*(?:(?:\d{1,2}(?:\.\d{1,2})*|[ivxIVX]{1,5}|[a-zđA-ZĐ])\s*[.)/:-]\s*)+"
)
_BULLET = re.compile(r"^\s*[-–—+*•·○>]+\s*")
_COUNT_WORDS = re.compile(r"^(?:t[oổ]ng s[oố]|t[oổ]ng|s[oố] l[uư][oợ]ng|s[oố])\s+")
_SAID = 0.62


@dataclass(frozen=True, slots=True)
class Phrase:
    """``words`` are folded, in full and without what every label has; ``kind`` may be unknown."""

    plain: str
    words: frozenset[str]
    kind: str = ""

    def joined(self, other: Phrase) -> Phrase:
        """Return this phrase with the words of another one, which it depends on."""
        return Phrase(f"{other.plain} / {self.plain}", self.words | other.words, self.kind)


def is_part(label: str, words: SheetWords) -> bool:
    """Tell whether a label says that it is a part of the row above: "Trong đó: nữ", "- Nữ"."""
    return bool(_BULLET.match(label)) or bool(_part_words(_unnumbered(label), words))


def bare(label: str, words: SheetWords) -> str:
    """Return a label without number, bullet and "trong đó"."""
    text = _unnumbered(label)
    return text[_part_words(text, words) :].lstrip(" :;,.-–")


def phrase_of(label: str, words: SheetWords, unit: str = "") -> Phrase:
    """Return a label as a phrase; the unit, where one is given, says what is counted."""
    text = bare(label, words)
    kind = words.kind_of(unit) if unit.strip() else ""
    for inside in _BRACKETS.findall(text):
        named = words.kind_named(inside)
        if named:
            kind = kind or named
            text = text.replace(f"({inside})", " ")
    first, rest = _kind_first(_COUNT_WORDS.sub("", spelt_words(text)), words)
    strong = {fold(word) for word in rest.split() if word not in words.weak}
    weak = {fold(word) for word in rest.split()} - strong
    said = _same_names(_spelt(fold(rest), words), words)
    return Phrase(plain_words(text), frozenset(said.split()) - weak, kind or first)


class Weights:
    """How much each word tells rows apart: one that few rows have weighs more."""

    def __init__(self, of_words: Mapping[str, float], of_others: float) -> None:
        self._of_words, self._of_others = of_words, of_others
        self._sums: dict[frozenset[str], float] = {}

    def total(self, words: frozenset[str]) -> float:
        """Return the weight of all the words together."""
        if words not in self._sums:
            self._sums[words] = sum(self._of_words.get(word, self._of_others) for word in words)
        return self._sums[words]


def likeness(first: Phrase, second: Phrase, weights: Weights) -> float:
    """Return how much two phrases have in common, from 0 to 1; rare words weigh more.

    ``first`` is the officer's, who writes less than the form does: a word of hers that the
    form does not have counts more than one of the form's that she left out.
    """
    both = first.words & second.words
    if not both:
        return 0.0
    common = weights.total(both)
    said, covered = common / weights.total(first.words), common / weights.total(second.words)
    return _SAID * said + (1 - _SAID) * covered


def _unnumbered(label: str) -> str:
    return _BULLET.sub("", _LEADING_NUMBER.sub("", _BULLET.sub("", label)))


def _part_words(text: str, words: SheetWords) -> int:
    """Return how long the opening words are that say "of which": "Trong đó:", "trong đó có"."""
    head, colon, rest = text.partition(":")
    if colon and rest.strip() and plain_words(head) in words.part_of:
        return len(head) + 1
    folded = fold(text)
    if len(folded) != len(text):
        return 0
    opening = next((each for each in words.part_of if folded.startswith(f"{each} ")), "")
    return len(opening) if opening.startswith("trong") else 0


def _spelt(plain: str, words: SheetWords) -> str:
    return " ".join(words.short.get(word, word) for word in plain.split())


def _same_names(plain: str, words: SheetWords) -> str:
    padded = f" {plain} "
    for other, first in words.same:
        if f" {other} " in padded:
            padded = padded.replace(f" {other} ", f" {first} ")
    return padded.strip()


def _kind_first(spelt: str, words: SheetWords) -> tuple[str, str]:
    """Return what a label counts, if it begins with it, and the words behind that."""
    pieces = spelt.split()
    for length in range(min(words.longest_kind, len(pieces)), 0, -1):
        first = " ".join(pieces[:length])
        if first in words.not_kinds:
            break
        kind = words.kind_named(first)
        if kind:
            return kind, " ".join(pieces[length:])
    return "", spelt
