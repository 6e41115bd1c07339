"""Questions about received workbooks: which there are, and what is understood of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.selectors import unit_ids_seen
from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.submissions import selectors as submissions
from bcd138.apps.submissions.cells import entries_of
from bcd138.apps.submissions.days import in_period
from bcd138.apps.submissions.selectors import Place
from bcd138.apps.worksheets import permissions
from bcd138.apps.worksheets.models import ReceivedSheet, RowMapping, SheetRepair
from bcd138.apps.worksheets.workbook import sheet_words, sheets_of
from bcd138.domain.entry import Entry
from bcd138.domain.worksheet.sheet import Sheet
from bcd138.domain.worksheet.understanding import understand
from bcd138.domain.worksheet.understood import Understood


@dataclass(frozen=True, slots=True)
class SheetDetail:
    """A received workbook with what is understood of the sheet that is looked at.

    ``entries`` are the cells of the report as they stand, ``repairs`` the repaired cells of
    the sheet by line and column.
    """

    received: ReceivedSheet
    place: Place
    sheets: tuple[Sheet, ...]
    sheet: Sheet
    understood: Understood
    repairs: Mapping[tuple[int, int], SheetRepair]
    entries: Mapping[str, Entry]
    may_handle: bool


def received_sheets(*, by: User) -> QuerySet[ReceivedSheet]:
    """Workbooks brought in for units that ``by`` may see, newest first."""
    return ReceivedSheet.objects.filter(org_unit__in=unit_ids_seen(by)).select_related(
        "org_unit", "data_set", "file", "received_by"
    )


def sheets_for(place: Place, *, by: User) -> QuerySet[ReceivedSheet]:
    """Return the workbooks that were brought in for one report, newest first."""
    return received_sheets(by=by).filter(
        org_unit=place.org_unit,
        data_set=place.form.data_set_id,
        **in_period(place.period),
    )


def sheet_detail(sheet_id: int, *, by: User) -> SheetDetail:
    """Return a received workbook as its page shows it.

    Raises:
        ReceivedSheet.DoesNotExist: There is none, or none that ``by`` may see.
    """
    received = received_sheets(by=by).get(pk=sheet_id)
    where = (received.org_unit.code, received.data_set.code, received.period.code)
    place = submissions.place(*where, by=by)
    sheets = sheets_of(received.file)
    sheet = next((each for each in sheets if each.name == received.sheet_name), sheets[0])
    repairs = {
        (each.line, each.column): each for each in received.repairs.filter(sheet_name=sheet.name)
    }
    report = submissions.latest(place.org_unit, place.form.data_set_id, place.period)
    return SheetDetail(
        received=received,
        place=place,
        sheets=sheets,
        sheet=sheet,
        understood=understood_as(
            sheet,
            place,
            repairs={where: each.words for where, each in repairs.items()},
            chosen=received.value_columns.get(sheet.name),
        ),
        repairs=repairs,
        entries=entries_of(report.cells) if report is not None else {},
        may_handle=permissions.can_handle(by, received),
    )


def understood_as(
    sheet: Sheet,
    place: Place,
    *,
    repairs: Mapping[tuple[int, int], str],
    chosen: int | None,
) -> Understood:
    """Return what a sheet says for a report, with all that its unit has said of rows. Two queries.

    For callers that have asked who before.
    """
    codes = {cell.measure.code for cell in place.data_set.cells.values()}
    wordings = Indicator.objects.filter(code__in=codes).values_list("code", "wordings")
    mappings = RowMapping.objects.filter(
        org_unit=place.org_unit, data_set=place.form.data_set_id
    ).values_list("label", "place", "key")
    known = place.data_set.cells
    return understand(
        sheet.with_repairs(repairs),
        place.data_set,
        place.period,
        sheet_words(),
        wordings={code: tuple(words) for code, words in wordings},
        remembered={
            (label, where): key for label, where, key in mappings if not key or key in known
        },
        chosen=chosen,
    )
