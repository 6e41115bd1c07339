"""The page of one report, and what a saving tells it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bcd138.apps.submissions.cells import entries_of, with_computed
from bcd138.apps.submissions.confirmed import confirmed_entries
from bcd138.apps.submissions.models import Submission
from bcd138.apps.submissions.selectors import EntryForm, Place, Story
from bcd138.apps.submissions.services import Saved
from bcd138.domain.approval import OPEN, SENT, State, Step
from bcd138.domain.data_set import DataSet, Narrative
from bcd138.domain.entry import NOT_REPORTED, Entry
from bcd138.domain.validation import Finding, blocking, unanswered
from bcd138.web.entry.boxes import SectionBox, computed_words, rows_found, section_boxes
from bcd138.web.entry.due import days_of
from bcd138.web.entry.found import FoundCell, found_cells
from bcd138.web.entry.standing import (
    StateNotice,
    StepButton,
    WhyNot,
    state_notice,
    step_buttons,
    why_not,
)
from bcd138.web.entry.story import (
    Changed,
    Marks,
    Was,
    WayLine,
    amended,
    changed_since,
    returned,
    way_lines,
)
from bcd138.web.entry.typed import EXPLANATION, Typed, shown


@dataclass(frozen=True, slots=True)
class Summary:
    """The bar under the form: saved when, how many cells, what is left to do."""

    saved_at: datetime | None
    filled: int
    total: int
    unanswered: int
    blocking: int
    version: int

    @property
    def percent(self) -> int:
        """Return how much of the form is filled in, for the bar."""
        return 100 * self.filled // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class NarrativeBox:
    """A part of the form in words."""

    narrative: Narrative
    words: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Everything the page of one report shows."""

    place: Place
    codes: tuple[str, str, str]
    submission: Submission | None
    state: str
    sections: list[SectionBox]
    narratives: list[NarrativeBox]
    summary: Summary
    due_on: date
    is_editable: bool
    is_past: bool
    buttons: list[StepButton]
    why_not: WhyNot | None
    notice: StateNotice | None
    way: list[WayLine]
    returned: WayLine | None
    changed: Changed | None
    amended: list[Was]
    revisions: tuple[Submission, ...]
    counted: Submission | None
    offered: int

    @property
    def may_return(self) -> bool:
        """Tell whether this person may write reasons at the cells and send them back."""
        return any(button.step == Step.RETURN for button in self.buttons)

    @property
    def has_receipt(self) -> bool:
        """Tell whether the report went up, so that there is a receipt."""
        return self.state in {*SENT, State.SUPERSEDED}

    @property
    def asked(self) -> str:
        """Return what an address needs to stay at this revision."""
        return f"?ban={self.submission.revision}" if self.is_past and self.submission else ""

    @property
    def days_of_period(self) -> str:
        """Return first and last day where the name of the period does not tell them."""
        return days_of(self.place.period)


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """What a saving changes on the page: marks, computed cells, findings, the bar."""

    marks: list[tuple[str, str, bool]]
    computed: Mapping[str, str]
    rows: list[tuple[str, list[FoundCell]]]
    summary: Summary


def report_page(entry_form: EntryForm, story: Story, *, is_past: bool = False) -> ReportPage:
    """Return the page of a report; one that was passed on, or a past revision, is read."""
    place, submission = entry_form.place, entry_form.submission
    back = returned(entry_form, story)
    changed = None if is_past else changed_since(entry_form, story.seen)
    marks = Marks(
        reasons={one.key: one.words for one in back.reasons} if back else {},
        was={one.key: one.was for one in changed.cells} if changed else {},
    )
    may_fill = entry_form.may_fill and not is_past
    return ReportPage(
        place=place,
        codes=codes_of(place),
        submission=submission,
        state=submission.state if submission else "",
        sections=section_boxes(entry_form, marks),
        narratives=_narratives(entry_form, changed),
        summary=summary_of(entry_form),
        due_on=entry_form.deadline.effective_on,
        is_editable=may_fill,
        is_past=is_past,
        buttons=[] if is_past else step_buttons(entry_form, story),
        why_not=None if is_past else why_not(entry_form, story),
        notice=state_notice(entry_form, story),
        way=way_lines(entry_form, story),
        returned=back,
        changed=changed,
        amended=amended(entry_form, story),
        revisions=story.revisions,
        counted=story.counted,
        offered=_offered(entry_form) if may_fill else 0,
    )


def codes_of(place: Place) -> tuple[str, str, str]:
    """Return the three codes that name a report in addresses."""
    return place.org_unit.code, place.data_set.code, place.period.code


def summary_of(entry_form: EntryForm) -> Summary:
    """Return the bar of a report as it stands now."""
    form, submission = entry_form.place.data_set, entry_form.submission
    entries = entry_form.entries
    is_open = submission is not None and submission.state in OPEN
    return Summary(
        saved_at=submission.saved_at if submission else None,
        filled=sum(entries.get(key, NOT_REPORTED).is_reported for key in form.entered),
        total=len(form.entered),
        unanswered=len(unanswered(entry_form.findings)),
        blocking=len(blocking(entry_form.findings)),
        version=submission.version if submission and is_open else 0,
    )


def saved_summary(submission: Submission) -> Summary:
    """Return the bar of a report that has just been saved."""
    return Summary(
        saved_at=submission.saved_at,
        filled=submission.filled_count,
        total=submission.cell_count,
        unanswered=submission.unanswered_count,
        blocking=submission.blocking_count,
        version=submission.version,
    )


def kept_by(saved: Saved) -> Submission:
    """Return the report that was saved; only a trial keeps none, and no page makes one."""
    if saved.submission is None:
        raise Submission.DoesNotExist
    return saved.submission


def saved_answer(place: Place, saved: Saved, typed: Typed) -> SavedAnswer:
    """Return what the page has to show after a saving of what was typed."""
    form, submission = place.data_set, kept_by(saved)
    entries = with_computed(form, entries_of(submission.cells))
    return _answer(form, entries, saved.findings, typed, saved_summary(submission))


def standing_answer(there: EntryForm, typed: Typed) -> SavedAnswer:
    """Return the same for what already stands so, where the answer to a saving was lost."""
    form = there.place.data_set
    return _answer(form, there.entries, there.findings, typed, summary_of(there))


def _answer(
    form: DataSet,
    entries: Mapping[str, Entry],
    findings: Iterable[Finding],
    typed: Typed,
    summary: Summary,
) -> SavedAnswer:
    at = {key: entries.get(key, NOT_REPORTED) for key in {*typed.cells, *typed.remarks}}
    return SavedAnswer(
        marks=[
            *((key, shown(at[key]), bool(at[key].unread)) for key in typed.cells),
            *((EXPLANATION + key, at[key].explanation, False) for key in typed.remarks),
        ],
        computed=computed_words(form, entries),
        rows=rows_found(form, found_cells(form, entries, findings)),
        summary=summary,
    )


def _narratives(entry_form: EntryForm, changed: Changed | None) -> list[NarrativeBox]:
    written = entry_form.submission.narratives if entry_form.submission else {}
    return [
        NarrativeBox(
            narrative,
            written.get(narrative.code, ""),
            is_changed=changed is not None and narrative.code in changed.parts,
        )
        for narrative in entry_form.place.data_set.narratives
    ]


def _offered(entry_form: EntryForm) -> int:
    """Return how many empty cells could be filled from confirmed texts."""
    place, entries = entry_form.place, entry_form.entries
    offered = confirmed_entries(place.org_unit, place.form, place.period)
    return sum(not entries.get(key, NOT_REPORTED).is_reported for key in offered)
