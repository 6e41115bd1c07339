"""The words by which a worksheet is understood; they are data, kept with the catalogues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from bcd138.domain.vietnamese.text import fold, nfc

_PARTS = re.compile(r"[^\w%<>]+")


@dataclass(frozen=True)
class SheetWords:
    """Folded words: names of columns by role, subtotals, short forms, kinds of things counted.

    ``kinds`` leads from a word to what is counted ("vụ" to case; "~vu" where no signs are
    written); ``weak`` are words with their signs; ``same`` leads from another name to the first
    of its group; ``options`` from the code of an option to what it is called.
    """

    heads: Mapping[str, tuple[str, ...]]
    totals: frozenset[str]
    part_of: tuple[str, ...]
    nothing: frozenset[str]
    notes: tuple[str, ...]
    weak: frozenset[str]
    kinds: Mapping[str, str]
    not_kinds: frozenset[str]
    said_as: Mapping[str, str]
    short: Mapping[str, str]
    same: tuple[tuple[str, str], ...]
    options: Mapping[str, tuple[str, ...]]
    units: Mapping[str, str]

    @cached_property
    def longest_kind(self) -> int:
        """Return of how many words the longest name of a kind is made."""
        return max((len(name.split()) for name in self.kinds), default=0)

    def kind_of(self, unit: str) -> str:
        """Return what a unit of measure counts; one that no list has is a kind of its own."""
        return self.kind_named(unit) or plain_words(unit)

    def kind_named(self, text: str) -> str:
        """Return what ``text`` counts, if it is the name of a kind and nothing else.

        Signs are minded, so that "tố" is no "tổ"; a text without any is read without.
        """
        spelt = spelt_words(text)
        return self.kinds.get(spelt, "") or (
            self.kinds.get(f"~{spelt}", "") if spelt.isascii() else ""
        )

    def unit_named(self, unit: str) -> str:
        """Return a unit of measure as the forms write it: "Trđ" is "triệu đồng"."""
        plain = " ".join(nfc(unit).casefold().split()).strip(" .()")
        return self.units.get(plain, plain)


def plain_words(text: str) -> str:
    """Return the words of ``text`` folded, without signs: "– Số vụ;" is "so vu"."""
    return " ".join(word for word in _PARTS.split(fold(text)) if word)


def spelt_words(text: str) -> str:
    """Return the words of ``text`` in lower case with their signs: "– Số vụ;" is "số vụ"."""
    return " ".join(word for word in _PARTS.split(nfc(text).lower()) if word)


def build_sheet_words(
    *,
    heads: Mapping[str, Iterable[str]],
    totals: Iterable[str],
    part_of: Iterable[str],
    nothing: Iterable[str],
    notes: Iterable[str],
    weak: Iterable[str],
    kinds: Mapping[str, Iterable[str]],
    not_kinds: Iterable[str],
    said_as: Mapping[str, str],
    short: Mapping[str, str],
    same: Iterable[Iterable[str]],
    options: Mapping[str, Iterable[str]],
    units: Mapping[str, str],
) -> SheetWords:
    """Return the words as the reader looks them up, from the lists of the vocabulary file."""
    groups = [[plain_words(each) for each in group] for group in same]
    others = [(other, group[0]) for group in groups for other in group[1:]]
    return SheetWords(
        heads={role: _folded(words) for role, words in heads.items()},
        totals=frozenset(_folded(totals)),
        part_of=tuple(sorted(_folded(part_of), key=len, reverse=True)),
        nothing=frozenset(_folded(nothing)),
        notes=_folded(notes),
        weak=frozenset(spelt_words(word) for word in weak),
        kinds={
            key: kind
            for kind, words in kinds.items()
            for word in words
            for key in (spelt_words(word), f"~{plain_words(word)}")
        },
        not_kinds=frozenset(spelt_words(word) for word in not_kinds),
        said_as=said_as,
        short={plain_words(word): plain_words(full) for word, full in short.items()},
        same=tuple(sorted(others, key=lambda pair: len(pair[0]), reverse=True)),
        options={code: _folded(words) for code, words in options.items()},
        units={word.casefold(): full for word, full in units.items()},
    )


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(plain_words(word) or fold(word) for word in words)
