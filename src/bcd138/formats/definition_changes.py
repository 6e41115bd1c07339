"""Changed definitions of indicators: ``definition_changes/<day>_<slug>.yaml``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bcd138.domain.data_set import Measure
from bcd138.domain.indicator import version_on
from bcd138.formats.catalogue_reader import CatalogueFaults, Reader
from bcd138.formats.catalogue_schemas import DataElementEntry, IndicatorEntry
from bcd138.formats.data_set_schemas import DefinitionChangeEntry
from bcd138.formats.definition_content import build_measure, is_code

_COMPUTED = {"ratio", "change"}
_COMPUTED_ONLY = ("unit", "numerator", "denominator", "factor")


@dataclass(frozen=True, slots=True)
class DefinitionVersion:
    """What an indicator means between two days; ``valid_from`` is empty since ever."""

    code: str
    valid_from: date | None
    valid_until: date | None
    content: Mapping[str, Any]

    @property
    def measure(self) -> Measure:
        """Return what is counted or computed."""
        return build_measure(self.code, self.content)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that is not in force: of each indicator the definition before and after."""

    begins: date
    source: str
    why: str
    definitions: Mapping[str, tuple[DefinitionVersion, DefinitionVersion]]


Versions = dict[str, tuple[DefinitionVersion, ...]]


def since_ever(contents: Mapping[str, Mapping[str, Any]]) -> Versions:
    """Return the definitions of the base files, which hold without a first or last day."""
    return {
        code: (DefinitionVersion(code, None, None, content),) for code, content in contents.items()
    }


def read_changes(reader: Reader, versions: Versions, sources: Collection[str]) -> Versions:
    """Return ``versions`` after every change of the files, which may be absent.

    Every fault is kept in ``reader`` with its line.
    """
    files = [
        (path, entry)
        for path in reader.files("definition_changes/*.yaml", needed=False)
        for entry in reader.yaml(path, DefinitionChangeEntry).values()
    ]
    for path, entry in sorted(files, key=lambda file: file[1].begins):
        if not path.stem.startswith(f"{entry.begins.isoformat()}_"):
            what = f"tên tệp phải bắt đầu bằng / name the file {entry.begins.isoformat()}_…"
            reader.fault_at(path, ("from",), what)
        versions = changed(reader, path, entry, versions, sources)
    return versions


def changed(
    reader: Reader,
    path: Path,
    entry: DefinitionChangeEntry,
    versions: Versions,
    sources: Collection[str],
) -> Versions:
    """Return ``versions`` after one change; what it cannot change is kept as a fault."""
    if entry.source not in sources:
        reader.fault_at(path, ("source",), f"không có văn bản / no such source: {entry.source}")
    after = dict(versions)
    for code, fields in entry.changes.items():
        place = ("changes", code)
        if code not in versions:
            if code not in reader.faulty and code not in reader.places:
                reader.fault_at(path, place, f"không có chỉ tiêu / no such indicator: {code}")
            continue
        new = fields.model_dump(mode="json", exclude_unset=True, exclude_none=True)
        *before, last = versions[code]
        faults = list(_faults(last, new, entry, versions))
        for key, what in faults:
            reader.fault_at(path, (*place, key), f"{code}: {what}")
        if not faults:
            said = entry.model_dump(mode="json", include={"source", "article", "checked", "why"})
            content = {**last.content, **new, "change": said}
            ended = DefinitionVersion(code, last.valid_from, entry.begins, last.content)
            begun = DefinitionVersion(code, entry.begins, None, content)
            after[code] = (*before, ended, begun)
    return after


def read_change(path: Path, versions: Versions, sources: Collection[str]) -> Proposal:
    """Return what one proposed file would change, wherever it lies.

    Raises:
        CatalogueFaults: With every fault of the file.
    """
    reader = Reader(path.parent)
    if not path.is_file():
        raise CatalogueFaults([f"{path.name}:1: không có tệp / no such file"])
    entries = reader.yaml(path, DefinitionChangeEntry)
    for entry in entries.values():
        after = changed(reader, path, entry, versions, sources)
        if not reader.faults:
            named = {code: (after[code][-2], after[code][-1]) for code in entry.changes}
            return Proposal(entry.begins, entry.source, entry.why, named)
    raise CatalogueFaults(reader.faults)


def contents_on(versions: Versions, day: date) -> dict[str, Mapping[str, Any]]:
    """Return the content in force on ``day`` of every indicator."""
    return {
        code: found.content
        for code, each in versions.items()
        if (found := version_on(each, day)) is not None
    }


def _faults(
    last: DefinitionVersion,
    new: Mapping[str, Any],
    entry: DefinitionChangeEntry,
    versions: Versions,
) -> Iterator[tuple[str, str]]:
    """Yield the field and the words of what keeps ``new`` from becoming the definition."""
    if last.valid_from is not None and entry.begins <= last.valid_from:
        since = last.valid_from.isoformat()
        yield "", f"đã có định nghĩa từ / a definition is there already from {since}"
    is_computed = last.content["value_type"] in _COMPUTED
    for key in _COMPUTED_ONLY:
        if key in new and not is_computed:
            yield key, f"{key}: số đếm thì không đổi được / a count keeps it; give it a new code"
    for key in ("numerator", "denominator"):
        named = new.get(key, "")
        if is_code(named) and named not in versions:
            yield key, f"{key}: không có mã / no such code: {named}"
    if not any(last.content[key] != value for key, value in new.items()):
        yield "", "không đổi gì / changes nothing"
    yield from _faults_of_shape(last, new, is_computed=is_computed)


def _faults_of_shape(
    last: DefinitionVersion, new: Mapping[str, Any], *, is_computed: bool
) -> Iterator[tuple[str, str]]:
    """Yield what the base files would not allow either: "%" with factor 1, say."""
    kind = IndicatorEntry if is_computed else DataElementEntry
    content = {"code": last.code, "after": None, **last.content, **new}
    allowed = {key: content[key] for key in kind.model_fields if key in content}
    if not allowed.get("change_of", True):
        allowed["change_of"] = None
    try:
        kind.model_validate(allowed)
    except ValidationError as error:
        for fault in error.errors():
            yield str(fault["loc"][0]) if fault["loc"] else "", fault["msg"]
