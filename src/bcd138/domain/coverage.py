"""How many reported of how many should: whether two totals tell of equally much."""

from __future__ import annotations

from decimal import Decimal

from bcd138.domain.rules import rule

_HUNDRED = 100


@rule("like-coverage", "Quy ước của phần mềm")
def tell_of_equally_much(
    now: tuple[int, int], base: tuple[int, int], *, most_apart: Decimal
) -> bool:
    """Tell whether two totals may be compared by how many reports stand behind each.

    Ten months of ten are not set against one of ten: the growth would be of reports, not of
    crimes. 97 communes of 98 against all 98 are, and say so.

    Args:
        now: Reported of expected.
        base: The same of what it is set against.
        most_apart: How many percentage points the two shares may be apart.
    """
    (some, every), (some_then, every_then) = now, base
    if not every or not every_then:
        return False
    apart = abs(some * every_then - some_then * every) * _HUNDRED
    return apart <= most_apart * every * every_then
