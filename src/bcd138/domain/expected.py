"""What a figure can be expected to be after what it was before: ranges fit for small counts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import log10
from statistics import median
from typing import Literal

from bcd138.domain.figure import HUNDREDTH
from bcd138.domain.prediction import Sample, interval_of, is_inside, is_near, sample_of
from bcd138.domain.rules import rule

Basis = Literal["series", "same", "last"]
AMOUNTS = frozenset({"money", "weight", "volume"})
_STEADY = 1.4826  # turns the median deviation into a standard one
_MADS = 3.0


@dataclass(frozen=True, slots=True)
class Past:
    """What one cell held before.

    ``last`` is the period before, ``same`` the same period a year earlier, ``series`` the
    earlier periods of the same kind, newest first, those without a figure left out.
    """

    last: Decimal | None = None
    same: Decimal | None = None
    series: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a figure may go before somebody is asked why; the data is in the catalogues.

    ``coverage`` is the share of ordinary counts that lie inside, ``order`` how many times
    the usual an amount may be, ``least`` how many earlier figures make a series.
    """

    coverage: float = 0.99
    order: float = 10.0
    least: int = 3


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Range:
    """Where a figure is expected, ends included, and what that is taken from."""

    low: Decimal
    high: Decimal
    basis: Basis


@rule("expected-range", "Quy ước của phần mềm")
def expected_range(past: Past, value_type: str, limits: Limits = LIMITS) -> Range | None:
    """Return where the next figure is expected, or ``None`` where nothing can be said.

    A count is expected in its exact prediction interval. Given the sum of what was before
    and of what comes, a Poisson count is binomial with the share 1/(periods + 1), whatever
    its rate; the interval holds every count that is not in either tail of
    (1 - ``coverage``)/2. No normal approximation is made: after 0, 0 and 0 come up to 3.

    Where the series may vary more than Poisson counts do, the count is negative binomial,
    its size by the method of moments with a margin for short series (``sample_of``). On
    simulated months with three times the variance of Poisson counts this asks about one in
    a hundred after three months and fewer later; with eight times, about two after six
    months and one after twelve.

    Whatever lies between the least and the greatest figure of the series is expected too.
    Fewer than ``least`` periods make no series: the same period of the year before, or else
    the last period, alone gives a Poisson interval. A sum of money, weight or volume is
    expected within ``order`` times the median of the series either way, or wider where the
    series itself swings more. Ranks and computed cells are not expected anywhere.
    """
    if value_type in AMOUNTS:
        return _range_of_amounts(past, limits)
    found = _basis(past, limits) if value_type == "count" else None
    if found is None:
        return None
    series, basis = found
    low, high = interval_of(_sample(series), limits.coverage)
    return _widened(Decimal(low), Decimal(high), past, basis)


def is_expected(value: Decimal, past: Past, value_type: str, limits: Limits = LIMITS) -> bool:
    """Tell whether ``value`` lies in its expected range, or has none.

    It answers as ``expected_range`` does without looking for the ends, and most ordinary
    figures at a glance. No amount at all is nothing unusual for money, weight and volume.
    """
    if len(past.series) >= limits.least and _is_between(value, past.series):
        return True
    if value_type == "count":
        return _is_count_expected(value, past, limits)
    if value_type not in AMOUNTS or not value:
        return True
    wanted = _range_of_amounts(past, limits)
    return wanted is None or wanted.low <= value <= wanted.high


def _is_between(value: Decimal, series: tuple[Decimal, ...]) -> bool:
    """Tell whether some figure is no greater and some no less; most are found at once."""
    over = under = False
    for one in series:
        if one >= value:
            over = True
        if one <= value:
            under = True
        if over and under:
            return True
    return False


def _is_count_expected(value: Decimal, past: Past, limits: Limits) -> bool:
    found = _basis(past, limits)
    if found is None or value < 0:
        return found is None
    series, coverage = found[0], limits.coverage
    mean = float(sum(series)) / len(series)
    if is_near(float(value), mean, len(series), coverage):
        return True
    return is_inside(int(value), _sample(series), coverage)


def _basis(past: Past, limits: Limits) -> tuple[tuple[Decimal, ...], Basis] | None:
    if len(past.series) >= limits.least:
        return past.series, "series"
    if past.same is not None:
        return (past.same,), "same"
    if past.last is not None:
        return (past.last,), "last"
    return None


def _sample(series: tuple[Decimal, ...]) -> Sample:
    """Return what is known; one period alone says nothing of how counts swing."""
    return sample_of(series) if len(series) > 1 else Sample(int(series[0]), 1)


def _range_of_amounts(past: Past, limits: Limits) -> Range | None:
    logs = [log10(value) for value in past.series if value > 0]
    if len(logs) < limits.least:
        return None
    middle = median(logs)
    swing = median(abs(one - middle) for one in logs) * _STEADY
    apart = max(log10(limits.order), _MADS * swing)
    low, high = (Decimal(10 ** (middle + sign * apart)) for sign in (-1, 1))
    return _widened(low.quantize(HUNDREDTH), high.quantize(HUNDREDTH), past, "series")


def _widened(low: Decimal, high: Decimal, past: Past, basis: Basis) -> Range:
    if basis != "series":
        return Range(low, high, basis)
    return Range(min(low, *past.series), max(high, *past.series), basis)
