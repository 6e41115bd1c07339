"""Days as officers write them: 22/11/2026, and a few ways beside it."""

from __future__ import annotations

import re
from datetime import date

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)


def parse_day(written: str) -> date | None:
    """Return the day of "22/11/2026", "22-11-2026", "22.11.2026" or "2026-11-22".

    ``None`` where it is no day: never month first, never a year of two digits.
    """
    words = written.strip()
    if found := _DAY_FIRST.fullmatch(words):
        day, month, year = (int(part) for part in found.groups())
    elif found := _YEAR_FIRST.fullmatch(words):
        year, month, day = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
