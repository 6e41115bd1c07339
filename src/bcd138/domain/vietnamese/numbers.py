"""Numbers as Vietnamese officers write them: 1.234,5; "hai mươi lăm"; "1,2 tỷ"."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

_WHOLE = re.compile(r"\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+", re.ASCII)
_SPACES = str.maketrans("\u00a0\u202f", "  ")


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


def parse_number(written: str) -> Decimal | None:
    """Return the number written in digits: "1.234", "12,5", "05", "-3"; else ``None``.

    A dot or a space parts thousands, a comma begins the decimals. "1,234" with exactly
    three digits behind one comma stays a decimal, as the law's own papers write it; "1.5"
    and "12.34", which cannot be thousands, are read as decimals too.
    """
    words = written.translate(_SPACES).strip()
    sign = -1 if words.startswith("-") else 1
    whole, comma, decimals = words.removeprefix("-").strip().partition(",")
    if not comma and not _WHOLE.fullmatch(whole):
        whole, comma, decimals = whole.partition(".")
    if not _WHOLE.fullmatch(whole) or (comma and not _is_digits(decimals)):
        return None
    number = Decimal(whole.replace(".", "").replace(" ", "") + (f".{decimals}" if comma else ""))
    return sign * number


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
