"""Questions the rest of the house may ask about reports and figures."""

from __future__ import annotations

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
)
from bcd138.apps.submissions.selectors.reports import (
    DueReport,
    due_reports,
    evidence,
    evidence_of,
    latest,
    submissions,
    waiting_for_approval,
)

__all__ = [
    "Chain",
    "DueReport",
    "EntryForm",
    "Place",
    "chain",
    "due_reports",
    "entry_form",
    "evidence",
    "evidence_of",
    "figure_in_force",
    "figures_of",
    "history",
    "in_force",
    "latest",
    "parts_in_force",
    "place",
    "place_to_fill",
    "revisions_of",
    "submissions",
    "visible",
    "waiting_for_approval",
]
