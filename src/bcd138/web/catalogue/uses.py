"""Where an indicator is used: forms that ask for it, and sections of papers that write it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

from bcd138.domain.document.outline import Outline, Section
from bcd138.domain.document.sentence import indicators
from bcd138.formats.outline_file import load_outline

_REVIEW = "year_end_review"


def sections_writing(code: str, group: str) -> list[str]:
    """Return the headings of the year-end review under which an indicator can stand."""
    outline = _outline(settings.CATALOGUES)
    return [" › ".join(heading) for heading in _headings(outline.sections, code, group)]


@cache
def _outline(folder: Path) -> Outline:
    return load_outline(folder, _REVIEW)


def _headings(
    sections: Iterable[Section], code: str, group: str, above: tuple[str, ...] = ()
) -> Iterator[tuple[str, ...]]:
    for section in sections:
        heading = (*above, f"{section.number} {section.title}")
        written = (sentence for paragraph in section.paragraphs for sentence in paragraph)
        if group in section.groups or any(code in indicators(sentence) for sentence in written):
            yield heading
        yield from _headings(section.sections, code, group, heading)
