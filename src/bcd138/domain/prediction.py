"""Where the next count lies after earlier ones: exact prediction intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import exp, inf, lgamma, log, sqrt
from operator import mul
from statistics import NormalDist

_SURE = 0.1  # the spread of a series is taken where only a tenth of its error lies above
_CALM = 4  # as if so many free periods had shown the spread of Poisson counts besides
_POISSON = 1.001  # a spread up to this is none: a negative binomial of such size is Poisson
_BLOCKS = 50  # a tail wider than this many steps is added up in as many blocks
_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Sample:
    """Earlier counts: their sum, how many, and the size of the negative binomial.

    An infinite size is Poisson. Given the sum of the sample and of the next count, that
    count is binomial or beta-binomial, whatever the rate of either.
    """

    total: int
    periods: int
    size: float = inf

    @property
    def deviation(self) -> float:
        """Return the standard deviation of the next count, never under that of one case."""
        mean = max(self.total, 1) / self.periods
        return sqrt((mean + mean * mean / self.size) * (1 + 1 / self.periods))


def sample_of(series: Sequence[Decimal]) -> Sample:
    """Return a series with its size by the method of moments: mean / (spread - 1).

    The spread is variance by mean. Few periods tell little of it, so the squares of
    ``_CALM`` Poisson periods are added, and of what they make the upper 90 % limit is
    taken; only a long calm series is trusted to be Poisson.
    """
    periods, whole = len(series), sum(series, _NONE)
    if not whole:
        return Sample(0, periods)
    squares = periods * sum(map(mul, series, series), _NONE) / whole - whole
    spread = (float(squares) + _CALM) / _chi_square(periods - 1 + _CALM)
    mean = float(whole) / periods
    return Sample(int(whole), periods, mean / (spread - 1) if spread > _POISSON else inf)


@lru_cache(maxsize=64)
def _chi_square(free: int) -> float:
    """Return the lower ``_SURE`` quantile by Wilson and Hilferty, right to about a percent."""
    step = 2 / (9 * free)
    return float(free * (1 - step + NormalDist().inv_cdf(_SURE) * sqrt(step)) ** 3)


def is_near(count: float, mean: float, periods: int, coverage: float) -> bool:
    """Tell at a glance whether a count is well within any interval of its ``coverage``.

    On the scale of square roots a count has a deviation of about a half; three quarters of
    the quantile stay inside the exact Poisson interval, as a test goes through. Other
    intervals are wider.
    """
    apart = sqrt(count + 0.375) - sqrt(mean + 0.375)
    return apart * apart <= _glance(coverage) * (1 + 1 / periods)


@lru_cache(maxsize=16)
def _glance(coverage: float) -> float:
    return (0.75 * NormalDist().inv_cdf((1 + coverage) / 2) / 2) ** 2


def is_inside(count: int, sample: Sample, coverage: float) -> bool:
    """Tell whether ``count`` is in neither tail of (1 - ``coverage``)/2."""
    is_low = count * sample.periods <= sample.total
    return _reaches(sample, count, (1 - coverage) / 2, down=is_low)


@lru_cache(maxsize=4096)
def interval_of(sample: Sample, coverage: float) -> tuple[int, int]:
    """Return the least and the greatest count that is inside."""
    tail = (1 - coverage) / 2
    mean = sample.total // sample.periods
    low = _first(-1, mean, lambda count: _reaches(sample, count, tail, down=True))
    beyond = mean + int(8 * sample.deviation) + 8
    while _reaches(sample, beyond, tail, down=False):
        beyond *= 2
    high = _first(mean, beyond, lambda count: not _reaches(sample, count, tail, down=False)) - 1
    return low, high


def _first(below: int, top: int, holds: Callable[[int], bool]) -> int:
    """Return the least number above ``below``, at most ``top``, from which ``holds`` is true."""
    while top - below > 1:
        middle = (below + top) // 2
        below, top = (below, middle) if holds(middle) else (middle, top)
    return top


def _reaches(sample: Sample, count: int, share: float, *, down: bool) -> bool:
    """Tell whether the tail that begins at ``count`` holds at least ``share``.

    Up to a deviation of a hundred each count is added exactly; beyond, the tail is added
    up in blocks by the middle of each, right to a thousandth of it.
    """
    block = int(sample.deviation / _BLOCKS) or 1
    together = sample.total + count
    sign = -1 if down else 1
    step = max(count + sign * (block - 1) / 2, 0.0)
    weight = block * _weight(sample, step, together)
    found, faint = 0.0, share * 1e-9
    while weight > faint:
        found += weight
        if found >= share:
            return True
        before, step = step, step + sign * block
        if not 0 <= step <= together:
            return False
        if block > 1:
            weight = block * _weight(sample, step, together)
        else:
            turn = _odds(sample, min(before, step), together)
            weight = weight / turn if down else weight * turn
    return False


def _odds(sample: Sample, count: float, together: int) -> float:
    """Return how much more probable the next count is than ``count``, out of ``together``."""
    rest, periods, size = together - count, sample.periods, sample.size
    if size == inf:
        return rest / (count + 1) / periods
    return rest / (count + 1) * (count + size) / (rest - 1 + size * periods)


def _weight(sample: Sample, count: float, together: int) -> float:
    """Return the probability of ``count`` out of ``together``, exact to counts of a billion."""
    return exp(min(_log_weight(sample, count, together), 0.0))


def _log_weight(sample: Sample, count: float, together: int) -> float:
    rest, periods, size = together - count, sample.periods, sample.size
    ways = lgamma(together + 1) - lgamma(count + 1) - lgamma(rest + 1)
    if size == inf:
        return ways + rest * log(periods) - together * log(periods + 1)
    own, others = size, size * periods
    return (
        ways
        + lgamma(count + own)
        + lgamma(rest + others)
        - lgamma(together + own + others)
        + lgamma(own + others)
        - lgamma(own)
        - lgamma(others)
    )
