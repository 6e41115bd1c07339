"""A figure as a value: how much, in which unit, out of how many, and from which sentence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bcd138.domain.errors import Refused
from bcd138.domain.rules import rule
from bcd138.domain.units import convert
from bcd138.domain.vietnamese.numbers import write_number

COMPARED = {"=": "", ">": "trên ", ">=": "từ ", "<": "dưới ", "<=": "không quá ", "~": "khoảng "}
COMPARATORS = tuple(COMPARED)
HUNDREDTH = Decimal("0.01")
_LIMIT = Decimal(10) ** 16
_PLACES = 4
_UNIT_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Amount:
    """How much, as written; the counts are there where the text gives "164/199"."""

    value: Decimal
    unit: str
    comparator: str = "="
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    def __str__(self) -> str:
        words = f"{COMPARED.get(self.comparator, '')}{write_number(self.value)} {self.unit}".strip()
        if self.numerator is None or self.denominator is None:
            return words
        return f"{words} ({write_number(self.numerator)}/{write_number(self.denominator)})"


@dataclass(frozen=True, slots=True)
class Provenance:
    """The sentence a figure comes from: offsets into the original text."""

    text_id: int
    start: int
    end: int
    quote: str


def fits(number: Decimal) -> bool:
    """Tell whether ``number`` can be kept exactly: 16 digits before the comma, 4 after."""
    if not number.is_finite() or abs(number) >= _LIMIT:
        return False
    return number == number.quantize(Decimal(1).scaleb(-_PLACES))


def check_amount(amount: Amount, *, may_fall: bool = False) -> None:
    """Refuse an amount that cannot be a figure.

    Args:
        amount: As read or as a person typed it.
        may_fall: Whether the indicator is a change, which alone may be below zero.

    Raises:
        Refused: ``figure.out-of-range``, ``figure.negative``, ``figure.comparator``,
            ``figure.unit-too-long`` or ``figure.denominator-zero``.
    """
    numbers = [amount.value, amount.numerator, amount.denominator]
    for number in (number for number in numbers if number is not None):
        if not fits(number):
            raise Refused("figure.out-of-range", value=str(number))
        if number < 0 and not may_fall:
            raise Refused("figure.negative", value=write_number(number))
    if amount.comparator not in COMPARATORS:
        raise Refused("figure.comparator", comparator=amount.comparator)
    if len(amount.unit) > _UNIT_LENGTH:
        raise Refused("figure.unit-too-long", limit=_UNIT_LENGTH)
    if amount.denominator == 0:
        raise Refused("figure.denominator-zero")


def says_the_same(first: Amount, second: Amount) -> bool:
    """Tell whether two amounts agree: 1,47 kg and 1.470 g do, "trên 40" and "40" do not.

    Counts are compared where both give them; one text may give more than the other.
    """
    if convert(second.value, second.unit, first.unit) != first.value:
        return False
    counts = (
        (first.numerator, second.numerator),
        (first.denominator, second.denominator),
    )
    agree = all(one == other for one, other in counts if one is not None and other is not None)
    return agree and first.comparator == second.comparator


def percent_of(numerator: Decimal, denominator: Decimal) -> Decimal:
    """Return ``numerator`` in percent of ``denominator`` to two decimals, half up."""
    return (numerator * 100 / denominator).quantize(HUNDREDTH, ROUND_HALF_UP)


@rule("percent-from-counts", "Quy ước của phần mềm")
def percent(numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """Return the percentage that two counts give, to two decimals, half up.

    164/199 is 82,41 %. Percentages are never averaged: of several units the counts are
    added and the percentage is computed again. ``None`` where a count is missing.
    """
    if numerator is None or not denominator:
        return None
    return percent_of(numerator, denominator)
