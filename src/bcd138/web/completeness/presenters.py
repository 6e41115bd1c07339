"""The matrix as it is drawn: heads, rows, and the reports of a single unit."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from bcd138.apps.submissions.matrix import Cell, Column, Matrix, matches
from bcd138.domain.completeness import Counts
from bcd138.web.completeness.asked import Asked
from bcd138.web.completeness.cells import draw
from bcd138.web.completeness.words import (
    head_words,
    late_words,
    more_time_words,
    returned_words,
    short_period,
    state_words,
)
from bcd138.web.templatetags.say import opening

_CODE = "don-vi"


@dataclass(frozen=True, slots=True)
class Head:
    """A column: short name, words, the day it is due, whether its period still runs."""

    short: str
    words: str
    column: Column
    is_running: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row: where its name leads, the cells as they are drawn, how many were sent."""

    name: str
    href: str
    cells: SafeString
    counts: Counts


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report of the one unit shown, in words."""

    head: Head
    cell: Cell
    letter: str
    state: str
    late: str
    returned: str
    more_time: str
    href: str
    more_href: str


def heads_of(matrix: Matrix) -> list[Head]:
    """Return the heads of the columns."""
    return [
        Head(short_period(each.period), head_words(each), each, each.period.end >= matrix.on)
        for each in matrix.columns
    ]


def lines_of(matrix: Matrix, asked: Asked) -> list[Line]:
    """Return the rows as they are drawn; cells that are not asked for are quiet."""
    here = reverse("completeness:matrix")
    begins, ends = _parts(matrix, asked.data_set)
    narrowed = asked.part is not None or asked.is_late_only
    lines = []
    for row in matrix.rows:
        href = f"{here}?{asked.of(row.code).query}"
        hrefs = (
            [href] * len(ends)
            if matrix.is_grouped
            else [f"{begins}{row.code}{end}" for end in ends]
        )
        quiet = [
            narrowed and not matches(cell, asked.part, late=asked.is_late_only)
            for cell in row.cells
        ]
        cells = draw(row.cells, hrefs, quiet)
        lines.append(Line(opening(row.name), href, cells, row.counts))
    return lines


def _parts(matrix: Matrix, data_set: str) -> tuple[str, list[str]]:
    """Return what stands before and behind a unit's code in the address of each report."""
    parts = [
        reverse("entry:report", args=[_CODE, data_set, each.period.code]).partition(_CODE)
        for each in matrix.columns
    ]
    return next((begin for begin, _code, _end in parts), ""), [end for _begin, _code, end in parts]


def report_lines(matrix: Matrix) -> list[ReportLine]:
    """Return each report of the first row, the latest first."""
    row = matrix.rows[0]
    told = zip(heads_of(matrix), row.cells, strict=True)
    found = [_report_line(head, cell, row.code) for head, cell in told if isinstance(cell, Cell)]
    return found[::-1]


def _report_line(head: Head, cell: Cell, code: str) -> ReportLine:
    codes = [code, head.column.form.form.code, head.column.period.code]
    stand, extension = cell.stand, cell.deadline.extension
    return ReportLine(
        head=head,
        cell=cell,
        letter=stand.letter,
        state=state_words(stand.state),
        late=late_words(stand.late_days, is_sent=cell.sent_on is not None),
        returned=returned_words(stand.returned),
        more_time=more_time_words(extension.until if extension else None),
        href=reverse("entry:report", args=codes),
        more_href="" if cell.sent_on else reverse("completeness:more-time", args=codes),
    )
