"""Data values as the figures that totals are made of."""

from __future__ import annotations

from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.submissions.models import DataValue
from bcd138.domain.total import Reported, Ways
from bcd138.domain.units import convert


def reported(value: DataValue) -> Reported:
    """Return a data value, with ``org_unit`` and ``indicator`` at hand, in the indicator's unit.

    One that cannot be turned into it, or says "trên" or "khoảng", is not exact.
    """
    converted = convert(value.value, value.unit, value.indicator.unit)
    is_exact = converted is not None and value.comparator == "="
    return Reported(
        unit=value.org_unit.code,
        period=value.period,
        value=value.value if converted is None else converted,
        numerator=value.numerator,
        denominator=value.denominator,
        is_exact=is_exact,
        source=value.pk,
    )


def ways(indicator: Indicator) -> Ways:
    """Return how the figures of an indicator make one."""
    return Ways(indicator.across_units, indicator.across_periods)
