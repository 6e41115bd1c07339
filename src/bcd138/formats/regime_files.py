"""The files of reporting regimes: ``regimes/<code>.yaml``, one regime each."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationInfo, field_validator

from bcd138.domain.period import JANUARY_1, MONTHS, TO_DATE
from bcd138.domain.regime import Regime
from bcd138.formats.catalogue_reader import Reader
from bcd138.formats.catalogue_schemas import Entry, ReportingLevel, Words
from bcd138.formats.yaml_file import read_yaml

PeriodType = Literal["month", "quarter", "half", "year", "to_date", "span", "programme"]
MonthAndDay = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$")]
WorkingDays = Annotated[int, Field(ge=1, le=60)]
_CODE = re.compile(r"^[a-z][a-z0-9_]{1,59}$")


class DueEntry(Entry):
    """By when a period is reported, with who says so."""

    source: str
    article: str = ""
    days: dict[PeriodType, dict[ReportingLevel, WorkingDays]] = Field(
        description="by period type and level: working days after the last day"
    )


class RegimeEntry(Entry):
    """A way to count days: ``regimes/<code>.yaml``."""

    name: Words
    period_types: Annotated[tuple[PeriodType, ...], Field(min_length=1)]
    begins: MonthAndDay | None = Field(
        description="month and day on which the reporting year begins; null: it follows no year"
    )
    due: DueEntry
    source: str
    article: str = ""
    checked: bool = Field(description="somebody read the official text")

    @field_validator("period_types")
    @classmethod
    def _no_type_stands_twice(cls, types: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(types)) != len(types):
            raise ValueError("một loại kỳ ghi hai lần / a period type stands twice")
        return types

    @field_validator("begins")
    @classmethod
    def _parts_of_a_year_need_one(cls, begins: str | None, info: ValidationInfo) -> str | None:
        if begins is None and not {*MONTHS, TO_DATE}.isdisjoint(info.data.get("period_types", ())):
            raise ValueError("loại kỳ này cần ngày đầu năm / these period types need a first day")
        return begins

    @field_validator("due")
    @classmethod
    def _due_days_are_of_its_periods(cls, due: DueEntry, info: ValidationInfo) -> DueEntry:
        others = set(due.days) - set(info.data.get("period_types", due.days))
        if others:
            named = ", ".join(sorted(others))
            raise ValueError(f"không có loại kỳ / not among period_types: {named}")
        return due


def read_regimes(reader: Reader, sources: Collection[str]) -> dict[str, Regime]:
    """Return the regimes by their codes, which are the names of the files.

    A fault is kept in ``reader`` with its place; so is a paper that ``sources`` does not name.
    """
    regimes: dict[str, Regime] = {}
    for path in reader.files("regimes/*.yaml"):
        if not _CODE.match(path.stem):
            reader.fault(path, 1, f"tên tệp không phải mã / file name is no code: {path.stem}")
        for entry in reader.yaml(path, RegimeEntry).values():
            _check_sources(reader, path, entry, sources)
            regimes[path.stem] = regime_from(path.stem, entry)
    return regimes


def regime_from(code: str, content: RegimeEntry | Mapping[str, Any]) -> Regime:
    """Return the regime that a file, or what was stored of it as JSON, describes.

    Raises:
        ValidationError: ``content`` is no ``RegimeEntry``.
    """
    entry = RegimeEntry.model_validate(content)
    month, day = map(int, entry.begins.split("-")) if entry.begins else JANUARY_1
    return Regime(
        code=code,
        name=entry.name,
        begins=(month, day),
        period_types=entry.period_types,
        due={
            (kind, level): days
            for kind, by_level in entry.due.days.items()
            for level, days in by_level.items()
        },
        source=entry.source,
        article=entry.article,
        checked=entry.checked,
    )


def _check_sources(
    reader: Reader, path: Path, entry: RegimeEntry, sources: Collection[str]
) -> None:
    for place, source in ((("source",), entry.source), (("due", "source"), entry.due.source)):
        if source not in sources:
            line = read_yaml(path).line_of(place)
            reader.fault(path, line, f"không có văn bản / no such source: {source}")
