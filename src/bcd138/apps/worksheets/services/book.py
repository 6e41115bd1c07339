"""Fetching a received workbook to change it: what every change has in common."""

from __future__ import annotations

from bcd138.apps.accounts.models import User
from bcd138.apps.worksheets import permissions, selectors
from bcd138.apps.worksheets.models import ReceivedSheet
from bcd138.apps.worksheets.selectors import SheetDetail
from bcd138.domain.errors import Refused
from bcd138.domain.worksheet.understood import SheetRow


def handled(sheet_id: int, *, by: User) -> SheetDetail:
    """Return a workbook that ``by`` may handle, locked until the end of the transaction.

    Raises:
        ReceivedSheet.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``submission.not-yours-to-fill``.
    """
    seen = selectors.received_sheets(by=by).filter(pk=sheet_id).values("pk")
    ReceivedSheet.objects.select_for_update(of=("self",)).get(pk__in=seen)
    detail = selectors.sheet_detail(sheet_id, by=by)
    permissions.check_can_handle(by, detail.received)
    return detail


def row_of(detail: SheetDetail, line: int, column: int) -> SheetRow:
    """Return the row of a line, as read in one column of values.

    Raises:
        Refused: ``worksheet.no-such-row``.
    """
    for row in detail.understood.rows:
        if (row.line, row.column) == (line, column):
            return row
    raise Refused("worksheet.no-such-row", line=line)


def told(detail: SheetDetail) -> dict[str, object]:
    """Return what an event says of a workbook."""
    return {
        "worksheet": detail.received.pk,
        "org_unit": detail.received.org_unit.code,
        "data_set": detail.received.data_set.code,
        "period": detail.received.period.code,
        "sheet": detail.sheet.name,
    }
