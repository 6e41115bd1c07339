"""The outline of a report as the office keeps it: sections, sentences, recipients."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bcd138.domain.document.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its sentences by paragraph, and what else stands in it.

    ``groups`` are indicator groups whose remaining figures are written here. ``also`` are
    parts the program writes: ``meeting``, ``progress``, ``aims``, ``next_aims``,
    ``tasks``, ``awards``. ``note`` stands where nothing is confirmed.
    """

    number: str
    title: str
    paragraphs: tuple[tuple[Sentence, ...], ...] = ()
    groups: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    note: str = ""
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """Everything of a report that is not a fact; words in braces are filled from the facts."""

    type_name: str
    subject: str
    symbol: str
    agency_symbol: str
    opening: str
    ending: str
    invented: str
    aims: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    figures_annex: str
    awards_annex: str
    recipients: dict[str, tuple[str, ...]]
    signs: tuple[str, ...]
    attached: str
    in_full: dict[str, str]

    def full_name(self, name: str) -> str:
        """Return an indicator's name with its abbreviations written out."""
        for short, full in self.in_full.items():
            edge = r"\b" if short.isalpha() else ""
            name = re.sub(f"{edge}{re.escape(short)}{edge}", full, name)
        return " ".join(name.split())
