"""Putting a sheet right by hand: which row is what, which column counts, what a cell says."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bcd138.apps.accounts.models import User
from bcd138.apps.audit import services as audit
from bcd138.apps.worksheets.models import RowMapping, SheetRepair
from bcd138.apps.worksheets.selectors import SheetDetail
from bcd138.apps.worksheets.services.book import handled, row_of, told
from bcd138.domain.errors import Refused
from bcd138.domain.worksheet.sheet import address
from bcd138.domain.worksheet.understood import RowState

_LONGEST_LABEL, _LONGEST_WORDS = 500, 100


@transaction.atomic
def map_row(
    *, sheet_id: int, line: int, column: int, key: str, by: User, at: datetime
) -> RowMapping:
    """Say which cell of the form a row fills, or with an empty key that it is not taken.

    It is remembered for the unit: the next sheet with this row is understood.

    Raises:
        ReceivedSheet.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``submission.not-yours-to-fill``, ``worksheet.no-such-row``,
            ``worksheet.no-such-cell`` or ``worksheet.cell-given`` to another row.
    """
    detail = handled(sheet_id, by=by)
    row = row_of(detail, line, column)
    _check_free(detail, line, column, key)
    mapping, _ = RowMapping.objects.update_or_create(
        org_unit=detail.received.org_unit,
        data_set=detail.received.data_set,
        label=row.folded[:_LONGEST_LABEL],
        place=row.place[:_LONGEST_LABEL],
        defaults={"key": key, "said_by": by, "said_at": at},
    )
    audit.record(
        "worksheet.row-mapped",
        by=by.username,
        at=at,
        **told(detail),
        label=row.label,
        place=row.place,
        key=key,
    )
    return mapping


@transaction.atomic
def forget_mapping(*, sheet_id: int, line: int, column: int, by: User, at: datetime) -> None:
    """Forget what was said of a row; it is understood, or asked about, as at first.

    Raises:
        ReceivedSheet.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``submission.not-yours-to-fill`` or ``worksheet.no-such-row``.
    """
    detail = handled(sheet_id, by=by)
    row = row_of(detail, line, column)
    mine = RowMapping.objects.filter(
        org_unit=detail.received.org_unit, data_set=detail.received.data_set, label=row.folded
    )
    here = mine.filter(place=row.place)
    forgotten, _ = (here if here.exists() else mine).delete()
    if forgotten:
        about = {"label": row.label, "place": row.place}
        audit.record("worksheet.mapping-forgotten", by=by.username, at=at, **told(detail), **about)


@transaction.atomic
def repair_cell(
    *, sheet_id: int, line: int, column: int, words: str, by: User, at: datetime
) -> None:
    """Write into a cell what it should have said; its first words again take the repair back.

    Raises:
        ReceivedSheet.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``submission.not-yours-to-fill``, ``worksheet.no-such-row`` or
            ``worksheet.words-too-long``.
    """
    detail = handled(sheet_id, by=by)
    new = " ".join(words.split())
    if len(new) > _LONGEST_WORDS:
        raise Refused("worksheet.words-too-long", limit=_LONGEST_WORDS)
    original = next((each for each in detail.sheet.lines if each.number == line), None)
    if original is None or column >= detail.sheet.width:
        raise Refused("worksheet.no-such-row", line=line)
    was = original.at(column)
    repairs = SheetRepair.objects.filter(
        received=detail.received, sheet_name=detail.sheet.name, line=line, column=column
    )
    repairs.delete()
    if new != was:
        SheetRepair.objects.create(
            received=detail.received,
            sheet_name=detail.sheet.name,
            line=line,
            column=column,
            words=new,
            was=was,
            repaired_by=by,
            repaired_at=at,
        )
    audit.record(
        "worksheet.cell-repaired",
        by=by.username,
        at=at,
        **told(detail),
        cell=address(line, column),
        was=was,
        words=new,
    )


@transaction.atomic
def choose_column(*, sheet_id: int, column: int | None, by: User, at: datetime) -> None:
    """Say which column holds the values of the period; ``None`` leaves it to the heads.

    Raises:
        ReceivedSheet.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``submission.not-yours-to-fill`` or ``worksheet.no-such-column``.
    """
    detail = handled(sheet_id, by=by)
    columns = detail.understood.columns
    offered = {each.place for each in columns.numeric} if columns is not None else set()
    if column is not None and column not in offered:
        raise Refused("worksheet.no-such-column")
    received = detail.received
    chosen = {**received.value_columns, detail.sheet.name: column}
    received.value_columns = {name: place for name, place in chosen.items() if place is not None}
    received.save(update_fields=["value_columns"])
    audit.record("worksheet.column-chosen", by=by.username, at=at, **told(detail), column=column)


@transaction.atomic
def choose_sheet(*, sheet_id: int, name: str, by: User, at: datetime) -> None:
    """Look at another sheet of the workbook.

    Raises:
        ReceivedSheet.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``submission.not-yours-to-fill`` or ``worksheet.no-such-sheet``.
    """
    detail = handled(sheet_id, by=by)
    if name not in {each.name for each in detail.sheets}:
        raise Refused("worksheet.no-such-sheet", sheet=name)
    detail.received.sheet_name = name
    detail.received.save(update_fields=["sheet_name"])
    audit.record("worksheet.sheet-chosen", by=by.username, at=at, **told(detail) | {"sheet": name})


def _check_free(detail: SheetDetail, line: int, column: int, key: str) -> None:
    if not key:
        return
    cell = detail.place.data_set.cells.get(key)
    if cell is None:
        raise Refused("worksheet.no-such-cell", cell=key)
    for row in detail.understood.rows:
        is_other = (row.line, row.column) != (line, column)
        if is_other and row.key == key and row.state is RowState.REMEMBERED:
            raise Refused("worksheet.cell-given", line=row.line, label=row.label)
