"""What was read beside a figure, kept as JSON just as the reader wrote it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

from bcd138.domain.extraction.reading import FoundAward, FoundTask

_PLACES = {"start", "end", "quote"}


def as_json(value: object) -> object:
    """Return ``value`` as JSON values: decimals and days as text, dataclasses as objects."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [as_json(item) for item in value]
    return value


def without_place(found: FoundAward | FoundTask) -> dict[str, object]:
    """Return what was found without its offsets and quote, which have columns of their own."""
    named = (field.name for field in fields(found) if field.name not in _PLACES)
    return {name: as_json(getattr(found, name)) for name in named}
