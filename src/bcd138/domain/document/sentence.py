"""Sentence templates of the office: a small language, and how a sentence is written.

``{code}`` is a figure ("388 vụ"), ``{#code}`` its number alone, ``{~code}`` a stated
change ("giảm 5 %"), ``{=code}`` what belongs in brackets after it: its share and its
change since a year earlier. ``[…]`` is left out when a figure in it is missing,
``<a | b | c>`` lists what there is with commas. A sentence whose own figures are missing
is not written, and no figure is written twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from bcd138.domain.document.facts import Fact
from bcd138.domain.document.tree import Run
from bcd138.domain.document.wording import amount_words, bare_words, moved_words

_TOKEN = re.compile(r"\{([=#~]?)([a-z0-9_]+)\}|([\[\]<>|])|([^{}\[\]<>|]+)|(.)", re.DOTALL)
_CLOSERS = {"[": "]", "<": ">"}


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a figure."""

    mark: str
    indicator: str


@dataclass(frozen=True, slots=True)
class Optional:
    """A part that may be left out."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Parts of which those with figures are written, parted by commas."""

    items: tuple[tuple[Part, ...], ...]


Part = str | Slot | Optional | Listing
Sentence = tuple[Part, ...]


@dataclass(slots=True)
class Telling:
    """The figures there are, how each one's bracket reads, and which have been written."""

    facts: Mapping[str, Fact]
    bracket: Callable[[Fact], str]
    said: set[str] = field(default_factory=set)

    def can_say(self, sentence: Sentence) -> bool:
        """Return whether every figure the sentence needs is there and not yet written."""
        return all(
            code in self.facts and code not in self.said for code in _codes(sentence)
        ) and all(self._can_list(part) for part in sentence if isinstance(part, Listing))

    def _can_list(self, listing: Listing) -> bool:
        return any(self.can_say(item) for item in listing.items)


def parse(text: str) -> Sentence:
    """Return the template ``text`` as parts.

    Raises:
        ValueError: A bracket is not closed or a figure has no code.
    """
    tokens = list(_TOKEN.finditer(text))
    return _parts(tokens, 0, "")[0]


def indicators(sentence: Sentence) -> set[str]:
    """Return every indicator the sentence can write."""
    found = {part.indicator for part in sentence if isinstance(part, Slot)}
    for part in sentence:
        if isinstance(part, Optional):
            found |= indicators(part.parts)
        elif isinstance(part, Listing):
            found |= {code for item in part.items for code in indicators(item)}
    return found


def write(sentence: Sentence, telling: Telling, *, is_opening: bool = True) -> tuple[Run, ...]:
    """Return the sentence in runs, or nothing when it cannot be said; remember what was.

    ``is_opening`` gives it a capital, otherwise it begins small, as a part of another.
    """
    if not telling.can_say(sentence):
        return ()
    first, *rest = _joined(_write(sentence, telling))
    initial = first.text[:1].upper() if is_opening else first.text[:1].lower()
    return (Run(initial + first.text[1:], data_value=first.data_value), *rest)


def _parts(tokens: list[re.Match[str]], at: int, closer: str) -> tuple[Sentence, int]:
    parts: list[Part] = []
    while at < len(tokens):
        mark, code, bracket, words, stray = tokens[at].groups()
        if bracket and (bracket == closer or (bracket == "|" and closer == ">")):
            return tuple(parts), at
        at += 1
        if code:
            parts.append(Slot(mark, code))
        elif words:
            parts.append(words)
        elif bracket == "[":
            inner, at = _parts(tokens, at, _CLOSERS[bracket])
            parts.append(Optional(inner))
            at = _closed(tokens, at, "]")
        elif bracket == "<":
            items, at = _items(tokens, at)
            parts.append(Listing(items))
        else:
            raise ValueError(stray or bracket)
    return tuple(parts), at


def _items(tokens: list[re.Match[str]], at: int) -> tuple[tuple[Sentence, ...], int]:
    items = []
    while True:
        item, at = _parts(tokens, at, ">")
        items.append(_trimmed(item))
        if at < len(tokens) and tokens[at].group() == "|":
            at += 1
            continue
        return tuple(items), _closed(tokens, at, ">")


def _closed(tokens: list[re.Match[str]], at: int, closer: str) -> int:
    if at >= len(tokens) or tokens[at].group() != closer:
        raise ValueError(closer)
    return at + 1


def _trimmed(item: Sentence) -> Sentence:
    parts = list(item)
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip()
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip()
    return tuple(part for part in parts if part != "")


def _codes(sentence: Sentence) -> Iterator[str]:
    return (part.indicator for part in sentence if isinstance(part, Slot) and part.mark != "=")


def _write(sentence: Sentence, telling: Telling) -> Iterator[Run]:
    for part in sentence:
        if isinstance(part, str):
            yield Run(part)
        elif isinstance(part, Slot):
            yield from _figure(part, telling)
        elif isinstance(part, Optional):
            if telling.can_say(part.parts):
                yield from _write(part.parts, telling)
        else:
            yield from _listed(part, telling)


def _figure(slot: Slot, telling: Telling) -> Iterator[Run]:
    fact = telling.facts[slot.indicator]
    if slot.mark == "=":
        bracket = telling.bracket(fact)
        if bracket:
            yield Run(f" ({bracket})")
        return
    telling.said.add(slot.indicator)
    words = {"#": lambda: bare_words(fact), "~": lambda: moved_words(fact)}
    yield Run(words.get(slot.mark, lambda: amount_words(fact))(), data_value=fact.data_value)


def _listed(listing: Listing, telling: Telling) -> Iterator[Run]:
    is_first = True
    for item in listing.items:
        if telling.can_say(item):
            if not is_first:
                yield Run(", ")
            yield from _write(item, telling)
            is_first = False


def _joined(runs: Iterator[Run]) -> list[Run]:
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last is not None and run.data_value is not None and _says_none(last, run):
            joined[-1] = Run(last.text[:-3])
            joined.append(Run(f"không có{run.text[1:]}", data_value=run.data_value))
        elif last is None or run.data_value is not None:
            joined.append(run)
        elif last.data_value is None:
            joined[-1] = Run(last.text + run.text)
        else:
            joined.append(Run(_without_echo(last.text, run.text)))
    return [run for run in joined if run.text]


def _says_none(before: Run, figure: Run) -> bool:
    """Tell whether "có 0 người" follows, which is said "không có người"."""
    ends = before.data_value is None and f" {before.text}".lower().endswith(" có ")
    return ends and figure.text.startswith("0 ")


def _without_echo(figure: str, text: str) -> str:
    """Drop words of ``text`` that the unit has said: "12 kíp nổ" + " nổ" is "12 kíp nổ"."""
    if not text.startswith(" "):
        return text
    said = figure.split()
    for length in range(len(said) - 1, 0, -1):
        echo = " " + " ".join(said[-length:])
        if text == echo or text.startswith((f"{echo} ", f"{echo},", f"{echo}.", f"{echo};")):
            return text[len(echo) :]
    return text
