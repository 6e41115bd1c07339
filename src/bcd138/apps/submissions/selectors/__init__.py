"""Questions the rest of the house may ask about reports and figures."""

from __future__ import annotations

from bcd138.apps.submissions.selectors.closing import ToClose, accepted_ids, left_open, to_close
from bcd138.apps.submissions.selectors.deadlines import (
    check_still_open,
    deadline_for,
    deadline_of,
    extended,
    extension_of,
    form_of,
)
from bcd138.apps.submissions.selectors.figures import (
    Chain,
    chain,
    figure_in_force,
    figures_of,
    history,
    in_force,
    parts_in_force,
    revisions_of,
    visible,
)
from bcd138.apps.submissions.selectors.filling import (
    EntryForm,
    Place,
    entry_form,
    place,
    place_to_fill,
    places_to_fill,
)
from bcd138.apps.submissions.selectors.funnel import Asked, Funnel, funnels
from bcd138.apps.submissions.selectors.happened import steps_by_others
from bcd138.apps.submissions.selectors.looks import Seen, seen_before, signature_of
from bcd138.apps.submissions.selectors.published import (
    Correction,
    corrections,
    counting,
    end_of,
    key_of,
)
from bcd138.apps.submissions.selectors.receipts import Receipt, canonical, receipt
from bcd138.apps.submissions.selectors.reports import (
    DueReport,
    due_reports,
    evidence,
    evidence_of,
    latest,
    submissions,
    waiting_for_approval,
    waiting_for_signature,
)
from bcd138.apps.submissions.selectors.stories import Story, story_of
from bcd138.apps.submissions.selectors.waiting import (
    NOTHING_WAITS,
    WaitingCounts,
    WaitingReport,
    waiting_counts,
    waiting_reports,
)
from bcd138.apps.submissions.selectors.way import (
    entries_amended,
    report_revisions,
    revision_form,
    signs_as,
    steps_of,
)

__all__ = [
    "NOTHING_WAITS",
    "Asked",
    "Chain",
    "Correction",
    "DueReport",
    "EntryForm",
    "Funnel",
    "Place",
    "Receipt",
    "Seen",
    "Story",
    "ToClose",
    "WaitingCounts",
    "WaitingReport",
    "accepted_ids",
    "canonical",
    "chain",
    "check_still_open",
    "corrections",
    "counting",
    "deadline_for",
    "deadline_of",
    "due_reports",
    "end_of",
    "entries_amended",
    "entry_form",
    "evidence",
    "evidence_of",
    "extended",
    "extension_of",
    "figure_in_force",
    "figures_of",
    "form_of",
    "funnels",
    "history",
    "in_force",
    "key_of",
    "latest",
    "left_open",
    "parts_in_force",
    "place",
    "place_to_fill",
    "places_to_fill",
    "receipt",
    "report_revisions",
    "revision_form",
    "revisions_of",
    "seen_before",
    "signature_of",
    "signs_as",
    "steps_by_others",
    "steps_of",
    "story_of",
    "submissions",
    "to_close",
    "visible",
    "waiting_counts",
    "waiting_for_approval",
    "waiting_for_signature",
    "waiting_reports",
]
