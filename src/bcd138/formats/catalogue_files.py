"""The catalogue files as one checked whole: indicators, sources, parameters."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from bcd138.domain.regime import Regime
from bcd138.formats.catalogue_reader import CatalogueFaults, Reader
from bcd138.formats.catalogue_schemas import (
    DataElementEntry,
    Entry,
    GroupEntry,
    IndicatorEntry,
    ParameterEntry,
    SourceEntry,
)
from bcd138.formats.data_set_faults import Known
from bcd138.formats.data_set_files import (
    DataSetVersion,
    categories_from,
    read_categories,
    read_data_sets,
)
from bcd138.formats.definition_changes import Versions, contents_on, read_changes, since_ever
from bcd138.formats.definition_content import build_measure, is_code
from bcd138.formats.holiday_files import read_holidays
from bcd138.formats.regime_files import RegimeEntry, read_regimes

__all__ = ["Catalogue", "CatalogueFaults", "IndicatorDefinition", "read_catalogue", "read_sources"]
_E = TypeVar("_E", bound=Entry)
_PLACE_IN_LISTS = {"code", "group", "group_name", "position"}


@dataclass(frozen=True, slots=True)
class IndicatorDefinition:
    """A data element or an indicator, with its group and its place in lists."""

    code: str
    name: str
    group: str
    group_name: str
    unit: str
    value_type: str
    direction: str
    numerator: str
    denominator: str
    change_of: str
    factor: int
    across_units: str
    across_periods: str
    reported_at: str
    breakdowns: str
    wordings: tuple[str, ...]
    position: int

    @property
    def content(self) -> dict[str, Any]:
        """Return what the definition says as plain data, without its place in lists."""
        content = asdict(self) | {"wordings": list(self.wordings)}
        return {key: content[key] for key in content if key not in _PLACE_IN_LISTS}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the files say; ``digest`` is the SHA-256 of all their bytes.

    ``indicators`` are as the base files define them, ``versions`` with every later change.
    ``categories`` and ``regimes`` are plain data by code, ``holidays`` by year.
    """

    indicators: tuple[IndicatorDefinition, ...]
    versions: Versions
    data_sets: tuple[DataSetVersion, ...]
    categories: Mapping[str, Mapping[str, Any]]
    regimes: Mapping[str, Mapping[str, Any]]
    holidays: Mapping[str, Mapping[str, Any]]
    groups: Mapping[str, GroupEntry]
    sources: Mapping[str, SourceEntry]
    parameters: Mapping[str, ParameterEntry]
    digest: str


def read_catalogue(folder: Path) -> Catalogue:
    """Return what the catalogue files in ``folder`` say.

    Raises:
        CatalogueFaults: With every fault of every file.
    """
    reader = Reader(folder)
    groups = _one(reader, "groups.yaml", GroupEntry)
    sources = _one(reader, "sources.yaml", SourceEntry)
    indicators = _indicators(reader, groups)
    parameters = _parameters(reader, sources)
    regimes = read_regimes(reader, sources)
    holidays = read_holidays(reader, sources)
    base = {each.code: each.content for each in indicators}
    versions = read_changes(reader, since_ever(base), sources)
    categories = read_categories(reader)
    known = _Known(reader, versions, categories, regimes, sources)
    data_sets = read_data_sets(reader, known.on)
    if reader.faults:
        raise CatalogueFaults(reader.faults)
    digest = hashlib.sha256()
    for path in reader.seen:
        digest.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return Catalogue(
        indicators=tuple(indicators),
        versions=versions,
        data_sets=tuple(data_sets),
        categories=categories,
        regimes={
            path.stem: _regime(reader, path) for path in sorted(folder.glob("regimes/*.yaml"))
        },
        holidays=holidays,
        groups=groups,
        sources=sources,
        parameters=parameters,
        digest=digest.hexdigest(),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What forms may name, on any day."""

    reader: Reader
    versions: Versions
    categories: dict[str, dict[str, Any]]
    regimes: Mapping[str, Regime]
    sources: Mapping[str, SourceEntry]

    def on(self, day: date) -> Known:
        """Return what a form that begins on ``day`` may name."""
        contents = contents_on(self.versions, day)
        return Known(
            measures={code: build_measure(code, content) for code, content in contents.items()},
            categories=categories_from(self.categories),
            regimes=self.regimes,
            sources=self.sources,
            unreadable={*self.reader.faulty, *self.reader.places},
        )


def _regime(reader: Reader, path: Path) -> dict[str, Any]:
    return RegimeEntry.model_validate(reader.read[path].value).model_dump(mode="json")


def read_sources(folder: Path) -> dict[str, SourceEntry]:
    """Return the papers that the catalogue in ``folder`` cites.

    Raises:
        CatalogueFaults: With every fault of the file.
    """
    reader = Reader(folder)
    sources = _one(reader, "sources.yaml", SourceEntry)
    if reader.faults:
        raise CatalogueFaults(reader.faults)
    return sources


def _one(reader: Reader, name: str, kind: type[_E]) -> dict[str, _E]:
    entries: dict[str, _E] = {}
    for path in reader.files(name):
        entries |= reader.yaml(path, kind, keyed=True)
    return entries


def _indicators(reader: Reader, groups: Mapping[str, GroupEntry]) -> list[IndicatorDefinition]:
    by_group: dict[str, list[DataElementEntry | IndicatorEntry]] = {code: [] for code in groups}
    for path in reader.files("data_elements/*.csv"):
        for line, element in reader.table(path, DataElementEntry, {"wordings"}):
            reader.place(element.code, path, line)
            if path.stem in by_group:
                by_group[path.stem].append(element)
            else:
                reader.fault(path, line, f"không có nhóm / no such group: {path.stem}")
    computed: list[tuple[str, IndicatorEntry]] = []
    for path in reader.files("indicators/*/*.yaml"):
        for entry in reader.yaml(path, IndicatorEntry).values():
            reader.place(entry.code, path, 1)
            group = path.parent.name
            if group not in groups:
                reader.fault(path, 1, f"không có nhóm / no such group: {group}")
            elif entry.code != path.stem:
                reader.fault(path, 1, f"tên tệp phải là mã / name the file {entry.code}.yaml")
            else:
                computed.append((group, entry))
    _place_computed(by_group, computed, reader)
    ordered = sorted(groups, key=lambda code: groups[code].order)
    entries = [(group, entry) for group in ordered for entry in by_group[group]]
    return [
        _definition(entry, group, groups[group].name, position)
        for position, (group, entry) in enumerate(entries, start=1)
    ]


def _place_computed(
    by_group: dict[str, list[DataElementEntry | IndicatorEntry]],
    computed: list[tuple[str, IndicatorEntry]],
    reader: Reader,
) -> None:
    """Put each indicator after the one it names, and check the codes it names."""
    waiting = computed
    while waiting:
        left = []
        for group, entry in waiting:
            codes = [known.code for known in by_group[group]]
            if entry.after is None or entry.after in codes:
                index = 0 if entry.after is None else codes.index(entry.after) + 1
                by_group[group].insert(index, entry)
            else:
                left.append((group, entry))
        if len(left) == len(waiting):
            stuck = {entry.code for _, entry in left}
            first = [entry for _, entry in left if entry.after not in stuck]
            for entry in first or [entry for _, entry in left]:
                reader.unknown(entry.code, "after", entry.after or "")
            break
        waiting = left
    for _, entry in computed:
        for key in ("numerator", "denominator", "change_of"):
            named = getattr(entry, key) or ""
            if is_code(named) and named not in reader.places:
                reader.unknown(entry.code, key, named)


def _definition(
    entry: DataElementEntry | IndicatorEntry, group: str, group_name: str, position: int
) -> IndicatorDefinition:
    computed = entry if isinstance(entry, IndicatorEntry) else None
    return IndicatorDefinition(
        code=entry.code,
        name=entry.name,
        group=group,
        group_name=group_name,
        unit=entry.unit,
        value_type=entry.value_type,
        direction=entry.direction,
        numerator=computed.numerator if computed else "",
        denominator=computed.denominator if computed else "",
        change_of=(computed.change_of or "") if computed else "",
        factor=computed.factor if computed else 1,
        across_units=entry.across_units,
        across_periods=entry.across_periods,
        reported_at=entry.reported_at,
        breakdowns=entry.breakdowns,
        wordings=entry.wordings,
        position=position,
    )


def _parameters(reader: Reader, sources: Mapping[str, SourceEntry]) -> dict[str, ParameterEntry]:
    parameters: dict[str, ParameterEntry] = {}
    for path in reader.files("parameters/*/*.yaml"):
        for entry in reader.yaml(path, ParameterEntry).values():
            parameters[f"{path.parent.name}/{path.stem}"] = entry
            for dated in entry.values.values():
                if dated is not None and dated.source not in sources:
                    reader.fault(path, 1, f"không có văn bản / no such source: {dated.source}")
    return parameters
