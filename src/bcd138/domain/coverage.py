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

    Ten months of ten are not set against one of ten, nor ten communes of 3,321 against one:
    the growth would be of reports, not of crimes. 97 communes of 98 against all 98 are, and
    say so.

    Args:
        now: Reported of expected.
        base: The same of what it is set against.
        most_apart: By how many percent the smaller share may fall short of the larger.
    """
    (some, every), (some_then, every_then) = now, base
    if not every or not every_then:
        return False
    share, share_then = some * every_then, some_then * every
    return abs(share - share_then) * _HUNDRED <= most_apart * max(share, share_then)
