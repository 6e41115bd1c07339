"""What whoever drafted a paper is told when a figure in it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bcd138.apps.accounts.models import User
from bcd138.apps.notices import services as notices
from bcd138.apps.reports.models import Report
from bcd138.apps.submissions.selectors import Correction

_ONE_BY_ONE = 3


def tell_of(report: Report, changes: Sequence[Correction], *, by: User, at: datetime) -> int:
    """Tell who drafted a paper what it says and what counts now; return how many notices.

    Of more figures than three they are told how many: the page of the draft lists them.
    """
    paper = {"paper": f"{report.org_unit.name}, {report.period.label}", "by": str(by)}
    about = {"kind": "report", "report": str(report.pk)}
    if len(changes) > _ONE_BY_ONE:
        told: list[tuple[str, Mapping[str, Any]]] = [
            ("notice.figures-changed", {"count": len(changes)})
        ]
    else:
        told = [_words(change) for change in changes]
    return sum(
        notices.tell([report.drafted_by_id], code, {**words, **paper}, about=about, at=at)
        for code, words in told
    )


def _words(change: Correction) -> tuple[str, dict[str, str]]:
    was, now = change.was, change.now
    words = {
        "indicator": was.indicator.name,
        "org_unit": was.org_unit.name,
        "period": was.period.label,
        "was": str(was.amount),
    }
    if now is None:
        return "notice.figure-gone", words
    if now.amount == was.amount:
        return "notice.figure-back", words
    return "notice.figure-changed", words | {"now": str(now.amount)}
