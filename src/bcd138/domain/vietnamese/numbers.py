"""Numbers as Vietnamese officers write them: 1.234,5; "hai mươi lăm"; "1,2 tỷ"."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def write_number(value: Decimal | int, places: int | None = None) -> str:
    """Return ``value`` with thousands dots and a decimal comma: 1.234,5.

    Args:
        value: Any number; a whole ``Decimal`` is written without decimals.
        places: Round half up to this many decimals and drop trailing zeros only when
            ``None``.
    """
    number = Decimal(value)
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    elif number == number.to_integral():
        number = number.quantize(Decimal(1))
    else:
        number = number.normalize()
    return f"{number:,f}".translate(str.maketrans(",.", ".,"))
