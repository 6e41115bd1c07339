"""A printed percent against the counts it was taken from."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bcd138.domain.figure import percent_of

_POINT = Decimal(1)


def check_ratio(
    *, printed: Decimal, comparator: str, numerator: Decimal, denominator: Decimal
) -> dict[str, Any] | None:
    """Return what is wrong with a printed percent against its counts, or None.

    A percent may be rounded or cut at its own last decimal. "trên 87 %" is right while the
    true value is from 87 to below 88. 164/199 is 82,41 %; 172/183 is 93,99 %, so "hơn
    83 %" is wrong.

    Returns:
        The values the message ``ratio.mismatch`` names.
    """
    gap = numerator * 100 / denominator - printed
    step = _last_step(printed)
    wide = max(step, _POINT)
    lowest, highest = {
        ">": (-step / 2, wide),
        ">=": (-step / 2, wide),
        "<": (-wide, step / 2),
        "<=": (-wide, step / 2),
        "~": (-wide, wide),
    }.get(comparator, (-step / 2, step))
    if lowest <= gap < highest:
        return None
    return {
        "printed": printed,
        "numerator": numerator,
        "denominator": denominator,
        "right": percent_of(numerator, denominator),
    }


def _last_step(printed: Decimal) -> Decimal:
    """Return the worth of the last printed decimal: 0,01 for 83,62 and 1 for 87."""
    exponent = printed.normalize().as_tuple().exponent
    return Decimal(1).scaleb(min(int(exponent), 0) if isinstance(exponent, int) else 0)
