"""Names of units as people write and look for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from bcd138.apps.orgunits.enums import Level
from bcd138.domain.org_unit import LEVELS
from bcd138.domain.vietnamese.text import fold, sort_key

_LEVELS_OF_WORDS = {
    "thanh pho": (Level.PROVINCE, Level.DISTRICT),
    "tp.": (Level.PROVINCE, Level.DISTRICT),
    "tp": (Level.PROVINCE, Level.DISTRICT),
    "tinh": (Level.PROVINCE,),
    "quan": (Level.DISTRICT,),
    "huyen": (Level.DISTRICT,),
    "thi xa": (Level.DISTRICT,),
    "dac khu": (Level.COMMUNE,),
    "phuong": (Level.COMMUNE,),
    "thi tran": (Level.COMMUNE,),
    "xa": (Level.COMMUNE,),
    "thon": (Level.HAMLET,),
    "to dan pho": (Level.HAMLET,),
}
_ENGLISH = {
    "tinh": "Province",
    "thanh pho": "City",
    "quan": "Urban District",
    "huyen": "District",
    "thi xa": "Town",
    "dac khu": "Special Zone",
    "phuong": "Ward",
    "thi tran": "Township",
    "xa": "Commune",
    "thon": "Hamlet",
    "to dan pho": "Residential Group",
}
_Unit = TypeVar("_Unit")


def bare_name(name: str) -> str:
    """Return ``name`` folded, on single spaces, without the word for its type."""
    return _parted(name)[1]


def whole_name(name: str) -> str:
    """Return ``name`` folded, on single spaces."""
    return " ".join(fold(name).split())


def levels_named(name: str) -> tuple[Level, ...]:
    """Return the levels that the word before a name allows; none where it says nothing."""
    return _LEVELS_OF_WORDS.get(_parted(name)[0], ())


def _parted(name: str) -> tuple[str, str]:
    """Return the word for the type, empty where there is none, and what follows it, folded."""
    words = whole_name(name)
    for word in _LEVELS_OF_WORDS:
        after = words.removeprefix(word)
        if after != words and (after.startswith(" ") or word.endswith(".")):
            return word, after.strip()
    return "", words


def of_level_meant(name: str, levels: Mapping[_Unit, str]) -> list[_Unit]:
    """Return which of some units, given with their levels, a name means by its level.

    Those of the levels that the word before it allows, where there are any; of these, those
    of the highest.
    """
    allowed = levels_named(name)
    fitting = {unit: level for unit, level in levels.items() if level in allowed} or levels
    highest = min(map(LEVELS.index, fitting.values()), default=0)
    return [unit for unit, level in fitting.items() if level == LEVELS[highest]]


def search_name(names: Iterable[str]) -> str:
    """Return every bare name once, between semicolons, to look in."""
    return "; ".join(dict.fromkeys(bare_name(name) for name in names))


def order_of(name: str) -> str:
    """Return the key that sorts units by name in Vietnamese order, their type left out."""
    return sort_key(" ".join(name.split()[-len(bare_name(name).split()) :]))


def english_name(name: str, given: str = "") -> str:
    """Return the English name: the one given, or without diacritics with the type behind."""
    words = " ".join(name.split()).split()
    kept = len(bare_name(name).split())
    word = whole_name(" ".join(words[: len(words) - kept]))
    if given or word not in _ENGLISH:
        return given or _plain(name)
    return f"{_plain(' '.join(words[len(words) - kept :]))} {_ENGLISH[word]}"


def _plain(words: str) -> str:
    """Drop diacritics and keep capitals."""
    return "".join(
        plain.upper() if letter.isupper() else plain for letter in words for plain in [fold(letter)]
    )
