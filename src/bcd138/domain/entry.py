"""What stands in a cell of a form: a number, or one of three ways of having none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bcd138.domain.data_set import Measure
from bcd138.domain.errors import Refused
from bcd138.domain.figure import fits, percent_of
from bcd138.domain.rules import rule
from bcd138.domain.units import convert
from bcd138.domain.vietnamese.numbers import parse_number, write_number
from bcd138.domain.vietnamese.text import nfc


class State(StrEnum):
    """Silence is not zero: a cell without a number says which kind of nothing it is."""

    NUMBER = "number"
    NOT_APPLICABLE = "not_applicable"
    NOT_AVAILABLE = "not_available"
    NOT_REPORTED = "not_reported"


@dataclass(frozen=True, slots=True)
class Entry:
    """One filled-in cell.

    ``comment`` is for whoever reads the cell; ``explanation`` answers a finding and stays
    with the figure; ``origin`` says where the number came from: nothing where it was typed,
    else ``text:17``, ``sheet:3!D12``, ``form!E7`` or ``api``. ``unread`` keeps what was
    written and could not be read, so that nothing is lost until it is put right.
    """

    value: Decimal | None = None
    state: State = State.NOT_REPORTED
    comment: str = ""
    explanation: str = ""
    origin: str = ""
    unread: str = ""

    @property
    def is_reported(self) -> bool:
        """Tell whether somebody has said something, if only that there is nothing to say."""
        return self.state is not State.NOT_REPORTED


NOT_REPORTED = Entry()
_MARKS = {
    "–": State.NOT_APPLICABLE,
    "-": State.NOT_APPLICABLE,
    "—": State.NOT_APPLICABLE,
    "x": State.NOT_APPLICABLE,
    "…": State.NOT_AVAILABLE,
    "...": State.NOT_AVAILABLE,
    "": State.NOT_REPORTED,
}
WRITTEN = {
    State.NOT_APPLICABLE: "–",
    State.NOT_AVAILABLE: "…",
    State.NOT_REPORTED: "",
}
_NUMBER_AND_WORD = re.compile(r"(?P<number>-?[\d.,\s\u00a0]*\d)\s*(?P<word>[^\d\s].*)?")


@rule("silence-is-not-zero", "Quy ước của phần mềm")
def read_cell(typed: str, measure: Measure) -> Entry:
    """Return what an officer wrote into a cell: "1.234", "05 vụ", "–", "…", nothing.

    "–" says the cell does not apply here, "…" that the number exists but is not at hand, an
    empty cell that nobody has reported; "0" is a number. A word behind the number must be
    the measure's unit or one that converts into it exactly: "1,5 kg" of heroin is 1.500 g.

    Raises:
        Refused: ``entry.not-a-number``, ``entry.not-whole``, ``entry.negative``,
            ``entry.too-large``, ``entry.too-many-decimals`` or ``entry.other-unit``.
    """
    words = nfc(typed).strip()
    state = _MARKS.get(words.lower())
    if state is not None:
        return Entry(state=state)
    match = _NUMBER_AND_WORD.fullmatch(words)
    value = parse_number(match["number"]) if match else None
    if match is None or value is None:
        raise Refused("entry.not-a-number", typed=words)
    if match["word"]:
        value = _in_unit(value, match["word"].strip(" ."), measure)
    check_value(value, measure)
    return Entry(value, State.NUMBER)


def check_value(value: Decimal, measure: Measure) -> None:
    """Refuse a number that a cell of ``measure`` cannot hold.

    Raises:
        Refused: ``entry.negative``, ``entry.too-large``, ``entry.not-whole`` or
            ``entry.too-many-decimals``.
    """
    if not fits(value):
        raise Refused("entry.too-large", value=str(value))
    if value < 0:
        raise Refused("entry.negative", value=write_number(value))
    if value != value.quantize(Decimal(1).scaleb(-measure.places)):
        code = "entry.too-many-decimals" if measure.places else "entry.not-whole"
        raise Refused(code, value=write_number(value), unit=measure.unit)


def write_entry(entry: Entry) -> str:
    """Return the cell as an officer writes it; ``read_cell`` reads it back."""
    return write_number(entry.value) if entry.value is not None else WRITTEN[entry.state]


@rule("computed-cell", "Quy ước của phần mềm")
def computed(measure: Measure, numerator: Entry, denominator: Entry) -> Decimal | None:
    """Return a ratio from its two counts, or ``None`` where one of them is missing.

    A percentage is rounded half up to two decimals; others are numerator ÷ denominator ×
    factor, rounded the same way.
    """
    if numerator.value is None or not denominator.value:
        return None
    scaled = numerator.value * measure.factor / 100
    return percent_of(scaled, denominator.value)


def _in_unit(value: Decimal, word: str, measure: Measure) -> Decimal:
    converted = convert(value, word, measure.unit)
    if converted is None:
        raise Refused("entry.other-unit", word=word, unit=measure.unit)
    return Decimal(f"{converted:f}")  # 1.5E+3 is written 1500
