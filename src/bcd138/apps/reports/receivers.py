"""What this room hears from the rooms below."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bcd138.apps.accounts.models import User
from bcd138.apps.reports.telling import tell_of
from bcd138.apps.reports.uses import drafts_touched


def figures_replaced(
    sender: object,  # noqa: ARG001 - a receiver is given it
    *,
    figures: Iterable[int],
    by: User,
    at: datetime,
    **_given: Any,
) -> None:
    """Tell whoever drafted a paper with figures that no longer count, in that transaction."""
    for report, changes in drafts_touched(figures).items():
        tell_of(report, changes, by=by, at=at)
