"""The value of one cell of a worksheet: a number, a mark, or a fault with what it may mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from bcd138.domain.data_set import Measure
from bcd138.domain.entry import Entry, State, read_cell, write_entry
from bcd138.domain.errors import Refused
from bcd138.domain.rules import rule
from bcd138.domain.units import convert
from bcd138.domain.vietnamese.numbers import parse_number, write_number
from bcd138.domain.vietnamese.text import fold
from bcd138.domain.worksheet.sheet import is_error
from bcd138.domain.worksheet.vocabulary import SheetWords

_NUMBER_AND_WORD = re.compile(r"(?P<number>[\d.,\s\u00a0]*\d)\s*(?P<word>[^\W\d_].*|%)")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_ANY_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class ReadValue:
    """What a cell says, or why it cannot be read and what it may have meant."""

    entry: Entry | None = None
    fault: Refused | None = None
    proposal: str = ""

    @property
    def words(self) -> str:
        """Return the value as ``read_cell`` reads it again."""
        return "" if self.entry is None else write_entry(self.entry)


@rule("own-worksheet-cell", "Quy ước của phần mềm")
def read_value(written: str, measure: Measure, unit: str, words: SheetWords) -> ReadValue:
    """Return what an officer's own cell says in the unit of ``measure``.

    Beside what ``read_cell`` reads: "không" alone is 0; a unit that counts the same thing
    may stand behind the number ("05 người" of đối tượng); a number without one is in the
    unit of its row, where that converts exactly ("12,5" under triệu đồng). "1,234" of a
    count is a fault that proposes 1.234, for nobody but the officer knows.
    """
    typed = written.strip()
    if is_error(typed):
        return ReadValue(fault=Refused("worksheet.formula-error", typed=typed))
    if fold(typed).strip(" .") in words.nothing:
        return ReadValue(Entry(Decimal(0), State.NUMBER))
    try:
        return ReadValue(read_cell(_as_measured(typed, measure, unit, words), measure))
    except Refused as refused:
        return ReadValue(fault=refused, proposal=_proposal(typed, measure))


def read_percent(written: str) -> Decimal | None:
    """Return a percentage as sheets show it: "83,3%", 83.33, or 0,8333 in a percent cell."""
    number = parse_number(written.strip().removesuffix("%").strip())
    if number is None or "%" in written or number > 1:
        return number
    return number * _HUNDRED


def _as_measured(typed: str, measure: Measure, unit: str, words: SheetWords) -> str:
    """Return the cell's words with the unit they are in, where that is another one."""
    number, word = typed, ""
    match = _NUMBER_AND_WORD.fullmatch(typed)
    if match is not None:
        number, word = match["number"], match["word"]
    if parse_number(number) is None:
        return typed
    named = words.unit_named(word or unit)
    if not named or named == measure.unit.casefold():
        return number
    if convert(Decimal(1), named, measure.unit) is not None:
        return f"{number} {named}"
    counted, wanted = words.kind_of(named), words.kind_of(measure.unit)
    is_odd = counted != wanted and (word or {counted, wanted} & {"weight", "money", "percent"})
    return f"{number} {named}" if is_odd else number


def _proposal(typed: str, measure: Measure) -> str:
    """Return the number that a cell most likely means; nothing where it has none or several."""
    found = _ANY_NUMBER.findall(typed)
    if not found or "-" in typed:
        return ""
    first = found[0]
    if _THOUSANDS.fullmatch(first):
        return write_number(Decimal(first.replace(",", "")))
    number = parse_number(first)
    if number is None or number != round(number, measure.places):
        return ""
    return write_number(number)
