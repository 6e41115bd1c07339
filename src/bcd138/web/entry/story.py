"""What happened to a report, as its page tells it: its way, why it came back, what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bcd138.apps.submissions.models import ApprovalStep
from bcd138.apps.submissions.selectors import EntryForm, Seen, Story
from bcd138.domain.approval import State, Step
from bcd138.domain.data_set import DataSet
from bcd138.domain.entry import NOT_REPORTED, Entry
from bcd138.web.entry.found import cell_names
from bcd138.web.entry.typed import shown
from bcd138.web.templatetags.say import words_of

_ICONS: Mapping[str, str] = {
    Step.SUBMIT: "send",
    Step.SIGN: "edit",
    Step.RECEIVE: "download",
    Step.RETURN: "undo",
    Step.TAKE_BACK: "undo",
    Step.APPROVE: "check",
    Step.CLOSE: "lock",
    Step.AMEND: "edit",
    Step.SUPERSEDE: "right",
}


@dataclass(frozen=True, slots=True)
class CellWords:
    """What somebody said about one cell, or nothing about its name alone."""

    key: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class WayLine:
    """One step of a report: what, who, as what, when, with which words."""

    revision: int
    step: str
    icon: str
    words: str
    state: str
    by: str
    capacity: str
    at: datetime
    note: str
    reasons: list[CellWords]


@dataclass(frozen=True, slots=True)
class Was:
    """A cell that is not what it was."""

    key: str
    name: str
    unit: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What is not as this person saw it last: cells, and parts in words by their code."""

    since: datetime
    cells: list[Was]
    parts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands at single cells: why they came back, and what they were."""

    reasons: Mapping[str, str]
    was: Mapping[str, str]


NO_MARKS = Marks({}, {})


def way_lines(entry_form: EntryForm, story: Story) -> list[WayLine]:
    """Return every step of a report, the first one first."""
    names = cell_names(entry_form.place.data_set)
    return [_line(step, names) for step in story.steps]


def returned(entry_form: EntryForm, story: Story) -> WayLine | None:
    """Return who sent a report back and why, until it is passed on again."""
    submission = entry_form.submission
    if submission is None or entry_form.state != State.RETURNED:
        return None
    step = story.last(Step.RETURN, submission)
    return None if step is None else _line(step, cell_names(entry_form.place.data_set))


def changed_since(entry_form: EntryForm, seen: Seen | None) -> Changed | None:
    """Return what is not as this person saw it last; ``None`` at a first look."""
    if seen is None or entry_form.submission is None:
        return None
    now = entry_form.submission.narratives
    parts = {
        code for code in {*now, *seen.narratives} if now.get(code) != seen.narratives.get(code)
    }
    return Changed(
        since=seen.signed_at,
        cells=differing(entry_form.place.data_set, seen.entries, entry_form.entries),
        parts=frozenset(parts),
    )


def amended(entry_form: EntryForm, story: Story) -> list[Was]:
    """Return the cells of an amendment that are not as in the revision before."""
    if entry_form.submission is None or entry_form.submission.revision == 1:
        return []
    return differing(entry_form.place.data_set, story.amended, entry_form.entries)


def differing(form: DataSet, was: Mapping[str, Entry], now: Mapping[str, Entry]) -> list[Was]:
    """Return the cells that do not say the same in two states of a report, as on the paper."""
    names = cell_names(form)
    pairs = [
        (key, shown(was.get(key, NOT_REPORTED)), shown(now.get(key, NOT_REPORTED)))
        for key in form.cells
    ]
    return [
        Was(key, names[key], form.cells[key].measure.unit, old, new)
        for key, old, new in pairs
        if old != new
    ]


def _line(step: ApprovalStep, names: Mapping[str, str]) -> WayLine:
    return WayLine(
        revision=step.submission.revision,
        step=step.step,
        icon=_ICONS[step.step],
        words=words_of(f"step.{step.step}", {}),
        state=words_of(f"state.{step.state}", {}),
        by=str(step.by),
        capacity=words_of(f"capacity.{step.signed_as}", {}) if step.signed_as else "",
        at=step.at,
        note=step.note,
        reasons=[CellWords(key, names.get(key, key), words) for key, words in step.reasons.items()],
    )
