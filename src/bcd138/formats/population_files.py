"""The files of how many people live where: one unit on one day a row."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import Field

from bcd138.domain.population import HeadCount
from bcd138.formats.catalogue_reader import CatalogueFaults, Reader
from bcd138.formats.catalogue_schemas import Entry, UnitCode, Words

_MOST = 2_000_000_000


class PopulationEntry(Entry):
    """How many people a unit had on a day: one row of ``population/*.csv``."""

    unit: UnitCode
    on: date = Field(description="the day of the count")
    people: int = Field(ge=1, le=_MOST)
    source: Words = Field(description="the paper that says so")
    checked: bool = Field(default=False, description="somebody compared it with the paper")


@dataclass(frozen=True, slots=True)
class PopulationFiles:
    """Every count of the files, and the SHA-256 of each of them."""

    counts: tuple[HeadCount, ...]
    digests: tuple[str, ...]


def read_populations(folder: Path, known: Collection[str]) -> PopulationFiles:
    """Return what the files under ``folder/population`` say; there may be none.

    Args:
        folder: The catalogue.
        known: The codes of all units.

    Raises:
        CatalogueFaults: With every fault of every file: cells, unknown units, a day twice.
    """
    reader = Reader(folder)
    paths = reader.files("population/*.csv", needed=False)
    digests = tuple(hashlib.sha256(path.read_bytes()).hexdigest() for path in paths)
    return PopulationFiles(_counts(reader, paths, known), digests)


def read_population_file(path: Path, known: Collection[str]) -> tuple[HeadCount, ...]:
    """Return what one file says; its columns are those of the catalogue's files.

    Raises:
        CatalogueFaults: With every fault of the file.
        FileNotFoundError: There is no such file.
    """
    return _counts(Reader(path.parent), [path], known)


def _counts(reader: Reader, paths: Iterable[Path], known: Collection[str]) -> tuple[HeadCount, ...]:
    counts = tuple(one for path in paths for one in _read(reader, path, known))
    if reader.faults:
        raise CatalogueFaults(reader.faults)
    return counts


def _read(reader: Reader, path: Path, known: Collection[str]) -> Iterator[HeadCount]:
    for line, entry in reader.table(path, PopulationEntry, set()):
        reader.place(f"{entry.unit} {entry.on}", path, line)
        if entry.unit not in known:
            reader.fault(path, line, f"unit: không có đơn vị / no such unit: {entry.unit}")
        yield HeadCount(**entry.model_dump())
