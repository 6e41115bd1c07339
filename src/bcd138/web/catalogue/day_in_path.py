"""A day as part of an address."""

from __future__ import annotations

from datetime import date


class DayConverter:
    """Reads and writes a day as 2026-11-22; another spelling is no address."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """Return the day; a ``ValueError`` makes it no address."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        """Write the day."""
        return value.isoformat()
