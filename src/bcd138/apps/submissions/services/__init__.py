"""Everything that changes reports and the figures in the books."""

from __future__ import annotations

from bcd138.apps.submissions.services.approve import approve, approve_all
from bcd138.apps.submissions.services.book import Amendment
from bcd138.apps.submissions.services.evidence import add_evidence, remove_evidence
from bcd138.apps.submissions.services.extend import extend
from bcd138.apps.submissions.services.figures import record_value, withdraw_value
from bcd138.apps.submissions.services.fill import (
    LONGEST_REMARK,
    Saved,
    fill_empty,
    save_cells,
    save_narratives,
    take_confirmed,
)
from bcd138.apps.submissions.services.look import looked
from bcd138.apps.submissions.services.record import GivenReport, record_report, record_reports
from bcd138.apps.submissions.services.remind import Reminded, remind, remind_due
from bcd138.apps.submissions.services.steps import (
    amend,
    close,
    close_all,
    receive,
    return_,
    sign,
    submit,
    take_back,
)
from bcd138.apps.submissions.services.take import ASKED, Said, Taken, take_step

__all__ = [
    "ASKED",
    "LONGEST_REMARK",
    "Amendment",
    "GivenReport",
    "Reminded",
    "Said",
    "Saved",
    "Taken",
    "add_evidence",
    "amend",
    "approve",
    "approve_all",
    "close",
    "close_all",
    "extend",
    "fill_empty",
    "looked",
    "receive",
    "record_report",
    "record_reports",
    "record_value",
    "remind",
    "remind_due",
    "remove_evidence",
    "return_",
    "save_cells",
    "save_narratives",
    "sign",
    "submit",
    "take_back",
    "take_confirmed",
    "take_step",
    "withdraw_value",
]
