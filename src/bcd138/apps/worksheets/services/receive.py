"""A workbook comes in: it is opened before anything is kept, and then never lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.db import transaction

from bcd138.apps.accounts.models import User
from bcd138.apps.audit import services as audit
from bcd138.apps.files import services as files
from bcd138.apps.submissions import permissions as submissions
from bcd138.apps.submissions.days import in_period
from bcd138.apps.submissions.selectors import Place
from bcd138.apps.worksheets import selectors
from bcd138.apps.worksheets.models import ReceivedSheet
from bcd138.domain.worksheet.sheet import Sheet
from bcd138.formats.own_workbook import read_own_workbook

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_NAME, _LONGEST_SHEET = 200, 100


@dataclass(frozen=True, slots=True)
class Receipt:
    """The workbook as it is kept; ``is_new`` is false when the report had this file already."""

    received: ReceivedSheet
    is_new: bool


def receive(*, content: bytes, name: str, place: Place, by: User, at: datetime) -> Receipt:
    """Keep a unit's own workbook for a report and look at the sheet that says most for it.

    A file that opens is kept even where nothing of it is understood.

    Raises:
        Refused: ``submission.not-yours-to-fill`` or what ``read_own_workbook`` says of a
            file that cannot be opened; then nothing is kept.
    """
    submissions.check_can_fill(by, place.org_unit)
    sheets = read_own_workbook(content, PurePath(name).name)
    return _keep(content, name, place, _fullest(sheets, place), by=by, at=at)


@transaction.atomic
def _keep(
    content: bytes, name: str, place: Place, sheet: Sheet, *, by: User, at: datetime
) -> Receipt:
    stored = files.keep(content, media_type=_XLSX, at=at)
    received, is_new = ReceivedSheet.objects.get_or_create(
        org_unit=place.org_unit,
        data_set_id=place.form.data_set_id,
        **in_period(place.period),
        file=stored,
        defaults={
            "name": PurePath(name).name[-_LONGEST_NAME:],
            "sheet_name": sheet.name[:_LONGEST_SHEET],
            "received_by": by,
            "received_at": at,
        },
    )
    if is_new:
        audit.record(
            "worksheet.received",
            by=by.username,
            at=at,
            worksheet=received.pk,
            org_unit=place.org_unit.code,
            data_set=place.data_set.code,
            period=place.period.code,
            sha256=stored.sha256,
        )
    return Receipt(received, is_new)


def _fullest(sheets: tuple[Sheet, ...], place: Place) -> Sheet:
    """Return the sheet of which most is understood, the first of equals."""
    if len(sheets) == 1:
        return sheets[0]
    return max(sheets, key=lambda sheet: _understood_count(sheet, place))


def _understood_count(sheet: Sheet, place: Place) -> int:
    understood = selectors.understood_as(sheet, place, repairs={}, chosen=None)
    return sum(not row.is_open for row in understood.rows)
