"""Totals as a workbook that computes: sums, shares and differences are formulas."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from bcd138.formats.totals_sheet import Counted, TotalCell, TotalsSheet
from bcd138.formats.unit_sheet import Sheet, write_sheet
from bcd138.formats.workbook_page import HEAD, OPTIONS, print_on_a4

_NUMBER, _SIGNED = "#,##0.####", "+#,##0.####;-#,##0.####;0"
_NAME_WIDTH, _WIDTH = 34, 11


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one thing told of a column stands in the sheet."""

    column: int
    part: str
    head: str


def write_totals(totals: TotalsSheet, sources: Sheet, counts: Mapping[str, str]) -> bytes:
    """Return a workbook: the table with its formulas, and a sheet of where each number is from.

    Every formula carries the value that we computed, for readers that do not compute. Texts
    stay texts, so nothing typed by a person becomes a formula.

    Args:
        totals: The table.
        sources: A line for each total.
        counts: Heads of the columns of counts: ``numerator``, ``denominator``, ``population``.

    Raises:
        OverflowError: A sheet has more rows or columns than a workbook can hold.
    """
    out = io.BytesIO()
    with Workbook(out, OPTIONS | {"default_date_format": "dd/mm/yyyy"}) as book:
        _Writer(book, totals, counts).write()
        write_sheet(book, sources)
    return out.getvalue()


class _Writer:
    """Writes one table; knows which cell each number stands in."""

    def __init__(self, book: Workbook, totals: TotalsSheet, counts: Mapping[str, str]) -> None:
        self._totals = totals
        self._counts = counts
        self._page: Worksheet = book.add_worksheet(totals.title[:31])
        self._head: Format = book.add_format(HEAD)
        self._formats = {
            (part, bold): book.add_format({"num_format": number, "bold": bold})
            for part, number in (("number", _NUMBER), ("signed", _SIGNED))
            for bold in (False, True)
        }
        self._texts = {bold: book.add_format({"bold": bold}) for bold in (False, True)}
        self._depth = max((len(one.heads) for one in totals.columns), default=0) + 1
        self._top = len(totals.facts) + 2
        self._first = self._top + self._depth
        self._places = list(self._placed())

    def write(self) -> None:
        """Write facts, heads, rows and notes."""
        page = self._page
        page.set_column(0, 0, _NAME_WIDTH)
        page.write_string(0, 0, self._totals.title, self._texts[True])
        for at, (name, said) in enumerate(self._totals.facts, start=1):
            page.write_string(at, 0, f"{name}: {said}")
        self._write_heads()
        for at in range(len(self._totals.rows)):
            self._write_row(at)
        below = self._first + len(self._totals.rows) + 1
        for at, note in enumerate(self._totals.notes):
            page.write_string(below + at, 0, note)
        page.freeze_panes(self._first, 1)
        print_on_a4(page, self._top, self._first - 1)

    def _placed(self) -> Iterator[list[_Place]]:
        """Yield, for every column of the table, where its parts stand."""
        at = 1
        for index, column in enumerate(self._totals.columns):
            cells = [row.cells[index] for row in self._totals.rows]
            places = []
            for aspect, head in column.aspects:
                for part, words in (*self._before(aspect, cells), (aspect, head)):
                    places.append(_Place(at, part, words))
                    at += 1
            yield places

    def _before(self, aspect: str, cells: list[TotalCell]) -> list[tuple[str, str]]:
        """Return the counts that a percentage or a rate is computed from, where there are any."""
        if aspect == "rate":
            return [("population", self._counts["population"])]
        if aspect not in {"value", "base"}:
            return []
        if not any((one.now if aspect == "value" else one.base).has_counts for one in cells):
            return []
        return [(f"{aspect}-{name}", self._counts[name]) for name in ("numerator", "denominator")]

    def _write_heads(self) -> None:
        page, top = self._page, self._top
        _merged(page, (top, 0, self._first - 1, 0), self._totals.corner, self._head)
        for column, places in zip(self._totals.columns, self._places, strict=True):
            first, last = places[0].column, places[-1].column
            page.set_column(first, last, _WIDTH)
            for at, words in enumerate(column.heads):
                _merged(page, (top + at, first, top + at, last), words, self._head)
            for place in places:
                page.write_string(self._first - 1, place.column, place.head, self._head)
        last = self._last_column
        page.set_column(last, last, _WIDTH)
        _merged(page, (top, last, self._first - 1, last), self._totals.coverage_head, self._head)

    @property
    def _last_column(self) -> int:
        return self._places[-1][-1].column + 1 if self._places else 1

    def _write_row(self, at: int) -> None:
        row = self._totals.rows[at]
        line, bold = self._first + at, row.is_above
        if self._page.write_string(line, 0, row.name, self._texts[bold]):
            message = f"{self._totals.title}: {line}"
            raise OverflowError(message)
        for index, places in enumerate(self._places):
            for place in places:
                self._write_part(at, index, place, bold=bold)
        self._page.write_string(line, self._last_column, row.coverage, self._texts[bold])

    def _write_part(self, at: int, index: int, place: _Place, *, bold: bool) -> None:
        """Write one number: as a formula where it follows from other cells."""
        cell = self._totals.rows[at].cells[index]
        told = _told(cell, place.part)
        line = self._first + at
        style = "signed" if place.part in {"difference", "percent"} else "number"
        if told.value is None:
            if told.words:
                self._page.write_string(line, place.column, told.words, self._texts[bold])
            return
        formula = self._formula(at, index, place)
        look = self._formats[style, bold]
        if formula:
            self._page.write_formula(line, place.column, formula, look, float(told.value))
        else:
            self._page.write_number(line, place.column, told.value, look)

    def _formula(self, at: int, index: int, place: _Place) -> str:
        """Return what a number follows from; empty where it stands by itself."""
        row = self._totals.rows[at]
        cell = row.cells[index]
        where = {
            one.part: xl_rowcol_to_cell(self._first + at, one.column) for one in self._places[index]
        }
        now, base = where.get("value", ""), where.get("base", "")
        made = {
            "difference": f"={now}-{base}",
            "percent": f"=ROUND(({now}-{base})/{base}*100,1)",
            "rate": f"=ROUND({now}/{where.get('population', '')}*100000,2)",
        }
        if place.part in made:
            return made[place.part] if _told(cell, place.part).value is not None else ""
        if place.part in {"value", "base"}:
            counted = cell.now if place.part == "value" else cell.base
            above, under = (
                where.get(f"{place.part}-{one}") for one in ("numerator", "denominator")
            )
            if counted.has_counts and above and under and _is_percent(counted):
                return f"=ROUND({above}/{under}*100,2)"
        if place.part == "rank":
            return self._rank(index, where, at)
        return self._sum(at, index, place) if row.is_sum else ""

    def _sum(self, at: int, index: int, place: _Place) -> str:
        """Return the sum of the rows below, if that is what the number is."""
        told = _told(self._totals.rows[at].cells[index], place.part)
        each = [one for one in range(len(self._totals.rows)) if not self._totals.rows[one].is_above]
        values = [_told(self._totals.rows[one].cells[index], place.part).value for one in each]
        added = sum((value for value in values if value is not None), Decimal(0))
        if not each or added != told.value or place.part not in _ADDED:
            return ""
        return f"=SUM({_range(self._first + each[0], self._first + each[-1], place.column)})"

    def _rank(self, index: int, where: Mapping[str, str], at: int) -> str:
        each = [one for one in range(len(self._totals.rows)) if not self._totals.rows[one].is_above]
        cell = self._totals.rows[at].cells[index]
        part = "rate" if cell.rate.value is not None else "value"
        column = next(one.column for one in self._places[index] if one.part == part)
        least = 1 if self._totals.columns[index].best_is_least else 0
        among = _range(self._first + each[0], self._first + each[-1], column)
        return f"=RANK({where[part]},{among},{least})"


_ADDED = frozenset(
    {
        "value",
        "base",
        "population",
        *(f"{part}-{name}" for part in ("value", "base") for name in ("numerator", "denominator")),
    }
)


def _told(cell: TotalCell, part: str) -> Counted:
    """Return what a part of a cell says."""
    whole, _dash, count = part.partition("-")
    if count:
        counted = cell.now if whole == "value" else cell.base
        number = counted.numerator if count == "numerator" else counted.denominator
        return Counted(number if counted.has_counts else None)
    told = {
        "value": cell.now,
        "base": cell.base,
        "difference": cell.difference,
        "percent": cell.percent,
        "rate": cell.rate,
        "population": Counted(cell.population),
        "rank": Counted(None if cell.rank is None else Decimal(cell.rank)),
    }
    return told[part]


def _is_percent(counted: Counted) -> bool:
    """Tell whether the value is what its counts make in percent, and not one of the counts."""
    if counted.value is None or counted.numerator is None or not counted.denominator:
        return False
    made = counted.numerator * 100 / counted.denominator
    return abs(made - counted.value) < Decimal("0.01")


def _range(first: int, last: int, column: int) -> str:
    return str(xl_range_abs(first, column, last, column))


def _merged(page: Worksheet, box: tuple[int, int, int, int], words: str, look: Format) -> None:
    first_row, first, last_row, last = box
    if (first_row, first) == (last_row, last):
        page.write_string(first_row, first, words, look)
    else:
        page.merge_range(*box, "", look)
        page.write_string(first_row, first, words, look)
