"""Reads the head of a report: title, committee, org unit, period, conference."""

from __future__ import annotations

import re

from bcd138.domain.extraction.committees import read_committee, read_unit
from bcd138.domain.extraction.conferences import read_conference, read_published
from bcd138.domain.extraction.lines import Line
from bcd138.domain.extraction.periods import read_periods
from bcd138.domain.extraction.reading import Reading
from bcd138.domain.extraction.vocabulary import Vocabulary

_KINDS_OF_PAPER = ("BÁO CÁO", "KẾ HOẠCH", "THÔNG BÁO", "CHƯƠNG TRÌNH")
_FURNITURE = re.compile(
    r"(?i)lượt xem|số liệu giả định|báo cáo minh họa|^\W*\d+\W*$|cập nhật|trang chủ|\d{1,2}:\d{2}"
)
_PAPER_LINES, _HEADLINE_LINES = 14, 5
_LONGEST_TITLE, _FEWEST_WORDS = 220, 4


def read_head(text: str, lines: list[Line], vocabulary: Vocabulary) -> Reading:
    """Return a reading of the head alone, as far as the text says it."""
    period, next_period = read_periods(text)
    published = read_published(text)
    conference = read_conference(text, lines, period, published)
    day = period.end if period else conference.date
    org_unit, level = read_unit(text, lines, vocabulary.places, day)
    return Reading(
        title=_title(text, lines),
        committee=read_committee(text),
        org_unit=org_unit,
        level=level,
        period=period,
        next_period=next_period,
        published_at=published,
        conference=conference,
    )


def _title(text: str, lines: list[Line]) -> str | None:
    """Return the headline, or a paper's "BÁO CÁO" with its subject; a paragraph is none."""
    first = [" ".join(text[line.start : line.end].split()) for line in lines[:_PAPER_LINES]]
    for index, words in enumerate(first):
        if words.startswith(_KINDS_OF_PAPER) and words.isupper():
            return " ".join(first[index : index + 2])
    for words in first[:_HEADLINE_LINES]:
        if _FURNITURE.search(words) or len(words.split()) < _FEWEST_WORDS:
            continue
        is_headline = words[-1] not in ".;:…" and len(words) < _LONGEST_TITLE
        return words if is_headline else None
    return None
