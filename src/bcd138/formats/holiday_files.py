"""The files of public holidays: ``holidays/<year>.yaml``, one calendar year each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import Field

from bcd138.domain.working_days import days_in_lieu, is_working
from bcd138.formats.catalogue_reader import Reader
from bcd138.formats.catalogue_schemas import Entry, Words

_YEAR = re.compile(r"^(19|20)\d\d$")
_Fault = tuple[tuple[str | int, ...], str]


class SwapEntry(Entry):
    """A working day that is off, and the day of rest that is worked for it."""

    worked: date
    source: str
    checked: bool = Field(description="somebody read the announcement")


class HolidayYearEntry(Entry):
    """The days off of a calendar year: ``holidays/<year>.yaml``."""

    name: Words
    announced: bool = Field(description="false: derived from the law before the announcement")
    source: str
    article: str = ""
    checked: bool = Field(description="somebody read the announcement")
    days: dict[date, Words] = Field(min_length=1, description="every holiday, also on a Sunday")
    in_lieu: dict[date, date] = Field(description="day off: the holiday on a day of rest")
    swaps: dict[date, SwapEntry] = Field(description="working day that is off: what is worked")


def read_holidays(reader: Reader, sources: Collection[str]) -> dict[str, dict[str, Any]]:
    """Return the content of each year, by the year; there may be none.

    A fault is kept in ``reader`` with its place; so is a paper that ``sources`` does not name.
    """
    years: dict[str, dict[str, Any]] = {}
    for path in reader.files("holidays/*.yaml", needed=False):
        if not _YEAR.match(path.stem):
            reader.fault(path, 1, "tên tệp phải là năm / name the file after its year: 2026.yaml")
            continue
        for entry in reader.yaml(path, HolidayYearEntry).values():
            for place, what in _faults(entry, int(path.stem), sources):
                reader.fault_at(path, place, what)
            years[path.stem] = entry.model_dump(mode="json")
    _check_each_day_once(reader, years)
    return years


def days_off(contents: Mapping[str, Any] | HolidayYearEntry) -> frozenset[date]:
    """Return the days of a year on which offices are closed, beside Saturdays and Sundays.

    Raises:
        ValidationError: ``contents`` is no ``HolidayYearEntry``.
    """
    entry = HolidayYearEntry.model_validate(contents)
    return frozenset({*entry.days, *entry.in_lieu, *entry.swaps})


def days_worked(contents: Mapping[str, Any] | HolidayYearEntry) -> frozenset[date]:
    """Return the Saturdays and Sundays that are worked for a day off of a year.

    Raises:
        ValidationError: ``contents`` is no ``HolidayYearEntry``.
    """
    entry = HolidayYearEntry.model_validate(contents)
    return frozenset(swap.worked for swap in entry.swaps.values())


def _faults(entry: HolidayYearEntry, year: int, sources: Collection[str]) -> Iterator[_Fault]:
    if entry.source not in sources:
        yield ("source",), f"không có văn bản / no such source: {entry.source}"
    for part in ("days", "in_lieu", "swaps"):
        for day in getattr(entry, part):
            if day.year != year:
                yield (part, str(day)), f"không thuộc năm {year} / not in {year}: {day}"
    expected = days_in_lieu(entry.days)
    if entry.in_lieu != expected:
        written = ", ".join(f"{day}: {holiday}" for day, holiday in expected.items())
        yield ("in_lieu",), f"ngày nghỉ bù phải là / days in lieu are: {{{written}}}"
    for day, swap in entry.swaps.items():
        if swap.source not in sources:
            what = f"không có văn bản / no such source: {swap.source}"
            yield ("swaps", str(day), "source"), what
        if not is_working(day, {*entry.days, *expected}):
            yield ("swaps", str(day)), f"vốn đã là ngày nghỉ / is off anyway: {day}"
        if is_working(swap.worked) or swap.worked in entry.days:
            what = f"không phải ngày nghỉ hằng tuần / no weekly day of rest: {swap.worked}"
            yield ("swaps", str(day), "worked"), what


def _check_each_day_once(reader: Reader, years: Mapping[str, Mapping[str, Any]]) -> None:
    """Keep a fault for a day of rest that is worked for two days off."""
    seen: set[str] = set()
    for year, content in years.items():
        path = reader.folder / "holidays" / f"{year}.yaml"
        for off, swap in content["swaps"].items():
            worked = swap["worked"]
            if worked in seen:
                what = f"làm bù hai lần / worked for two days off: {worked}"
                reader.fault_at(path, ("swaps", off, "worked"), what)
            seen.add(worked)
