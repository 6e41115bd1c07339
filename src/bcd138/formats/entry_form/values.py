"""One value of a spreadsheet as an entry: a number, a mark, or why it is neither."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from bcd138.domain.data_set import Measure
from bcd138.domain.entry import Entry, State, check_value, read_cell
from bcd138.domain.errors import Refused
from bcd138.domain.vietnamese.numbers import write_number
from bcd138.formats.workbook_table import Value

_ERRORS = {
    "#DIV/0!",
    "#N/A",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#REF!",
    "#VALUE!",
    "#GETTING_DATA",
    "#SPILL!",
    "#CALC!",
}
_DIGITS = 15  # what a spreadsheet keeps and shows of a number; the rest is noise


def read_value(value: Value, measure: Measure) -> Entry:
    """Return what a value of a cell means.

    Raises:
        Refused: ``entry_form.formula-error``, ``entry_form.became-a-date`` or what
            ``read_cell`` refuses.
    """
    if isinstance(value, bool):
        raise Refused("entry.not-a-number", typed=written(value))
    if isinstance(value, int | float):
        number = _decimal(value)
        check_value(number, measure)
        return Entry(number, State.NUMBER)
    if isinstance(value, date | time | timedelta):
        raise Refused("entry_form.became-a-date", typed=written(value))
    if value.strip().upper() in _ERRORS:
        raise Refused("entry_form.formula-error", typed=value.strip())
    return read_cell(value, measure)


def written(value: Value) -> str:
    """Return a value as a person reads it in the cell."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return write_number(_decimal(value))
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    return str(value)


def _decimal(value: float) -> Decimal:
    number = Decimal(f"{value:.{_DIGITS}g}")
    return number.quantize(Decimal(1)) if number == number.to_integral() else number
