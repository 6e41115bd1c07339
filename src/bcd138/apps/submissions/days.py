"""The columns in which a table keeps the days of a period."""

from __future__ import annotations

from typing import Any

from bcd138.domain.period import Period


def in_period(period: Period) -> dict[str, Any]:
    """Return the three columns of a period, for a filter or a new row."""
    return {
        "period_type": period.type,
        "period_start": period.start,
        "period_end": period.end,
    }
