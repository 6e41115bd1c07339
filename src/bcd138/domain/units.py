"""Units of weight and money: exact conversions only, and nothing else.

A block ("bánh") of heroin has no fixed weight, so it is never turned into kilograms.
"""

from __future__ import annotations

from decimal import Decimal

from bcd138.domain.rules import rule

_POWERS_OF_TEN: dict[str, tuple[str, int]] = {
    "mg": ("weight", -3),
    "g": ("weight", 0),
    "gam": ("weight", 0),
    "gram": ("weight", 0),
    "kg": ("weight", 3),
    "kilôgam": ("weight", 3),
    "ki-lô-gam": ("weight", 3),
    "yến": ("weight", 4),
    "tạ": ("weight", 5),
    "tấn": ("weight", 6),
    "đồng": ("money", 0),
    "nghìn đồng": ("money", 3),
    "ngàn đồng": ("money", 3),
    "triệu đồng": ("money", 6),
    "tỷ đồng": ("money", 9),
    "tỉ đồng": ("money", 9),
}


@rule("exact-conversion", "Quy ước của phần mềm")
def convert(value: Decimal, unit: str, into: str) -> Decimal | None:
    """Return ``value`` in the unit ``into``, or ``None`` where no exact way leads there.

    1,47 kg are 1.470 g; 342 bánh are no number of kilograms. All factors are powers of
    ten, so nothing is rounded.
    """
    have, want = unit.strip().casefold(), into.strip().casefold()
    if have == want:
        return value
    first, second = _POWERS_OF_TEN.get(have), _POWERS_OF_TEN.get(want)
    if first is None or second is None or first[0] != second[0]:
        return None
    return value.scaleb(first[1] - second[1])
