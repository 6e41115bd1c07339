"""What may stand in a catalogue file; the JSON schemas for editors come from here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,59}$")]
UnitCode = Annotated[str, Field(pattern=r"^[A-Z0-9][A-Z0-9_.-]{0,39}$")]
Words = Annotated[str, Field(min_length=1, max_length=200)]
Direction = Literal["higher", "lower", "neutral"]
Across = Literal["sum", "last", "max", "none"]
Level = Literal["central", "province", "district", "commune", "hamlet"]
ReportingLevel = Literal["central", "province", "commune"]


class Entry(BaseModel):
    """Anything in a catalogue file: unknown keys are faults, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class GroupEntry(Entry):
    """A group of indicators, under its code in ``groups.yaml``."""

    name: Words
    order: int = Field(ge=1)


class SourceEntry(Entry):
    """A paper we cite, under its number and symbol in ``sources.yaml``."""

    title: Words
    issued_on: date | None = None
    in_force_from: date | None = None
    repealed_from: date | None = None
    checked: bool = Field(description="somebody read the official text")


class Measured(Entry):
    """What a data element and an indicator have in common."""

    code: Code
    name: Words
    unit: Annotated[str, Field(min_length=1, max_length=40)]
    direction: Direction = Field(description="which way is better")
    across_units: Across = Field(description="how the values of units make one")
    across_periods: Across = Field(description="how the values of periods make one")
    reported_at: ReportingLevel = Field(description="the level that reports it")
    breakdowns: str = ""
    wordings: tuple[Words, ...] = Field(description="how reports name it; ... stands for a value")

    @model_validator(mode="after")
    def _no_wording_stands_twice(self) -> Self:
        if len(set(self.wordings)) != len(self.wordings):
            raise ValueError("một cách gọi ghi hai lần / a wording stands twice")
        return self


class DataElementEntry(Measured):
    """What is counted, weighed or valued: one row of ``data_elements/<group>.csv``."""

    value_type: Literal["count", "money", "weight", "volume", "rank"]

    @model_validator(mode="after")
    def _ranks_do_not_add_up(self) -> Self:
        if self.value_type == "rank" and "sum" in {self.across_units, self.across_periods}:
            raise ValueError("thứ hạng không cộng được / ranks do not add up")
        return self


class IndicatorEntry(Measured):
    """What is computed: ``indicators/<group>/<code>.yaml``.

    ``numerator`` and ``denominator`` are codes where we count them, otherwise words.
    """

    value_type: Literal["ratio", "change"]
    numerator: Annotated[str, Field(max_length=100)] = ""
    denominator: Annotated[str, Field(max_length=100)] = ""
    change_of: Code | None = Field(None, description="a change: what changed")
    factor: Literal[1, 100, 1000] = Field(description="numerator ÷ denominator × factor")
    after: Code | None = Field(description="stands after this one in lists")

    @model_validator(mode="after")
    def _percentages_are_recomputed(self) -> Self:
        if self.unit == "%" and {self.across_units, self.across_periods} != {"none"}:
            raise ValueError(
                "tỷ lệ phải tính lại từ tử số, mẫu số / percentages are recomputed: none and none"
            )
        if (self.unit == "%") != (self.factor == 100):  # noqa: PLR2004 - per cent
            raise ValueError("đơn vị % đi với factor 100 / unit % goes with factor 100")
        return self


class OrgUnitEntry(Entry):
    """A unit since we know it: one row of ``org_units/base/*.csv``."""

    code: UnitCode
    name: Words
    level: Level
    kind: Literal["territory", "agency"] = "territory"
    parent: UnitCode | None = None
    valid_from: date
    valid_until: date | None = Field(None, description="the first day it is no more")
    official_code: str = Field("", description="where it is not the code")
    other_names: tuple[Words, ...] = ()
    latitude: Decimal | None = Field(None, ge=-90, le=90, description="degrees")
    longitude: Decimal | None = Field(None, ge=-180, le=180, description="degrees")
    area_km2: Decimal | None = Field(None, gt=0, description="square kilometres")


class ActEntry(Entry):
    """A legal act that changes units: ``org_units/acts/<day>/act.yaml``; its rows stand beside."""

    number: Annotated[str, Field(min_length=1, max_length=60)]
    title: Annotated[str, Field(min_length=1, max_length=300)]
    issued_on: date
    effective_on: date
    issued_by: str = ""
    text: str = ""
    checked: bool = Field(description="somebody read the official text")


class ActRowEntry(Entry):
    """One row of an act, as officers write it; what it means is checked by the rules."""

    kind: str
    unit: str = ""
    to: str = ""
    share: str = ""
    name: str = ""
    parent: str = ""
    level: str = ""
    nature: str = ""
    official_code: str = ""
    english: str = ""
    other_names: str = ""
    latitude: str = ""
    longitude: str = ""
    area_km2: str = ""


class DatedValue(Entry):
    """A legal number, or a set of them that changes together, with its source."""

    value: int | Decimal | str | dict[str, Any]
    source: str
    article: int | str | None = None
    clause: int | str | None = None


class ParameterEntry(Entry):
    """One number that a law or a convention sets: ``parameters/<topic>/<name>.yaml``."""

    description: str = Field(min_length=1)
    unit: str = Field(min_length=1)
    values: dict[date, DatedValue | None] = Field(min_length=1, description="null: repealed")
    checked_on: date | None = Field(None, description="somebody compared it with its source")
