"""The files of forms and breakdowns: ``data_sets/<code>/<valid_from>.yaml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bcd138.domain.data_set import Category
from bcd138.formats.catalogue_reader import Reader
from bcd138.formats.data_set_content import build_data_set
from bcd138.formats.data_set_faults import Known, faults_across, faults_of
from bcd138.formats.data_set_schemas import CategoryEntry, DataSetEntry
from bcd138.formats.definition_content import build_category

__all__ = ["DataSetVersion", "build_data_set", "read_categories", "read_data_sets"]
_CODE = re.compile(r"^[a-z][a-z0-9_]{1,59}$")
_LONGEST_OPTION = 60


@dataclass(frozen=True, slots=True)
class DataSetVersion:
    """One file: a form from ``valid_from`` until the next file of its folder."""

    code: str
    valid_from: date
    valid_until: date | None
    entry: DataSetEntry

    @property
    def content(self) -> dict[str, Any]:
        """Return what the file says as plain data, with every default filled in."""
        return self.entry.model_dump(mode="json")


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    valid_from: date
    entry: DataSetEntry


def read_categories(reader: Reader) -> dict[str, dict[str, Any]]:
    """Return the content of each breakdown of ``categories.yaml``, which may be absent."""
    contents: dict[str, dict[str, Any]] = {}
    for path in reader.files("categories.yaml", needed=False):
        for code, entry in reader.yaml(path, CategoryEntry, keyed=True).items():
            if not _CODE.match(code):
                reader.fault_at(path, (code,), f"không phải mã / no code: {code}")
            for option in entry.options:
                if len(f"{code}.{option}") > _LONGEST_OPTION:
                    what = f"mã quá dài / code too long: {code}.{option}"
                    reader.fault_at(path, (code, "options", option), what)
            contents[code] = entry.model_dump(mode="json")
    return contents


def read_data_sets(reader: Reader, known_on: Callable[[date], Known]) -> list[DataSetVersion]:
    """Return every version of every form, each form's in the order of their days.

    Every fault is kept in ``reader`` with its line.

    Args:
        reader: Of the catalogue's folder, in which ``data_sets`` may be absent.
        known_on: What a form that begins on a day may name.
    """
    by_code: dict[str, list[_File]] = {}
    for path in reader.files("data_sets/*/*.yaml", needed=False):
        valid_from = _day_of(path, reader)
        entries = reader.yaml(path, DataSetEntry)
        if not entries:
            reader.faulty.add(path.parent.name)
        for entry in entries.values():
            if valid_from is not None:
                by_code.setdefault(path.parent.name, []).append(_File(path, valid_from, entry))
    for code, files in by_code.items():
        if not _CODE.match(code):
            reader.fault(files[0].path, 1, f"tên thư mục không phải mã / folder is no code: {code}")
        for file in files:
            _check(reader, file, by_code, known_on(file.valid_from))
    return [version for code, files in by_code.items() for version in _versions(code, files)]


def categories_from(contents: dict[str, dict[str, Any]]) -> dict[str, Category]:
    """Return the breakdowns that ``read_categories`` read."""
    return {code: build_category(code, content) for code, content in contents.items()}


def _day_of(path: Path, reader: Reader) -> date | None:
    """Return the day that names a file; written in no other way, so that none stands twice."""
    try:
        day = date.fromisoformat(path.stem)
    except ValueError:
        day = None
    if day is None or day.isoformat() != path.stem:
        reader.fault(path, 1, "tên tệp phải là ngày / name the file after its day: 2026-01-01.yaml")
        return None
    return day


def _check(reader: Reader, file: _File, by_code: dict[str, list[_File]], known: Known) -> None:
    others = {
        code: found.entry
        for code, files in by_code.items()
        if (found := _in_force(files, file.valid_from)) is not None
    }
    faults = (*faults_of(file.entry, known), *faults_across(file.entry, others, known.unreadable))
    for place, words in faults:
        reader.fault_at(file.path, place, words)


def _in_force(files: Iterable[_File], day: date) -> _File | None:
    """Return the file in force on ``day``, or the first one after it."""
    ordered = sorted(files, key=lambda file: file.valid_from)
    begun = [file for file in ordered if file.valid_from <= day]
    return begun[-1] if begun else ordered[0]


def _versions(code: str, files: list[_File]) -> list[DataSetVersion]:
    ordered = sorted(files, key=lambda file: file.valid_from)
    until = [*(file.valid_from for file in ordered[1:]), None]
    return [
        DataSetVersion(code, file.valid_from, end, file.entry)
        for file, end in zip(ordered, until, strict=True)
    ]
