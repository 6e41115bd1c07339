"""What happened to a report, beside the report itself: for its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.timezone import localdate

from bcd138.apps.accounts.models import User
from bcd138.apps.submissions.models import ApprovalStep, Submission
from bcd138.apps.submissions.selectors.deadlines import check_still_open
from bcd138.apps.submissions.selectors.filling import EntryForm
from bcd138.apps.submissions.selectors.looks import Seen, seen_before
from bcd138.apps.submissions.selectors.way import entries_amended, report_revisions, steps_of
from bcd138.domain.approval import COUNTED, Part, State, Step
from bcd138.domain.deadline import check_open
from bcd138.domain.entry import Entry
from bcd138.domain.errors import Refused

_IN_HAND = (State.SIGNED, State.RECEIVED)


@dataclass(frozen=True, slots=True)
class Story:
    """The steps and revisions of a report, and what one compares it with.

    ``seen`` is what this person saw before, while they are to decide on it; ``amended`` the
    cells of the revision that this one amends; ``locked`` why it can no longer go up.
    """

    steps: tuple[ApprovalStep, ...]
    revisions: tuple[Submission, ...]
    seen: Seen | None
    amended: Mapping[str, Entry]
    locked: Refused | None

    @property
    def counted(self) -> Submission | None:
        """Return the revision whose numbers count now."""
        return next((each for each in self.revisions if each.state in COUNTED), None)

    def last(self, step: Step, submission: Submission) -> ApprovalStep | None:
        """Return when a revision last took a step."""
        taken = (one for one in reversed(self.steps) if one.submission_id == submission.pk)
        return next((one for one in taken if one.step == step), None)


def story_of(entry_form: EntryForm, *, by: User) -> Story:
    """Return what happened to a report. At most six queries."""
    submission, where = entry_form.submission, entry_form.place
    if submission is None:
        return Story((), (), None, {}, _locked(entry_form))
    receives = Part.RECEIVER in entry_form.parts and submission.state in _IN_HAND
    return Story(
        steps=tuple(steps_of(where, by=by)),
        revisions=tuple(report_revisions(where, by=by)),
        seen=seen_before(submission, by=by) if receives else None,
        amended=entries_amended(submission),
        locked=_locked(entry_form),
    )


def _locked(entry_form: EntryForm) -> Refused | None:
    try:
        if entry_form.submission is None:
            check_open(entry_form.deadline, localdate())
        else:
            check_still_open(entry_form.submission, localdate(), entry_form.place.form)
    except Refused as refused:
        return refused
    return None
