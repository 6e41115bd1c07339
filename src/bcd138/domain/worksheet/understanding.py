"""Understanding a worksheet: its table, its rows, and the values of the period in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from bcd138.domain.data_set import Cell, DataSet, cell_key
from bcd138.domain.entry import NOT_REPORTED, computed
from bcd138.domain.period import Period
from bcd138.domain.rules import rule
from bcd138.domain.worksheet.candidates import Candidates, build_candidates, option_names
from bcd138.domain.worksheet.columns import Column, Columns
from bcd138.domain.worksheet.heads import find_columns
from bcd138.domain.worksheet.matching import Matched, match_rows
from bcd138.domain.worksheet.outline import LineKind, Outlined, outline
from bcd138.domain.worksheet.sheet import Sheet
from bcd138.domain.worksheet.understood import (
    ComparedRatio,
    Remembered,
    RowState,
    SheetRow,
    SheetValue,
    Understood,
    folded_label,
)
from bcd138.domain.worksheet.value import read_percent, read_value
from bcd138.domain.worksheet.vocabulary import SheetWords

_NEAR = Decimal("0.1")


@rule("own-worksheet-row", "Quy ước của phần mềm")
def understand(
    sheet: Sheet,
    form: DataSet,
    period: Period,
    words: SheetWords,
    *,
    wordings: Mapping[str, tuple[str, ...]],
    remembered: Remembered,
    chosen: int | None = None,
) -> Understood:
    """Return what a worksheet says for the cells of ``form``.

    What a person has said about a row beats every guess; a row that could be two cells, or
    is only a little like one, is asked about and nothing of it is taken.

    Args:
        sheet: As received, with the repairs.
        form: The form of the report.
        period: Of the report: decides which column of months or years is read.
        words: The vocabulary.
        wordings: What the catalogue calls each indicator, by code.
        remembered: Cell keys, or ``IGNORED``, by folded label and place.
        chosen: The column a person said holds the values.
    """
    names = {
        name: cell.option.code
        for cell in form.cells.values()
        if cell.option is not None
        for name in option_names(cell, words)
    }
    columns = find_columns(sheet, words, period, names, chosen)
    if columns is None:
        return Understood()
    lines = outline(sheet, columns, words)
    candidates = build_candidates(form, words, wordings)
    rows = [
        row
        for column in columns.values
        for row in _rows(lines, column, candidates, words, remembered)
    ]
    values = tuple(_values(rows, lines, columns, form, words))
    return Understood(
        columns=columns,
        rows=tuple(rows),
        values=values,
        ratios=tuple(_ratios(rows, lines, form, values)),
        kinds={each.line.number: each.kind for each in lines},
    )


def _rows(
    lines: tuple[Outlined, ...],
    column: Column,
    candidates: Candidates,
    words: SheetWords,
    remembered: Remembered,
) -> Iterator[SheetRow]:
    """Yield the rows that have something in a column of values."""
    told = {
        place: _place(each, column) for place, each in enumerate(lines) if each.kind is LineKind.ROW
    }
    fixed = _fixed(lines, told, remembered)
    found = match_rows(lines, candidates, words, fixed, kind=column.kind)
    for place, matched in found.items():
        line = lines[place]
        if line.line.at(column.place) or place in fixed:
            yield _row(line, column, told[place], matched, is_fixed=place in fixed)


def _place(each: Outlined, column: Column) -> str:
    return f"{each.place} › {folded_label(column.head)}" if column.kind else each.place


def _fixed(
    lines: tuple[Outlined, ...], told: Mapping[int, str], remembered: Remembered
) -> dict[int, str]:
    """Return what a person has said about rows: at this place, or of this label everywhere."""
    everywhere: dict[str, set[str]] = {}
    for (label, _), key in remembered.items():
        everywhere.setdefault(label, set()).add(key)
    labels = [folded_label(lines[place].label) for place in told]
    fixed = {}
    for place, where in told.items():
        label = folded_label(lines[place].label)
        keys = everywhere.get(label, set())
        if (label, where) in remembered:
            fixed[place] = remembered[label, where]
        elif len(keys) == 1 and labels.count(label) == 1:
            fixed[place] = next(iter(keys))
    return fixed


def _row(
    line: Outlined, column: Column, place: str, matched: Matched, *, is_fixed: bool
) -> SheetRow:
    best = matched.best
    if is_fixed:
        state = RowState.REMEMBERED if matched.key else RowState.IGNORED
    elif matched.key:
        state = RowState.KNOWN
    else:
        state = RowState.ASKED if matched.rivals else RowState.UNKNOWN
    return SheetRow(
        line=line.line.number,
        column=column.place,
        label=line.label,
        unit=line.unit,
        place=place,
        state=state,
        key=matched.key,
        score=best.score if best is not None else 0.0,
        why=best.why if best is not None else (),
        rivals=() if is_fixed else tuple(matched.rivals),
    )


def _values(
    rows: Iterable[SheetRow],
    lines: tuple[Outlined, ...],
    columns: Columns,
    form: DataSet,
    words: SheetWords,
) -> Iterator[SheetValue]:
    by_number = {each.line.number: each.line for each in lines}
    for row in rows:
        line = by_number[row.line]
        for place, key in _targets(row, columns):
            cell = form.cells.get(key)
            written = line.at(place)
            if cell is None or cell.measure.is_computed or not written or not line.is_own(place):
                continue
            yield _value(row, place, cell, written, words)


def _targets(row: SheetRow, columns: Columns) -> Iterator[tuple[int, str]]:
    """Yield the columns of a row and the cell each fills: the total, then the parts beside it."""
    if not row.key:
        return
    yield row.column, row.key
    if ":" not in row.key:
        for option in columns.options:
            yield option.place, cell_key(row.key, option.option)


def _value(row: SheetRow, place: int, cell: Cell, written: str, words: SheetWords) -> SheetValue:
    read = read_value(written, cell.measure, row.unit, words)
    return SheetValue(
        line=row.line,
        column=place,
        key=cell.key,
        written=written,
        words=read.words,
        entry=read.entry,
        fault=read.fault,
        proposal=read.proposal,
    )


def _ratios(
    rows: Iterable[SheetRow],
    lines: tuple[Outlined, ...],
    form: DataSet,
    values: tuple[SheetValue, ...],
) -> Iterator[ComparedRatio]:
    entries = {each.key: each.entry for each in values if each.entry is not None}
    by_number = {each.line.number: each.line for each in lines}
    for row in rows:
        cell = form.cells.get(row.key)
        if cell is None or not cell.measure.is_computed:
            continue
        written = by_number[row.line].at(row.column)
        counts = (cell.measure.numerator, cell.measure.denominator)
        first, second = (entries.get(code, NOT_REPORTED) for code in counts)
        value, said = computed(cell.measure, first, second), read_percent(written)
        agrees = value is None or said is None or abs(value - said) <= _NEAR
        yield ComparedRatio(row.line, row.column, row.key, written, value, agrees)
