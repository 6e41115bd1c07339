"""Counts per 100,000 people, so that large and small units can be set side by side."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from bcd138.domain.borders import EXACT
from bcd138.domain.figure import HUNDREDTH
from bcd138.domain.rules import rule

PER = 100_000
_WHOLE = 100


@rule("rate-per-100000", "Quy ước của phần mềm")
def rate(count: Decimal, people: Decimal) -> Decimal | None:
    """Return ``count`` per 100,000 people to two decimals, half up: 391 of 543.000 are 72,01.

    The rate of several units is that of the sum of their counts over the sum of their people;
    rates are never averaged. It is of the period as it is: a month's is not made a year's.
    ``None`` where there are no people.
    """
    if people <= 0:
        return None
    hundredths, rest = EXACT.divmod(EXACT.multiply(abs(count), Decimal(PER * 100)), people)
    rounded = (hundredths + (EXACT.multiply(rest, Decimal(2)) >= people)).scaleb(-2)
    return (rounded if count >= 0 else -rounded).quantize(HUNDREDTH, ROUND_HALF_UP)


@rule("rate-needs-coverage", "Quy ước của phần mềm")
def why_no_rate(
    *, is_count: bool, people: Decimal | None, coverage: tuple[int, int], most_apart: Decimal
) -> str:
    """Return the code of why a total has no rate, or "".

    Cases of half the communes over the people of all would look like half the crime.

    Args:
        is_count: Whether the total is a count that adds up across units.
        people: Of the unit; ``None`` where nobody counted them.
        coverage: How many reported of how many.
        most_apart: How many percentage points of the reports may be missing.
    """
    if not is_count:
        return "rates.not-a-count"
    if not people:
        return "rates.no-population"
    reported, expected = coverage
    missing = (expected - reported) * _WHOLE
    return "rates.incomplete" if missing > most_apart * expected else ""
