"""The file of how far a figure may be from the past, read into limits."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from bcd138.domain.expected import LIMITS, Limits
from bcd138.formats.parameters import load_parameter

_NAME = "validation/expected_range"


class _Limits(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    coverage_percent: float = Field(ge=50, lt=100)
    order: float = Field(gt=1)
    least: int = Field(ge=2)


def load_limits(folder: Path, *, on: date) -> Limits:
    """Return the limits as they stood on the day ``on``; before the first entry, the house's own.

    Raises:
        ValidationError: The file has another shape.
    """
    parameter = load_parameter(folder, _NAME, on=on)
    if parameter is None:
        return LIMITS
    read = _Limits.model_validate(parameter.value)
    return Limits(read.coverage_percent / 100, read.order, read.least)
