"""The words the reader knows, as data that experts own, arranged for looking up.

Grammar is code, words are data: nothing here names an indicator or a phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

Senses = dict[str, str]
"""What a phrase can be: category ("unit", "topic", "act" ...) to name ("case", "drug" ...)."""

PIECES = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]")
_OLD_TONE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)")
_NEW_TONE = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip


def plain(text: str) -> str:
    """Return ``text`` in lower case with tone marks in one style, letter for letter.

    "Uỷ ban, hoà giải" becomes "ủy ban, hòa giải". Length and offsets stay.
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return _OLD_TONE.sub(lambda match: _NEW_TONE[match[0]], lower)


@dataclass(slots=True)
class Node:
    """A place in the tree of phrases: the words that may follow, what ends here."""

    following: dict[str, Node] = field(default_factory=dict)
    senses: Senses = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A province as a text may name it, with the days its name was in force."""

    name: str
    code: str
    valid_from: date
    valid_until: date | None

    def valid_on(self, day: date | None) -> bool:
        """Tell whether the unit existed on ``day`` (any day will do when unknown)."""
        if day is None:
            return True
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of the catalogue and the codes (or words) it is made of."""

    code: str
    numerator: str
    denominator: str


@dataclass(frozen=True, slots=True)
class IndicatorWords:
    """What the reader needs of an indicator: how it is called and counted."""

    code: str
    name: str
    unit: str
    value_type: str
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything the reader looks up.

    ``figures`` and ``targets`` map (measure, topic, act) to an indicator's code; an empty
    topic or act stands for "none said" and is the fallback.
    """

    phrases: Node
    figures: Mapping[tuple[str, str, str], str]
    targets: Mapping[tuple[str, str, str], str]
    digits: Mapping[str, int]
    scales: Mapping[str, int]
    no_quantity_after: frozenset[str]
    weak_topics: frozenset[str]
    implied_topics: Mapping[str, str]
    offences: frozenset[str]
    ratios: Mapping[str, Ratio]
    ratios_by_numerator: Mapping[str, Ratio]
    own_ratios: frozenset[str]
    change_codes: frozenset[str]
    target_codes: frozenset[str]
    share_codes: frozenset[str]
    places: tuple[PlaceName, ...]
    indicators: Mapping[str, IndicatorWords]
    labels: Mapping[str, str]


def build_vocabulary(
    *,
    units: Mapping[str, list[str]],
    topics: Mapping[str, Any],
    acts: Mapping[str, list[str]],
    phrases: Mapping[str, list[str]],
    numbers: Mapping[str, Any],
    figures: Iterable[tuple[str, str, str, str]],
    targets: Iterable[tuple[str, str, str, str]],
    ratios: Iterable[Ratio],
    places: Iterable[PlaceName],
    indicators: Iterable[IndicatorWords],
) -> Vocabulary:
    """Arrange the vocabulary files for looking up.

    Raises:
        ValueError: A phrase has two names in one category, or a row is there twice.
    """
    root = Node()
    topics = dict(topics)
    weak = frozenset(topics.pop("weak", []))
    implied: Mapping[str, str] = dict(topics.pop("implied", {}))
    for category, table in (
        ("unit", units),
        ("topic", topics),
        ("act", acts),
        ("comparator", numbers["comparators"]),
    ):
        for name, words in table.items():
            for phrase in words:
                _plant(root, phrase, category, name)
    for category, words in phrases.items():
        for phrase in words:
            _plant(root, phrase, category, category)
    for category in ("vague", "at_least_after", "at_most_after"):
        for phrase in numbers[category]:
            _plant(root, phrase, category, category)
    known = {one.code: one for one in indicators}
    all_ratios = list(ratios)
    figures, targets = list(figures), list(targets)
    return Vocabulary(
        phrases=root,
        figures=_table(figures),
        targets=_table(targets),
        digits=_number_words(numbers),
        scales=dict(numbers["scales"]),
        no_quantity_after=frozenset(plain(word) for word in numbers["not_a_quantity_after"]),
        weak_topics=weak,
        implied_topics=implied,
        offences=frozenset(
            topic for _, measure, topic, _ in figures if measure in {"case", "percent"}
        ),
        ratios={one.code: one for one in all_ratios},
        ratios_by_numerator={one.numerator: one for one in all_ratios if one.numerator in known},
        own_ratios=frozenset(one.code for one in all_ratios if known[one.code].unit != "%"),
        change_codes=frozenset(code for code, one in known.items() if one.value_type == "change"),
        target_codes=frozenset(code for code, *_ in targets),
        share_codes=frozenset(code for code, _, _, act in figures if act == "share"),
        places=tuple(places),
        indicators=known,
        labels=_labels(known.values()),
    )


def _plant(root: Node, phrase: str, category: str, name: str) -> None:
    for words in _spellings(PIECES.findall(plain(phrase))):
        node = root
        for word in words:
            node = node.following.setdefault(word, Node())
        if node.senses.setdefault(category, name) != name:
            message = f"{phrase}: {category} {node.senses[category]} / {name}"
            raise ValueError(message)


def _spellings(words: list[str]) -> Iterator[list[str]]:
    """Yield the phrase with each of its commas kept or left out."""
    choices = [((word,), ()) if word == "," else ((word,),) for word in words]
    for chosen in product(*choices):
        yield [word for part in chosen for word in part]


def _table(rows: Iterable[tuple[str, str, str, str]]) -> dict[tuple[str, str, str], str]:
    table: dict[tuple[str, str, str], str] = {}
    for code, measure, topic, act in rows:
        if table.setdefault((measure, topic, act), code) != code:
            message = f"{measure}, {topic}, {act}: {code} / {table[(measure, topic, act)]}"
            raise ValueError(message)
    return table


def _number_words(numbers: Mapping[str, Any]) -> dict[str, int]:
    words = {plain(word): value for word, value in numbers["digits"].items()}
    words.update(dict.fromkeys(numbers["ten"], 10))
    return words


def _labels(indicators: Iterable[IndicatorWords]) -> dict[str, str]:
    """Return table labels, as plain words without marks, to codes; shared ones are left out."""
    labels: dict[str, str] = {}
    shared: set[str] = set()
    for one in indicators:
        for label in {label_key(one.name), *(label_key(word) for word in one.wordings)}:
            if labels.setdefault(label, one.code) != one.code:
                shared.add(label)
    for label in shared:
        del labels[label]
    labels.update({label_key(one.name): one.code for one in indicators})
    return labels


def label_key(label: str) -> str:
    """Return a label's words without marks, "số" and brackets, for comparing labels."""
    bare = re.sub(r"\([^)]*\)", " ", plain(label))
    words = [word for word in PIECES.findall(bare) if word[0].isalnum()]
    return " ".join(words[1:] if words[:1] == ["số"] else words)


@dataclass(frozen=True, slots=True)
class NumberRead:
    """A number as a value and the count of pieces it took."""

    value: Decimal
    length: int
