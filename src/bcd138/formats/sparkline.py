"""A small line without axes: how a number went, beside the number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

_WIDTH, _HEIGHT, _EDGE = 120, 36, 4


@dataclass(frozen=True, slots=True)
class Sparkline:
    """The line as SVG path data in a box of ``width`` by ``height``; dots where values stand."""

    path: str
    dots: tuple[tuple[float, float], ...]
    width: int = _WIDTH
    height: int = _HEIGHT

    @property
    def last(self) -> tuple[float, float] | None:
        """Return where the newest value stands."""
        return self.dots[-1] if self.dots else None


def sparkline(values: Sequence[Decimal | None]) -> Sparkline:
    """Return the line through ``values``, the oldest first, from zero up.

    It breaks where nothing was reported. A value alone between two gaps is a dot.
    """
    told = [float(value) for value in values if value is not None]
    low, high = min([0.0, *told]), max([0.0, *told]) or 1.0
    across = (_WIDTH - 2 * _EDGE) / max(len(values) - 1, 1)
    up = (_HEIGHT - 2 * _EDGE) / (high - low)
    steps, dots, is_down = [], [], False
    for at, value in enumerate(values):
        if value is None:
            is_down = False
            continue
        x = round(_EDGE + at * across, 1)
        y = round(_HEIGHT - _EDGE - (float(value) - low) * up, 1)
        steps.append(f"{'L' if is_down else 'M'}{x:g} {y:g}")
        dots.append((x, y))
        is_down = True
    return Sparkline("".join(steps), tuple(dots))
