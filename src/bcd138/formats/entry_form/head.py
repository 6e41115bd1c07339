"""Whose form a workbook is: read from its hidden sheet, compared with what is expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bcd138.domain.data_set import DataSet
from bcd138.domain.errors import Refused
from bcd138.domain.period import Period
from bcd138.formats.entry_form.layout import HEAD_SHEET, KIND, fingerprint
from bcd138.formats.workbook_table import Value, is_workbook, read_values

LARGEST_FILE = 10 * 1024 * 1024
_MEGABYTE = 1024 * 1024

Sheets = Mapping[str, list[list[Value]]]


@dataclass(frozen=True, slots=True)
class FormHead:
    """What the hidden sheet of a form says: which form, whose, for when, begun from which draft."""

    data_set: str
    data_set_name: str
    valid_from: date
    org_unit: str
    org_unit_name: str
    period_code: str
    period_name: str
    revision: int
    version: int
    fingerprint: str


def read_form_head(content: bytes) -> FormHead:
    """Return whose form a file is.

    Raises:
        Refused: ``entry_form.not-our-form``, ``table.too-large``, ``table.no-workbook``,
            ``.old-workbook``, ``.locked``, ``.macros`` or ``.too-wide``.
    """
    return head_of(sheets_of(content))


def sheets_of(content: bytes) -> Sheets:
    """Return every sheet of an uploaded file, within the size that a form can have.

    Raises:
        Refused: As ``read_form_head`` does, for what is no workbook.
    """
    if len(content) > LARGEST_FILE:
        raise Refused("table.too-large", megabytes=LARGEST_FILE // _MEGABYTE)
    if not is_workbook(content):
        raise Refused("table.no-workbook")
    return read_values(content)


def head_of(sheets: Sheets) -> FormHead:
    """Return what the hidden sheet says.

    Raises:
        Refused: ``entry_form.not-our-form``.
    """
    rows = sheets.get(HEAD_SHEET, [])
    told = {str(row[0]): str(row[1]) for row in rows if len(row) > 1}
    try:
        if told["kind"] != KIND:
            raise Refused("entry_form.not-our-form")
        return FormHead(
            data_set=told["data_set"],
            data_set_name=told["data_set_name"],
            valid_from=date.fromisoformat(told["valid_from"]),
            org_unit=told["org_unit"],
            org_unit_name=told["org_unit_name"],
            period_code=told["period"],
            period_name=told["period_name"],
            revision=int(told["revision"]),
            version=int(told["version"]),
            fingerprint=told["fingerprint"],
        )
    except (KeyError, ValueError) as error:
        raise Refused("entry_form.not-our-form") from error


def check_belongs(
    head: FormHead, *, data_set: DataSet, org_unit_code: str, org_unit_name: str, period: Period
) -> None:
    """Refuse the form of another unit, period or version than the one that is being filled in.

    Raises:
        Refused: ``entry_form.other-data-set``, ``.other-unit``, ``.other-period`` or
            ``.old-version``; each names what the file is and what is expected.
    """
    if head.data_set != data_set.code:
        raise Refused("entry_form.other-data-set", given=head.data_set_name, expected=data_set.name)
    if head.org_unit != org_unit_code:
        raise Refused("entry_form.other-unit", given=head.org_unit_name, expected=org_unit_name)
    if head.period_code != period.code:
        raise Refused("entry_form.other-period", given=head.period_name, expected=period.label)
    if head.valid_from != data_set.valid_from or head.fingerprint != fingerprint(data_set):
        raise Refused("entry_form.old-version", given=head.valid_from, expected=data_set.valid_from)
