"""The cells of a form as an officer may call them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bcd138.domain.data_set import Cell, DataSet, Row, Section
from bcd138.domain.worksheet.phrase import Phrase, Weights, phrase_of
from bcd138.domain.worksheet.vocabulary import SheetWords, plain_words

_FEWEST_WORDS = 2


@dataclass(frozen=True)
class Candidate:
    """One row of the form with everything it is called.

    ``own`` stand alone. ``said`` is the label of the form, which may be that of other rows too
    ("Số đối tượng"); ``under`` is what it stands under, the row it is a part of first.
    """

    key: str
    label: str
    number: str
    section: int
    unit: str
    kinds: frozenset[str]
    parent: str
    is_computed: bool
    own: tuple[Phrase, ...]
    said: Phrase
    under: tuple[Phrase, ...]
    is_shared: bool


@dataclass(frozen=True)
class Candidates:
    """Every row of a form, the weight of each word, and the parts rows are broken down by."""

    by_key: Mapping[str, Candidate]
    weights: Weights
    sections: tuple[Phrase, ...]
    options: Mapping[str, Mapping[str, str]]
    with_word: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    below_word: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def sharing(self, own: Phrase, under: Iterable[Phrase]) -> list[Candidate]:
        """Return the rows called by a word of ``own``; without any, those under like words."""
        found = {key: None for word in own.words for key in self.with_word.get(word, ())}
        if not own.words:
            found = {
                key: None
                for phrase in under
                for word in phrase.words
                for key in (*self.with_word.get(word, ()), *self.below_word.get(word, ()))
            }
        return [self.by_key[key] for key in found]


def build_candidates(
    form: DataSet, words: SheetWords, wordings: Mapping[str, tuple[str, ...]]
) -> Candidates:
    """Return the rows of ``form`` by key; ``wordings`` are the catalogue's names by code."""
    labels = Counter(
        _identity(phrase_of(row.label, words, row.measure.unit))
        for section in form.sections
        for row in section.rows
    )
    found = [
        _candidate(place, section, row, words=words, wordings=wordings, labels=labels)
        for place, section in enumerate(form.sections)
        for row in section.rows
    ]
    with_word = _index((one.key, (*one.own, one.said)) for one in found)
    rows = len(found) or 1
    weights = {word: math.log(1 + rows / len(keys)) for word, keys in with_word.items()}
    return Candidates(
        by_key={one.key: one for one in found},
        weights=Weights(weights, math.log(1 + rows / 2)),
        sections=tuple(phrase_of(section.title, words) for section in form.sections),
        options=_options(form, words),
        with_word=with_word,
        below_word=_index((one.key, one.under) for one in found),
    )


def _index(named: Iterable[tuple[str, Iterable[Phrase]]]) -> dict[str, tuple[str, ...]]:
    """Return the keys by each word of their phrases."""
    found: dict[str, dict[str, None]] = {}
    for key, phrases in named:
        for phrase in phrases:
            for word in phrase.words:
                found.setdefault(word, {})[key] = None
    return {word: tuple(keys) for word, keys in found.items()}


def _candidate(
    place: int,
    section: Section,
    row: Row,
    *,
    words: SheetWords,
    wordings: Mapping[str, tuple[str, ...]],
    labels: Counter[tuple[str, frozenset[str]]],
) -> Candidate:
    measure = row.measure
    own = phrase_of(row.label, words, measure.unit)
    parent = _parent(section, row)
    title = phrase_of(section.title, words)
    named = [phrase_of(name, words, measure.unit) for name in (measure.name,)]
    named += [
        phrase
        for name in wordings.get(measure.code, ())
        if len((phrase := phrase_of(name, words, measure.unit)).words) >= _FEWEST_WORDS
    ]
    under = [phrase_of(parent.label, words)] if parent is not None else []
    is_shared = labels[_identity(own)] > 1 or not own.words
    return Candidate(
        key=measure.code,
        label=row.label,
        number=row.number,
        section=place,
        unit=measure.unit,
        kinds=_kinds(row, words),
        parent=parent.measure.code if parent is not None else "",
        is_computed=measure.is_computed,
        own=tuple(named if is_shared else [own, *named]),
        said=own,
        under=(*under, title),
        is_shared=is_shared,
    )


def _kinds(row: Row, words: SheetWords) -> frozenset[str]:
    """Return what a row may be said to count: by its unit, by its label, as people say it."""
    kinds = {words.kind_of(row.measure.unit), phrase_of(row.label, words).kind} - {""}
    return frozenset(kinds | {words.said_as[kind] for kind in kinds if kind in words.said_as})


def _identity(phrase: Phrase) -> tuple[str, frozenset[str]]:
    return phrase.kind, phrase.words


def _parent(section: Section, row: Row) -> Row | None:
    above = row.number.rpartition(".")[0]
    return next((each for each in section.rows if above and each.number == above), None)


def _options(form: DataSet, words: SheetWords) -> dict[str, dict[str, str]]:
    """Return per row the keys of its parts by what they are called."""
    found: dict[str, dict[str, str]] = {}
    for cell in form.cells.values():
        if cell.option is not None:
            called = found.setdefault(cell.measure.code, {})
            for name in option_names(cell, words):
                called[name] = cell.key
    return found


def option_names(cell: Cell, words: SheetWords) -> tuple[str, ...]:
    """Return what the part that a cell counts is called, folded."""
    if cell.option is None:
        return ()
    return (plain_words(cell.option.name), *words.options.get(cell.option.code, ()))
