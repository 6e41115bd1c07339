"""The values a finding's words are filled with, as JSON that keeps numbers and days."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal


class ParamsEncoder(json.JSONEncoder):
    """Writes a ``Decimal`` as ``{"decimal": "82.41"}`` and a day as ``{"date": "2019-03-12"}``."""

    def default(self, o: object) -> object:
        """Return what JSON has instead of ``o``."""
        if isinstance(o, Decimal):
            return {"decimal": str(o)}
        if isinstance(o, date):
            return {"date": o.isoformat()}
        return super().default(o)


class ParamsDecoder(json.JSONDecoder):
    """Gives back what ``ParamsEncoder`` wrote."""

    def __init__(self) -> None:
        super().__init__(object_hook=_restored)


def _restored(found: dict[str, object]) -> object:
    if set(found) == {"decimal"}:
        return Decimal(str(found["decimal"]))
    if set(found) == {"date"}:
        return date.fromisoformat(str(found["date"]))
    return found
