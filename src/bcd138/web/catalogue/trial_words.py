"""A trial of a definition as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from bcd138.apps.analytics.trial import Trial, Tried
from bcd138.apps.catalogue import selectors
from bcd138.formats.data_set_changes import changes
from bcd138.web.catalogue.changed_words import said

_MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class TrialPage:
    """What changed, and the figures by the old and the new definition."""

    is_computed: bool
    changed: list[str]
    rows: list[Tried]
    known: int
    differing: int
    units: int
    left_out: int


def trial_page(trial: Trial) -> TrialPage:
    """Return the rows of a trial, those in which the definitions disagree first."""
    before, after = dict(trial.before.content), dict(trial.after.content)
    before.pop("change", None)
    after.pop("change", None)
    rows = sorted(trial.rows, key=lambda row: not row.differs)
    return TrialPage(
        is_computed=trial.after.measure.is_computed,
        changed=said(changes(before, after), selectors.names()),
        rows=rows[:_MOST_SHOWN],
        known=len(rows),
        differing=len(trial.differing),
        units=len({row.org_unit for row in trial.differing}),
        left_out=max(len(rows) - _MOST_SHOWN, 0),
    )
