"""Which of the visible texts a person asked for."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from bcd138.apps.intake.models import ReceivedText
from bcd138.apps.intake.selectors import WAITS
from bcd138.domain.vietnamese.text import fold


def narrowed(texts: QuerySet[ReceivedText], *, state: str, query: str) -> QuerySet[ReceivedText]:
    """Return the texts in ``state`` (``cho`` waiting, ``xong`` done) that ``query`` names.

    Titles are compared folded, so "cao bang" finds "Cao Bằng": one query more, of titles.
    """
    if state == "cho":
        texts = texts.filter(WAITS)
    elif state == "xong":
        texts = texts.exclude(WAITS)
    words = fold(query).split()
    if not words:
        return texts
    names = texts.values_list("pk", "title", "source_name", "org_unit__name")
    found = [pk for pk, *said in names if _names(words, said)]
    return texts.filter(pk__in=found)


def _names(words: list[str], said: Sequence[str | None]) -> bool:
    folded = fold(" ".join(part or "" for part in said))
    return all(word in folded for word in words)
