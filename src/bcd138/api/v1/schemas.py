"""What the API gives out: codes, never ids; days as ISO, decimals as text; null is unknown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from ninja import Schema
from pydantic import Field

LevelName = Literal["central", "province", "district", "commune", "hamlet"]


class Part(Schema):
    """Which part of a list is asked for."""

    limit: int = Field(100, ge=1, le=1000)
    offset: int = Field(0, ge=0)

    @property
    def rows(self) -> slice:
        """Return the rows of this part."""
        return slice(self.offset, self.offset + self.limit)


class UnitsAsked(Part):
    """Which units of which day are asked for."""

    on: date | None = None
    level: LevelName | None = None
    within: str = ""
    q: str = Field("", max_length=100)


class BelowAsked(Part):
    """Which part of the units below one, on which day."""

    on: date | None = None


class UnitLine(Schema):
    """One unit with its name and parent of the asked day.

    ``valid_until`` is the first day it no longer stands. Degrees and square kilometres are
    decimals written as text.
    """

    code: str
    official_code: str
    name: str
    english: str
    level: LevelName
    kind: Literal["territory", "agency"]
    parent: str | None
    valid_from: date
    valid_until: date | None
    latitude: str | None
    longitude: str | None
    area_km2: str | None
    is_invented: bool


class DatedName(Schema):
    """A name between two days; acts are named by their code."""

    text: str
    valid_from: date
    valid_until: date | None
    begun_by: str | None
    ended_by: str | None


class DatedParent(Schema):
    """The unit right above between two days."""

    unit: str
    valid_from: date
    valid_until: date | None
    begun_by: str | None
    ended_by: str | None


class Arrow(Schema):
    """The territory of ``before``, or a share of it, went to ``after``; null: not declared."""

    before: str
    after: str
    on: date
    share: str | None
    act: str | None


class UnitDetail(UnitLine):
    """One unit with everything the register knows about it."""

    on: date
    stands: bool
    other_names: list[str]
    begun_by: str | None
    ended_by: str | None
    names: list[DatedName]
    parents: list[DatedParent]
    formed_from: list[Arrow]
    became: list[Arrow]


class UnitList(Schema):
    """A part of the units found, and how many there are in all."""

    on: date
    count: int
    items: list[UnitLine]


class PlaceLine(Schema):
    """A unit of the asked day and the share of the territory that lies in it."""

    unit: str
    name: str
    share: str | None


class Places(Schema):
    """Where the territory of a unit lies on a day; empty where it has no place there."""

    unit: str
    on: date
    places: list[PlaceLine]


class ActLine(Schema):
    """A legal act; ``checked`` is false where nobody has read the official text yet."""

    code: str
    number: str
    title: str
    issued_on: date
    effective_on: date
    issued_by: str
    checked: bool


class ActDetail(ActLine):
    """One act with its text and how many rows of the register it changed."""

    text: str
    begun: int
    ended: int
    moved: int
    renamed: int
    passed_on: int


class ActList(Schema):
    """A part of the acts, the latest first, and how many there are in all."""

    count: int
    items: list[ActLine]


def decimal_text(value: Decimal | None) -> str | None:
    """Write a decimal as text without zeros behind it: "0.6"."""
    if value is None:
        return None
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
