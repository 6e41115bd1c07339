"""Reads one text from beginning to end: text in, a reading out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from bcd138.domain.extraction.awards import read_awards
from bcd138.domain.extraction.clean import Cleaned, clean
from bcd138.domain.extraction.events import goes_on_telling, tells_an_event
from bcd138.domain.extraction.figures import read_sentence
from bcd138.domain.extraction.header import read_head
from bcd138.domain.extraction.lines import Line, lines_of
from bcd138.domain.extraction.people import read_people
from bcd138.domain.extraction.prove import (
    prove_awards,
    prove_orders,
    prove_parts,
    prove_ratios,
    prove_repetitions,
)
from bcd138.domain.extraction.reading import (
    Finding,
    FoundAward,
    FoundFigure,
    FoundTask,
    Person,
    Reading,
)
from bcd138.domain.extraction.scene import Scene
from bcd138.domain.extraction.sentence import sentence_at
from bcd138.domain.extraction.tables import read_tables
from bcd138.domain.extraction.tasks import Spans, directive_spans, is_directive, read_tasks
from bcd138.domain.extraction.tokens import pieces_of
from bcd138.domain.extraction.vocabulary import Vocabulary, plain

Placed = TypeVar("Placed", Person, FoundFigure, FoundAward, FoundTask, Finding)

_SPELLED = r"(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|trăm)"
_COUNTED = r"(?:vụ|đối|người|trường|bị|trăm|mươi|nghìn|ngàn|triệu|tỷ|tỉ|mô|lượt|%)"
_GOES_ON = re.compile(r"\W*(?:lũy kế|trong đó|so với)")
_FURNITURE = re.compile(r"(?i)lượt xem|GMT|\d{1,2}:\d{2}|^\d+$")
_LONGEST_FURNITURE = 60
_DIGITS = re.compile(r"\d+")
_NAME_OR_YEAR = re.compile(r"138|(?:19|20)\d\d")
_COUNTED_NEXT = re.compile(rf"\s*{_COUNTED}")
_IN_WORDS = re.compile(
    r"(?:không|chưa)\s+(?:có|xảy|để|phát|ghi|làm)\b"
    rf"|\b{_SPELLED}\s+{_COUNTED}"
)


def read(text: str, vocabulary: Vocabulary) -> Reading:
    """Return everything the text says: who, when, figures, awards, tasks, findings.

    Offsets count characters of ``text`` as given; each quote is exactly that slice.
    """
    cleaned = clean(text)
    lines = lines_of(cleaned.text)
    head = read_head(cleaned.text, lines, vocabulary)
    next_year = head.next_period.start.year if head.next_period else None
    if next_year is None and head.period is not None:
        next_year = head.period.end.year + 1
    spans = directive_spans(cleaned.text, lines, next_year)
    awards = read_awards(cleaned.text, lines)
    figures, findings = _figures(cleaned.text, lines, _Setting(head, spans, awards), vocabulary)
    targets = [one for one in figures if one.kind == "target"]
    findings += prove_ratios(figures, vocabulary) + prove_parts(cleaned.text, figures)
    findings += prove_repetitions(figures) + prove_orders(figures, vocabulary)
    findings += prove_awards(list(awards))
    reading = replace(
        head,
        people=read_people(cleaned.text, lines),
        figures=tuple(_once(figures)),
        awards=awards,
        tasks=read_tasks(cleaned.text, lines, spans, targets),
        findings=tuple(sorted(findings, key=lambda one: (one.start, one.code))),
    )
    return _in_original(reading, text, cleaned)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What is known of the whole text when its sentences are read."""

    head: Reading
    directive: Spans
    awards: tuple[FoundAward, ...]

    def scene(self, headings: tuple[str, ...]) -> Scene:
        return Scene(self.head.period, self.head.next_period, heading_topics=headings)

    def awards_in(self, start: int, end: int) -> bool:
        return any(start <= award.start < end for award in self.awards)


def _figures(
    text: str, lines: list[Line], setting: _Setting, vocabulary: Vocabulary
) -> tuple[list[FoundFigure], list[Finding]]:
    low = plain(text)
    figures: list[FoundFigure] = []
    findings: list[Finding] = []
    headings: tuple[str, ...] = ()
    scene = setting.scene(headings)
    for line in lines:
        if line.kind == "row" or _is_repeated_elsewhere(line, text):
            continue
        if line.kind == "heading":
            headings = _topics_in(low, line, vocabulary) or headings
        before = scene.paragraph_topics if _GOES_ON.match(low, line.start) else ()
        scene = setting.scene(headings)
        scene.paragraph_topics = before
        telling = False
        for start, end in line.sentences:
            if not _may_count(low, start, end) or setting.awards_in(start, end):
                continue
            goes_on = telling and goes_on_telling(low, start, end)
            telling = goes_on or tells_an_event(low, start, end)
            if telling:
                continue
            scene.directive = is_directive(setting.directive, start)
            read_one = read_sentence(sentence_at(text, low, (start, end), vocabulary, scene))
            figures += read_one.figures
            findings += read_one.findings
            scene.paragraph_topics = read_one.topics or scene.paragraph_topics
    figures += read_tables(text, lines, setting.head.period, vocabulary)
    figures.sort(key=lambda one: one.start)
    return figures, findings


def _may_count(low: str, start: int, end: int) -> bool:
    """Tell at a glance whether a sentence has a number that is no year and no "138"."""
    for digits in _DIGITS.finditer(low, start, end):
        if not _NAME_OR_YEAR.fullmatch(digits[0]) or _COUNTED_NEXT.match(low, digits.end()):
            return True
    return _IN_WORDS.search(low, start, end) is not None


def _is_repeated_elsewhere(line: Line, text: str) -> bool:
    """Captions repeat what the text says; page furniture says nothing."""
    if line.kind == "caption":
        return True
    is_short = line.end - line.start < _LONGEST_FURNITURE
    return is_short and _FURNITURE.search(text[line.start : line.end]) is not None


def _topics_in(low: str, line: Line, vocabulary: Vocabulary) -> tuple[str, ...]:
    topics = [
        piece.senses["topic"]
        for piece in pieces_of(low, line.start, line.end, vocabulary)
        if "topic" in piece.senses and piece.senses["topic"] not in vocabulary.weak_topics
    ]
    return tuple(dict.fromkeys(topics))


def _once(figures: list[FoundFigure]) -> list[FoundFigure]:
    """Drop what was said before in the same words: same indicator, value, period, kind."""
    seen: set[tuple[Any, ...]] = set()
    kept: list[FoundFigure] = []
    for figure in figures:
        key = (
            figure.indicator,
            figure.value,
            figure.comparator,
            figure.period,
            figure.kind,
            figure.unit,
        )
        if key not in seen:
            seen.add(key)
            kept.append(figure)
    return kept


def _in_original(reading: Reading, text: str, cleaned: Cleaned) -> Reading:
    if cleaned.origin is None and cleaned.text is text:
        return reading

    def back(one: Placed) -> Placed:
        start, end = cleaned.original(one.start, one.end)
        changes: dict[str, Any] = {"start": start, "end": end}
        if hasattr(one, "quote"):
            changes["quote"] = text[start:end]
        return replace(one, **changes)

    return replace(
        reading,
        people=tuple(map(back, reading.people)),
        figures=tuple(map(back, reading.figures)),
        awards=tuple(map(back, reading.awards)),
        tasks=tuple(map(back, reading.tasks)),
        findings=tuple(map(back, reading.findings)),
    )
