"""How a total differs from what it is set against."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Change:
    """The difference first; the percentage only where the base is large enough.

    Of percentages the difference is in points. ``verdict`` is ``better``, ``worse``, ``same``
    or ``neutral``.
    """

    now: Decimal
    base: Decimal
    difference: Decimal
    percent: Decimal | None
    is_points: bool
    verdict: str
    is_small: bool


def change(
    now: Decimal, base: Decimal, *, direction: str, is_ratio: bool, least_base: Decimal
) -> Change:
    """Return how ``now`` differs from ``base``; ``direction`` says whether more is better."""
    difference = now - base
    is_small = not is_ratio and base < least_base
    share = None
    if not is_ratio and not is_small and base:
        share = (difference * 100 / base).quantize(_TENTH, ROUND_HALF_UP)
    verdict = "same" if not difference else "neutral"
    if difference and direction in {"higher", "lower"}:
        verdict = "better" if (difference > 0) == (direction == "higher") else "worse"
    return Change(now, base, difference, share, is_ratio, verdict, is_small)
