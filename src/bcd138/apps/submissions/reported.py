"""Data values as the figures that totals are made of."""

from __future__ import annotations

from collections.abc import Sequence

from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.submissions.models import DataValue
from bcd138.domain.rollup import Figures, by_key
from bcd138.domain.total import Reported, Ways
from bcd138.domain.units import convert


def common_unit(values: Sequence[DataValue]) -> str:
    """Return the unit that all values of one indicator share, or the catalogue's.

    "buổi tuyên truyền" and "buổi tuyên truyền" add up, whatever the catalogue says; "Tổ" is
    "tổ".
    """
    written = {value.unit.casefold(): value.unit for value in values}
    return written.popitem()[1] if len(written) == 1 else values[0].indicator.unit


def figures_in(values: Sequence[DataValue], unit: str) -> Figures:
    """Return the values of one indicator, with ``org_unit`` at hand, in one unit of measure.

    One that cannot be turned into it, or says "trên" or "khoảng", is not exact.
    """
    return by_key(_reported(value, unit) for value in values)


def ways(indicator: Indicator) -> Ways:
    """Return how the figures of an indicator make one."""
    return Ways(indicator.across_units, indicator.across_periods)


def _reported(value: DataValue, unit: str) -> Reported:
    converted = convert(value.value, value.unit, unit)
    return Reported(
        unit=value.org_unit.code,
        period=value.period,
        value=value.value if converted is None else converted,
        numerator=value.numerator,
        denominator=value.denominator,
        is_exact=converted is not None and value.comparator == "=",
        source=value.pk,
    )
