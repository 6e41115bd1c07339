"""How likely a row of a worksheet is a cell of the form, and the words for why."""

from __future__ import annotations

from dataclasses import dataclass

from bcd138.domain.worksheet.candidates import Candidate
from bcd138.domain.worksheet.phrase import Phrase, Weights, likeness

EXACT = 1.0
_OTHER_KIND = 0.45
_SECTION_AGREES, _NUMBER_AGREES, _PARENT_AGREES, _KIND_AGREES = 0.06, 0.03, 0.05, 0.02
_SAME_TEXT, _SAME_WORDS, _BARE, _ALONE = 1.0, 0.95, 0.92, 0.6
_UNSAID, _NOT_SAID = frozenset({"case"}), 0.15  # "Đánh bạc" alone counts cases, not people


@dataclass(frozen=True, slots=True)
class Rival:
    """A cell that a line may mean, with how likely and the words for why."""

    key: str
    score: float
    why: tuple[str, ...] = ()
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A row as it is compared with cells: its own words, what it stands under, its number.

    ``parent`` is the cell of the row it is a part of, ``section`` the section of the form
    that its section is; either may be unknown.
    """

    own: Phrase
    under: tuple[Phrase, ...] = ()
    number: str = ""
    parent: str = ""
    section: int | None = None


def judge(question: Question, candidate: Candidate, weights: Weights) -> Rival:
    """Return how likely the row is this cell.

    The words decide; unit, section, parent and number on paper only support or weaken them.
    """
    own = question.own
    score, why = _words(question, candidate, weights)
    if own.kind and own.kind not in candidate.kinds:
        return Rival(candidate.key, score * _OTHER_KIND, ("worksheet.why-other-kind",))
    exact = bool(own.words) and own.plain in {each.plain for each in candidate.own}
    if exact or (own.words and own.words in {each.words for each in candidate.own}):
        score, why = max(score, _SAME_TEXT if exact else _SAME_WORDS), "worksheet.why-exact"
    supported, reasons = _support(question, candidate)
    return Rival(candidate.key, score + supported, (why, *reasons), exact)


def _words(question: Question, candidate: Candidate, weights: Weights) -> tuple[float, str]:
    alone = _alone(question.own, candidate, weights)
    around = _with_context(question.own, question.under, candidate, weights)
    if not question.own.words and question.parent and question.parent == candidate.parent:
        around = max(around, _BARE)
    return (around, "worksheet.why-under") if around > alone else (alone, "worksheet.why-label")


def _support(question: Question, candidate: Candidate) -> tuple[float, list[str]]:
    """Return what speaks for or against beside the words, and the reasons for it."""
    score, why = 0.0, []
    if question.own.kind in candidate.kinds:
        score += _KIND_AGREES
        why.append("worksheet.why-unit")
    elif not candidate.kinds & _UNSAID:
        score -= _NOT_SAID
    if question.parent and candidate.parent:
        score += _PARENT_AGREES if question.parent == candidate.parent else -_PARENT_AGREES
    if question.section is not None:
        agrees = question.section == candidate.section
        score += _SECTION_AGREES if agrees else -_SECTION_AGREES
        why += ["worksheet.why-section"] if agrees else []
    if question.number == candidate.number:
        score += _NUMBER_AGREES
        why.append("worksheet.why-number")
    return score, why


def _alone(own: Phrase, candidate: Candidate, weights: Weights) -> float:
    """Return how like the row is to what the cell is called, without looking around it."""
    if not own.words:
        return 0.0
    return max((likeness(own, each, weights) for each in candidate.own), default=0.0)


def _with_context(
    own: Phrase, under: tuple[Phrase, ...], candidate: Candidate, weights: Weights
) -> float:
    """Return how like row and cell are with what each stands under.

    "Số đối tượng" under "Vụ kinh tế" is the cell under the like row of the form, or the one
    whose full name says both.
    """
    around = max(
        (likeness(mine, theirs, weights) for mine in under for theirs in candidate.under),
        default=0.0,
    )
    if not own.words:
        if not own.kind:
            return 0.0
        named = max(
            (likeness(mine, each, weights) for mine in under[:1] for each in candidate.own),
            default=0.0,
        )
        return max(_BARE * named, 0.0 if candidate.said.words else _BARE * around)
    said = likeness(own, candidate.said, weights) * (_ALONE + (1 - _ALONE) * around)
    if not under or not any(own.words & each.words for each in candidate.own):
        return said
    whole = own.joined(under[0])
    return max(said, _BARE * max(likeness(whole, each, weights) for each in candidate.own))
