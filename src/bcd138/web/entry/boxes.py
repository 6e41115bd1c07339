"""The sections, rows and cells of a report as its page draws them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from bcd138.apps.submissions.selectors import EntryForm
from bcd138.domain.data_set import Cell, DataSet, Row, Section
from bcd138.domain.entry import NOT_REPORTED, Entry, write_entry
from bcd138.domain.expected import Past, expected_range
from bcd138.domain.vietnamese.numbers import write_number
from bcd138.web.entry.found import FoundCell, found_cells
from bcd138.web.entry.story import NO_MARKS, Marks
from bcd138.web.entry.typed import shown

_NO_PAST = Past()


@dataclass(frozen=True, slots=True)
class PastWords:
    """What a cell held before, written as an officer writes it."""

    last: str = ""
    same: str = ""
    usual: str = ""


@dataclass(frozen=True, slots=True)
class CellBox:
    """One cell: its name, what stands in it, and what stands around it."""

    key: str
    name: str
    column: str
    unit: str
    place: int
    shown: str
    state: str
    is_computed: bool
    is_unread: bool
    past: PastWords
    origin: str
    comment: str
    files: int
    reason: str
    was: str | None

    @property
    def has_more(self) -> bool:
        """Tell whether a comment or a file stands at the cell."""
        return bool(self.comment or self.files)


@dataclass(frozen=True, slots=True)
class RowBox:
    """One line of the paper: a cell, or nothing, for each column."""

    code: str
    number: str
    label: str
    unit: str
    slots: tuple[CellBox | None, ...]
    found: tuple[FoundCell, ...]

    @property
    def past(self) -> PastWords:
        """Return what the first cell held before."""
        return next((slot.past for slot in self.slots if slot), PastWords())

    @property
    def returned(self) -> tuple[CellBox, ...]:
        """Return the cells that came back with a reason."""
        return tuple(slot for slot in self.slots if slot and slot.reason)

    @property
    def is_open(self) -> bool:
        """Tell whether somebody has to do something here."""
        return any(cell.is_open for cell in self.found)


@dataclass(frozen=True, slots=True)
class SectionBox:
    """A table of the form; ``columns`` are the parts beside the total."""

    number: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[RowBox, ...]

    @property
    def width(self) -> int:
        """Return how many columns the table has."""
        return len(self.columns) + 7


def section_boxes(entry_form: EntryForm, marks: Marks = NO_MARKS) -> list[SectionBox]:
    """Return the form like the paper, with everything around its cells."""
    form = entry_form.place.data_set
    found = found_cells(form, entry_form.entries, entry_form.findings)
    return [_section(entry_form, section, found, marks) for section in form.sections]


def rows_found(form: DataSet, found: Mapping[str, FoundCell]) -> list[tuple[str, list[FoundCell]]]:
    """Return the rows at which something was found, by the code of their measure."""
    rows = [
        (row.measure.code, [found[c.key] for c in row.cells if c is not None and c.key in found])
        for section in form.sections
        for row in section.rows
    ]
    return [(code, cells) for code, cells in rows if cells]


def _section(
    entry_form: EntryForm, section: Section, found: Mapping[str, FoundCell], marks: Marks
) -> SectionBox:
    return SectionBox(
        number=section.number,
        title=section.title,
        columns=tuple(option.name for option in section.columns if option is not None),
        rows=tuple(_row(entry_form, row, found, marks) for row in section.rows),
    )


def _row(entry_form: EntryForm, row: Row, found: Mapping[str, FoundCell], marks: Marks) -> RowBox:
    return RowBox(
        code=row.measure.code,
        number=row.number,
        label=row.label,
        unit=row.measure.unit,
        slots=tuple(
            cell_box(entry_form, cell, row.label, place, marks) if cell else None
            for place, cell in enumerate(row.cells)
        ),
        found=tuple(
            found[cell.key] for cell in row.cells if cell is not None and cell.key in found
        ),
    )


def cell_box(
    entry_form: EntryForm, cell: Cell, label: str, place: int, marks: Marks = NO_MARKS
) -> CellBox:
    """Return one cell with what stands around it."""
    entry = entry_form.entries.get(cell.key, NOT_REPORTED)
    column = cell.option.name if cell.option else ""
    return CellBox(
        key=cell.key,
        name=f"{label}, {column}" if column else label,
        column=column,
        unit=cell.measure.unit,
        place=place,
        shown=shown(entry),
        state=entry.state,
        is_computed=cell.measure.is_computed,
        is_unread=bool(entry.unread),
        past=past_words(entry_form, cell),
        origin=origin_words(entry.origin),
        comment=entry.comment,
        files=entry_form.evidence.get(cell.key, 0),
        reason=marks.reasons.get(cell.key, ""),
        was=marks.was.get(cell.key),
    )


def past_words(entry_form: EntryForm, cell: Cell) -> PastWords:
    """Return last period, the same period a year ago, and what is usual, in words."""
    past = entry_form.around.past.get(cell.key, _NO_PAST)
    usual = expected_range(past, cell.measure.value_type)
    return PastWords(
        last=_written(past.last),
        same=_written(past.same),
        usual=f"{write_number(usual.low)}–{write_number(usual.high)}" if usual else "",
    )


def origin_words(origin: str) -> str:
    """Return where a number came from; nothing where it was typed."""
    kind, _mark, place = origin.partition("!")
    if kind == "form":
        return _("từ tệp Excel, ô %(place)s") % {"place": place}
    if kind.startswith("sheet"):
        return _("từ bảng của đơn vị, ô %(place)s") % {"place": place}
    if kind.startswith("text"):
        return _("từ văn bản đã xác nhận")
    return {
        "zero": _("điền 0 vào ô trống"),
        "unchanged": _("lấy số kỳ trước"),
        "api": _("do hệ thống khác gửi"),
    }.get(kind, "")


def computed_words(form: DataSet, entries: Mapping[str, Entry]) -> dict[str, str]:
    """Return the computed cells as they stand now."""
    return {
        key: write_entry(entries.get(key, NOT_REPORTED))
        for key, cell in form.cells.items()
        if cell.measure.is_computed
    }


def _written(value: Decimal | None) -> str:
    return "" if value is None else write_number(value)
