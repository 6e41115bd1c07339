"""The good part of a sheet goes into the draft of the report; the rest waits in the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bcd138.apps.accounts.models import User
from bcd138.apps.audit import services as audit
from bcd138.apps.submissions import services as submissions
from bcd138.apps.worksheets.enums import SheetState
from bcd138.apps.worksheets.selectors import SheetDetail
from bcd138.apps.worksheets.services.book import handled, told
from bcd138.domain.entry import write_entry
from bcd138.domain.errors import Refused


@dataclass(frozen=True, slots=True)
class Taken:
    """How many cells of the report now say what the sheet says, and how many of them changed."""

    cells: int
    changed: int


@transaction.atomic
def take(*, sheet_id: int, by: User, at: datetime) -> Taken:
    """Write every value that is understood into the draft of the report.

    To take once more what stands there already changes nothing. Cells that the sheet does
    not fill stay as they are.

    Raises:
        ReceivedSheet.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``worksheet.nothing-to-take`` or what ``submissions.services.save_cells``
            refuses.
    """
    detail = handled(sheet_id, by=by)
    good = detail.understood.good
    if not good:
        raise Refused("worksheet.nothing-to-take", name=detail.received.name)
    changed = _changed(detail)
    if changed:
        submissions.save_cells(
            place=detail.place,
            typed={key: good[key].words for key in changed},
            origins={key: f"{detail.received.origin}{good[key].address}" for key in changed},
            by=by,
            at=at,
        )
    received = detail.received
    if changed or received.state != SheetState.TAKEN:
        received.state, received.taken_count = SheetState.TAKEN, len(good)
        received.save(update_fields=["state", "taken_count"])
        audit.record(
            "worksheet.taken", by=by.username, at=at, **told(detail), cells=sorted(changed)
        )
    return Taken(len(good), len(changed))


@transaction.atomic
def set_aside(*, sheet_id: int, by: User, at: datetime) -> None:
    """Put a workbook aside without taking it; it can be opened again and taken later.

    Raises:
        ReceivedSheet.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``submission.not-yours-to-fill``.
    """
    detail = handled(sheet_id, by=by)
    detail.received.state = SheetState.SET_ASIDE
    detail.received.save(update_fields=["state"])
    audit.record("worksheet.set-aside", by=by.username, at=at, **told(detail))


def _changed(detail: SheetDetail) -> list[str]:
    """Return the cells where the report does not yet say what the sheet says."""
    found = []
    for key, value in detail.understood.good.items():
        entry = detail.entries.get(key)
        if entry is None or entry.unread or write_entry(entry) != value.words:
            found.append(key)
    return found
