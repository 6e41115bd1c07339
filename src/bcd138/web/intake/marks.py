"""The original text in pieces, each knowing what was found there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from bcd138.apps.intake.models import Suggestion, TextFinding

_WEIGHT = {"notice": 0, "warning": 1, "error": 2}
Found = TypeVar("Found", Suggestion, TextFinding)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that the same suggestions and findings cover.

    ``suggestion`` is the shortest one here, whose colour shows; ``ids`` are all of them.
    ``anchors`` are what begins here, for links to lead to: ``c-`` the offset, ``m-`` a
    suggestion, ``f-`` a finding.
    """

    text: str
    suggestion: Suggestion | None
    ids: str
    anchors: tuple[str, ...]
    severity: str
    in_task: bool


class _Spans(Generic[Found]):
    """Spans in order of their start, so that a paragraph asks only those near it."""

    def __init__(self, found: Sequence[Found]) -> None:
        self.found: list[Found] = sorted(found, key=lambda one: (one.start, one.end))
        self.starts: list[int] = [one.start for one in self.found]
        self.longest: int = max((one.end - one.start for one in self.found), default=0)

    def within(self, start: int, end: int) -> list[Found]:
        near = self.found[
            bisect_left(self.starts, start - self.longest) : bisect_left(self.starts, end)
        ]
        return [one for one in near if one.end > start]


def paragraphs(
    text: str, suggestions: Sequence[Suggestion], findings: Sequence[TextFinding]
) -> list[list[Piece]]:
    """Return the paragraphs of ``text`` that are not empty, each cut into pieces."""
    read, wrong = _Spans(suggestions), _Spans(findings)
    answer: list[list[Piece]] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            answer.append(
                _pieces(text, start, end, read.within(start, end), wrong.within(start, end))
            )
        start = end + 1
    return answer


def _pieces(
    text: str, start: int, end: int, read: list[Suggestion], wrong: list[TextFinding]
) -> list[Piece]:
    places = [(one.start, one.end) for one in read] + [(one.start, one.end) for one in wrong]
    cuts = {cut for place in places for cut in place if start < cut < end}
    edges = sorted({start, end} | cuts)
    return [_piece(text, first, last, read, wrong) for first, last in pairwise(edges)]


def _piece(
    text: str, start: int, end: int, read: list[Suggestion], wrong: list[TextFinding]
) -> Piece:
    here = [one for one in read if one.start < end and start < one.end]
    odd = [one for one in wrong if one.start < end and start < one.end]
    shown = min(
        (one for one in here if one.kind != "task"),
        key=lambda one: one.end - one.start,
        default=None,
    )
    begins = [one for one in here if one.start == start]
    anchors = [f"c-{start}"] if begins else []
    anchors += [f"m-{one.pk}" for one in begins]
    anchors += [f"f-{one.pk}" for one in odd if one.start == start]
    return Piece(
        text=text[start:end].replace("\r", ""),
        suggestion=shown,
        ids=" ".join(str(one.pk) for one in here),
        anchors=tuple(anchors),
        severity=max((one.severity for one in odd), key=lambda one: _WEIGHT[one], default=""),
        in_task=any(one.kind == "task" for one in here),
    )
