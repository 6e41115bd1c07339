"""What the API asks and tells of totals."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Schema
from pydantic import Field

from bcd138.api.v1.schemas import LevelName


class TotalsAsked(Schema):
    """Whose totals, of what, for when, and in the borders of which day.

    ``below`` asks for a line for every unit of that level under one unit, beside the unit's own
    figure and the sum of that level. ``level`` adds up figures of a level instead of taking
    those that each unit reported. ``breakdown`` gives the parts of each whole.
    """

    org_unit: list[str] = Field(min_length=1, max_length=200)
    indicator: list[str] = Field(min_length=1, max_length=50)
    period: list[str] = Field(min_length=1, max_length=24)
    on: date | None = None
    below: LevelName | None = None
    level: LevelName | None = None
    breakdown: str = Field("", max_length=60)


class TotalLine(Schema):
    """One total. Decimals are texts; ``value`` null says that nobody reported, "0" none.

    ``row`` is ``each`` of a unit asked about or below, ``sum`` of the level below added up,
    ``own`` of what the unit above reported itself, ``peers`` of several units together.
    ``why_not`` is the code of why there is no total; ``data_value`` names the one figure that
    the total is as it stands.
    """

    org_unit: str | None
    row: Literal["each", "sum", "own", "peers"]
    indicator: str
    breakdown: str | None
    period: str
    value: str | None
    unit: str
    numerator: str | None
    denominator: str | None
    reported: int
    expected: int
    is_estimate: bool
    data_value: int | None
    why_not: str | None


class Totals(Schema):
    """Totals in the borders of a day."""

    on: date
    count: int
    items: list[TotalLine]
