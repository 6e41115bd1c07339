"""Reads the single files of the catalogue and keeps every fault with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from bcd138.formats.catalogue_schemas import Entry
from bcd138.formats.table_file import TableFault, read_rows
from bcd138.formats.yaml_file import YamlFault, YamlFile, read_yaml

_E = TypeVar("_E", bound=Entry)


class CatalogueFaults(Exception):  # noqa: N818 - it is shown to whoever edits the files
    """Every fault of the catalogue at once, each as "file:line: what"."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = sorted(faults)
        super().__init__("\n".join(self.faults))


@dataclass(slots=True)
class Reader:
    """Reads file after file and keeps every fault with its place."""

    folder: Path
    faults: list[str] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    seen: list[Path] = field(default_factory=list)
    faulty: set[str] = field(default_factory=set)
    cut_short: list[Path] = field(default_factory=list)
    read: dict[Path, YamlFile] = field(default_factory=dict)

    def files(self, pattern: str, *, needed: bool = True) -> list[Path]:
        """Return the files of this pattern in order; none is a fault where they are needed."""
        found = sorted(self.folder.glob(pattern))
        self.seen += found
        if needed and not found:
            self.faults.append(f"{self.folder / pattern}:1: không có tệp / no such file")
        return found

    def fault(self, path: Path, line: int, what: str) -> None:
        """Keep one fault with its place."""
        self.faults.append(f"{path.relative_to(self.folder)}:{line}: {what}")

    def fault_at(self, path: Path, place: tuple[str | int, ...], what: str) -> None:
        """Keep a fault at the line of ``place`` in a YAML file that was read."""
        self.fault(path, self.read[path].line_of(place), what)

    def yaml(self, path: Path, kind: type[_E], *, keyed: bool = False) -> dict[str, _E]:
        """Return the entries of a YAML file: by key, or the one entry under the empty key."""
        try:
            file = read_yaml(path)
        except YamlFault as fault:
            self.faulty.add(path.stem)
            self.faults += [line.removeprefix(f"{self.folder}/") for line in fault.faults]
            return {}
        self.read[path] = file
        if keyed and not isinstance(file.value, dict):
            self.fault(path, 1, "cần mã: nội dung / needs code: content")
            return {}
        entries: dict[str, _E] = {}
        named = file.value.items() if keyed else [("", file.value)]
        for key, value in named:
            above = (key,) if keyed else ()
            try:
                entries[key] = kind.model_validate(value)
            except ValidationError as error:
                self.faulty.add(key or path.stem)
                for place, words in _faults(error):
                    self.fault(path, file.line_of((*above, *place)), words)
        return entries

    def table(self, path: Path, kind: type[_E], lists: set[str]) -> Iterator[tuple[int, _E]]:
        """Yield the line and the entry of each row that is without fault.

        A file is cut short where its rows cannot be told apart any further.
        """
        try:
            for line, row in read_rows(path):
                cells: dict[str, Any] = dict(row)
                for name in lists:
                    cells[name] = [part.strip() for part in row.get(name, "").split(";") if part]
                try:
                    yield line, kind.model_validate(cells)
                except ValidationError as error:
                    self.faulty.add(row.get("code", ""))
                    for _, words in _faults(error):
                        self.fault(path, line, words)
        except TableFault as fault:
            self.cut_short.append(path)
            self.faults.append(str(fault).removeprefix(f"{self.folder}/"))

    def place(self, code: str, path: Path, line: int) -> None:
        """Remember where ``code`` is defined; twice is a fault."""
        where = f"{path.relative_to(self.folder)}:{line}"
        if code in self.places:
            self.faulty.add(code)
            self.fault(path, line, f"{code}: mã đã có ở / code stands in {self.places[code]}")
        self.places.setdefault(code, where)

    def unknown(self, code: str, key: str, named: str) -> None:
        """Say that what ``code`` names is nowhere, unless it stands with a fault of its own."""
        if named not in self.faulty:
            what = f"{key}: không có mã / no such code: {named}"
            self.faults.append(f"{self.places[code]}: {what}")


def _faults(error: ValidationError) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the place of each fault in an entry and its words."""
    for fault in error.errors():
        place = ".".join(str(part) for part in fault["loc"])
        yield fault["loc"], f"{place}: {fault['msg']}" if place else fault["msg"]
