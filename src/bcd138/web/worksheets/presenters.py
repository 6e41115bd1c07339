"""A received sheet as its page shows it: like the sheet itself, with what each cell became."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from django.utils.translation import gettext as _

from bcd138.apps.worksheets.selectors import SheetDetail
from bcd138.domain.entry import write_entry
from bcd138.domain.worksheet.columns import LABEL, NUMBER
from bcd138.domain.worksheet.outline import LineKind
from bcd138.domain.worksheet.sheet import Line, column_letters
from bcd138.domain.worksheet.understood import RowState, SheetRow, SheetValue
from bcd138.web.templatetags.say import words_of
from bcd138.web.worksheets.cell_names import CellName, cell_names
from bcd138.web.worksheets.column_words import column_words
from bcd138.web.worksheets.shown import Fault, Head, ShownCell, ShownLine, ShownRow

_MOST_LINES, _MOST_CHIPS = 600, 3
_PLACE = re.compile(r"(\d{1,6})-(\d{1,3})")
Place = tuple[int, int]
_OnLine = TypeVar("_OnLine", SheetRow, SheetValue)


@dataclass
class SheetPage:
    """Everything the page of a received sheet shows."""

    detail: SheetDetail
    changing: Place | None = None

    @cached_property
    def names(self) -> Mapping[str, CellName]:
        """Return what each cell of the form is called."""
        return cell_names(self.detail.place.data_set)

    @property
    def codes(self) -> tuple[str, str, str]:
        """Return the three codes that name the report."""
        place = self.detail.place
        return place.org_unit.code, place.data_set.code, place.period.code

    @cached_property
    def good(self) -> Mapping[str, SheetValue]:
        """Return the values that can be taken."""
        return self.detail.understood.good

    @cached_property
    def bad_count(self) -> int:
        """Return how many cells cannot be read."""
        return len(self.detail.understood.bad)

    @cached_property
    def open_count(self) -> int:
        """Return how many rows wait for a person."""
        return len(self.detail.understood.open_rows)

    @cached_property
    def first_open(self) -> int | None:
        """Return the first line in which somebody has something to do."""
        return next((line.number for line in self.lines if line.is_open), None)

    @cached_property
    def replaced(self) -> list[tuple[CellName, str, str]]:
        """Return the cells of the report that say something else: what they say, what will."""
        found = []
        for key, value in self.good.items():
            entry = self.detail.entries.get(key)
            if entry is not None and entry.is_reported and write_entry(entry) != value.words:
                found.append((self.names[key], write_entry(entry), value.words))
        return found

    @cached_property
    def odd_ratios(self) -> list[tuple[CellName, str, object]]:
        """Return percentages of the sheet that do not follow from its counts."""
        return [
            (self.names[each.key], each.written, each.computed)
            for each in self.detail.understood.ratios
            if not each.agrees
        ]

    @cached_property
    def heads(self) -> list[Head]:
        """Return every column of the sheet by its letter."""
        columns = self.detail.understood.columns
        told = {each.place: each for each in columns.columns} if columns is not None else {}
        values = {each.place for each in columns.values} if columns is not None else set()
        return [
            Head(
                place,
                column_letters(place),
                column_words(told.get(place), is_value=place in values),
                place in values,
            )
            for place in range(self.detail.sheet.width)
        ]

    @property
    def span(self) -> int:
        """Return how many columns stand behind the number of a line."""
        return len(self.heads) + 1

    @cached_property
    def offered_columns(self) -> list[tuple[int, str, bool]]:
        """Return the columns that may hold the values: place, words, whether it is the one."""
        columns = self.detail.understood.columns
        if columns is None:
            return []
        values = {each.place for each in columns.values}
        return [
            (
                each.place,
                f"{column_letters(each.place)} · {each.head}"
                if each.head
                else column_letters(each.place),
                each.place in values,
            )
            for each in columns.numeric
        ]

    @property
    def needs_column(self) -> bool:
        """Tell whether a person has to say which column is the period's."""
        columns = self.detail.understood.columns
        return columns is not None and not columns.values

    @property
    def sheet_names(self) -> list[str]:
        """Return the sheets of the workbook."""
        return [each.name for each in self.detail.sheets]

    @cached_property
    def lines(self) -> list[ShownLine]:
        """Return the lines of the sheet that have anything in them."""
        understood = self.detail.understood
        kinds = understood.kinds or {}
        rows, values = _by_line(understood.rows), _by_line(understood.values)
        shown = self.detail.sheet.with_repairs(
            {place: each.words for place, each in self.detail.repairs.items()}
        )
        return [
            self._line(line, kinds.get(line.number), rows, values)
            for line in shown.lines[:_MOST_LINES]
            if not line.is_blank
        ]

    @property
    def hidden_count(self) -> int:
        """Return how many lines at the end are not shown."""
        return max(0, len(self.detail.sheet.lines) - _MOST_LINES)

    def _line(
        self,
        line: Line,
        kind: LineKind | None,
        rows: Mapping[int, list[SheetRow]],
        values: Mapping[int, list[SheetValue]],
    ) -> ShownLine:
        mine = {each.column: each for each in values.get(line.number, ())}
        return ShownLine(
            number=line.number,
            kind=kind.value if kind is not None else "title",
            cells=tuple(
                self._cell(line, place, mine.get(place)) for place in range(self.detail.sheet.width)
            ),
            rows=tuple(self._row(row, line) for row in rows.get(line.number, ())),
            faults=tuple(self._fault(each) for each in mine.values() if each.fault is not None),
        )

    def _cell(self, line: Line, place: int, value: SheetValue | None) -> ShownCell:
        repair = self.detail.repairs.get((line.number, place))
        was = "" if repair is None else repair.was or "∅"
        words = line.at(place) if line.is_own(place) else ""
        if value is None:
            return ShownCell(words, was=was, align=self._align(words, place))
        tone = "good" if value.entry is not None else "bad"
        return ShownCell(words, tone, self.names[value.key].number, was, align="num")

    def _align(self, words: str, place: int) -> str:
        """Return how a cell that is only shown stands: labels wide, numbers to the right."""
        columns = self.detail.understood.columns
        if columns is not None and place == columns.only(LABEL):
            return "row-label"
        is_number = columns is None or place != columns.only(NUMBER)
        return "num" if is_number and words.replace(".", "").isdecimal() else ""

    def _row(self, row: SheetRow, line: Line) -> ShownRow:
        is_asked = self.detail.may_handle and (
            row.is_open or (row.line, row.column) == self.changing
        )
        rivals = [self.names[each.key] for each in row.rivals if each.key in self.names]
        return ShownRow(
            line=row.line,
            column=row.column,
            label=row.label,
            value=line.at(row.column),
            state=row.state.value,
            target=self.names.get(row.key),
            why=_why(row),
            chips=tuple(rivals[:_MOST_CHIPS]),
            is_asked=is_asked,
        )

    def _fault(self, value: SheetValue) -> Fault:
        fault = value.fault
        return Fault(
            line=value.line,
            column=value.column,
            address=value.address,
            reason=words_of(fault.code, fault.params) if fault is not None else "",
            proposal=value.proposal,
            cell=str(self.names[value.key]),
        )


def sheet_page(detail: SheetDetail, *, changing: Place | None = None) -> SheetPage:
    """Return the page of a received sheet; ``changing`` is the row whose cell is being changed."""
    return SheetPage(detail, changing)


def changing_from(given: str) -> Place | None:
    """Return the line and column that an address asks to change: ``12-3``."""
    match = _PLACE.fullmatch(given)
    return (int(match[1]), int(match[2])) if match else None


def _by_line(found: Iterable[_OnLine]) -> dict[int, list[_OnLine]]:
    by_line: dict[int, list[_OnLine]] = {}
    for each in found:
        by_line.setdefault(each.line, []).append(each)
    return by_line


def _why(row: SheetRow) -> str:
    """Return why a row is taken for its cell, where it is not called just so."""
    if row.state is RowState.REMEMBERED:
        return _("đã nhớ")
    is_plain = row.state is not RowState.KNOWN or row.why[:1] == ("worksheet.why-exact",)
    return "" if is_plain else ", ".join(words_of(code, {}) for code in row.why[:2])
