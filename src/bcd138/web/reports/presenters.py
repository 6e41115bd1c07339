"""What the pages of report drafts show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from bcd138.apps.analytics.table import Column
from bcd138.apps.intake.models import ReceivedText
from bcd138.domain.document.facts import Fact, ReviewFacts
from bcd138.domain.document.tree import DocumentTree
from bcd138.formats import html
from bcd138.web.analytics.presenters import columns_told, known_columns
from bcd138.web.templatetags.say import opening, period_words


@dataclass(frozen=True, slots=True)
class DraftChoice:
    """A unit and period that have confirmed figures, as one choice of a list."""

    key: str
    words: str


def draft_choices(reported: Iterable[Column], texts: Iterable[ReceivedText]) -> list[DraftChoice]:
    """Return what a review can be written about: units by name, latest period first.

    A unit has something to write about where a figure is in force, or where a commendation
    or task of one of its texts was confirmed. A year of which only a target is known, because
    no text has reached it yet, is not there.
    """
    told = columns_told(texts := list(texts))
    pairs = [pair for pair in known_columns(reported, texts) if not _is_to_come(pair, told)]
    pairs.sort(key=lambda pair: pair.period, reverse=True)
    pairs.sort(key=lambda pair: pair.org_unit.sort_key)
    return [
        DraftChoice(
            f"{pair.org_unit.code}@{pair.period.code}",
            f"{opening(pair.org_unit.name)}, {period_words(pair.period)}",
        )
        for pair in pairs
    ]


def _is_to_come(pair: Column, told: set[Column]) -> bool:
    ends = [one.period.end for one in told if one.org_unit == pair.org_unit]
    return bool(ends) and pair.period.start > max(ends)


@dataclass(frozen=True, slots=True)
class Source:
    """A text and the figures that a draft takes from it."""

    title: str
    figures: tuple[Fact, ...]


def sources(facts: ReviewFacts) -> list[Source]:
    """Return the figures of a draft by the text they come from."""
    by_title: dict[str, list[Fact]] = {}
    for fact in facts.figures:
        by_title.setdefault(fact.source_title, []).append(fact)
    return [Source(title, tuple(found)) for title, found in by_title.items()]


def paper(tree: DocumentTree) -> SafeString:
    """Return the paper as HTML, every figure a link to its page; the writer escapes all words."""
    written = html.write(
        tree, link=lambda data_value: reverse("analytics:figure", args=[data_value])
    )
    return mark_safe(written)
