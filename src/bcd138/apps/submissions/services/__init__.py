"""Everything that changes reports and the figures in the books."""

from __future__ import annotations

from bcd138.apps.submissions.services.approve import approve
from bcd138.apps.submissions.services.evidence import add_evidence, remove_evidence
from bcd138.apps.submissions.services.figures import record_value, withdraw_value
from bcd138.apps.submissions.services.fill import (
    LONGEST_REMARK,
    Saved,
    fill_empty,
    record_report,
    save_cells,
    save_narratives,
    take_confirmed,
)
from bcd138.apps.submissions.services.send import submit, take_back

__all__ = [
    "LONGEST_REMARK",
    "Saved",
    "add_evidence",
    "approve",
    "fill_empty",
    "record_report",
    "record_value",
    "remove_evidence",
    "save_cells",
    "save_narratives",
    "submit",
    "take_back",
    "take_confirmed",
    "withdraw_value",
]
