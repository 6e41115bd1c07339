"""What the checks of catalogue files say, in the reader's language."""

from __future__ import annotations

from django.utils.translation import get_language

_BETWEEN = " / "


def words_in_language(words: str) -> str:
    """Return one half of "vi / en: what", with what it is about."""
    vietnamese, between, english = words.partition(_BETWEEN)
    if not between:
        return words
    if (get_language() or "vi").startswith("en"):
        return english
    _, colon, what = english.partition(": ")
    return f"{vietnamese}: {what}" if colon else vietnamese
