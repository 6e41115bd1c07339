"""Who may bring in a unit's workbook and say what stands in it: who fills in its report."""

from __future__ import annotations

from bcd138.apps.accounts.models import User
from bcd138.apps.submissions import permissions as submissions
from bcd138.apps.worksheets.models import ReceivedSheet


def check_can_handle(by: User, received: ReceivedSheet) -> None:
    """Refuse unless ``by`` fills in the reports of the unit.

    Raises:
        Refused: ``submission.not-yours-to-fill``.
    """
    submissions.check_can_fill(by, received.org_unit)


def can_handle(by: User, received: ReceivedSheet) -> bool:
    """Tell whether ``by`` may put the sheet right and take it into the report."""
    return submissions.can_fill(by, received.org_unit)
