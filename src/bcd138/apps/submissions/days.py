"""Days as tables keep them: the columns of a period, and the moment at which a day has ended."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.timezone import get_default_timezone

from bcd138.domain.period import Period


def in_period(period: Period) -> dict[str, Any]:
    """Return the three columns of a period, for a filter or a new row."""
    return {
        "period_type": period.type,
        "period_start": period.start,
        "period_end": period.end,
    }


def midnight(day: date) -> datetime:
    """Return the first moment of a day, by the clock of Hà Nội."""
    return datetime.combine(day, time.min, get_default_timezone())


def midnight_after(day: date) -> datetime:
    """Return the first moment after a day, by the clock of Hà Nội."""
    return midnight(day + timedelta(days=1))
