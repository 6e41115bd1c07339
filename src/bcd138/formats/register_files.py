"""The files of the register of org units: how it stood, and every act since, put together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bcd138.domain.org_unit import Link, Name, Register, Unit, build_register
from bcd138.domain.planning import plan_act
from bcd138.domain.register_faults import Fault, check_register
from bcd138.domain.reorganisation import ActRow, apply_effect
from bcd138.formats.catalogue_reader import CatalogueFaults, Reader
from bcd138.formats.catalogue_schemas import ActEntry, ActRowEntry, OrgUnitEntry
from bcd138.formats.messages import load_messages


@dataclass(frozen=True, slots=True)
class ActHead:
    """A legal act as its paper says: number, title, days; ``checked`` where somebody read it."""

    number: str
    title: str
    issued_on: date
    effective_on: date
    text: str = ""
    issued_by: str = ""
    checked: bool = True

    @property
    def code(self) -> str:
        """Return what names the act in every row of the register: its number and its day."""
        return f"{self.number}@{self.effective_on.isoformat()}"


@dataclass(frozen=True, slots=True)
class RegisterFiles:
    """The register after every act of the files, the acts, and the SHA-256 of all bytes."""

    register: Register
    acts: tuple[ActHead, ...]
    digest: str


def read_register(folder: Path, *, only: str = "*") -> RegisterFiles:
    """Return the register that the files under ``folder/org_units`` make.

    Args:
        folder: The catalogue.
        only: Which files of units and rows to read, as a pattern: ``provinces`` for the
            country and its provinces alone.

    Raises:
        CatalogueFaults: With every fault of every file: cells, unknown codes, cycles, days.
    """
    reader = Reader(folder)
    register = _base(reader, only)
    acts = [
        (ActHead(**entry.model_dump()), _rows(reader, path.parent, only))
        for path in sorted(reader.files("org_units/acts/*/act.yaml"))
        for entry in reader.yaml(path, ActEntry).values()
    ]
    if not reader.cut_short:
        register = _judged(reader, register, acts)
    if reader.faults:
        raise CatalogueFaults(reader.faults)
    digest = hashlib.sha256()
    for path in reader.seen:
        digest.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return RegisterFiles(register, tuple(head for head, _ in acts), digest.hexdigest())


def _base(reader: Reader, only: str) -> Register:
    units, names, links = [], [], []
    for path in reader.files(f"org_units/base/{only}.csv"):
        for line, entry in reader.table(path, OrgUnitEntry, {"other_names"}):
            reader.place(entry.code, path, line)
            units.append(unit_of(entry))
            names.append(Name(entry.code, entry.name, entry.valid_from, entry.valid_until))
            if entry.parent is not None:
                days = (entry.valid_from, entry.valid_until)
                links.append(Link(entry.code, entry.parent, *days))
    return build_register(units, names, links, ())


def unit_of(entry: OrgUnitEntry) -> Unit:
    """Return the unit that one row of a file describes."""
    return Unit(
        code=entry.code,
        level=entry.level,
        valid_from=entry.valid_from,
        valid_until=entry.valid_until,
        kind=entry.kind,
        official_code=entry.official_code or ("" if entry.parent is None else entry.code),
        other_names=entry.other_names,
        latitude=entry.latitude,
        longitude=entry.longitude,
        area_km2=entry.area_km2,
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row of an act, numbered among all of them, with the file and the line it stands in."""

    path: Path
    line: int
    row: ActRow


def _rows(reader: Reader, folder: Path, only: str) -> list[_Placed]:
    pattern = f"{folder.relative_to(reader.folder)}/{only}.csv"
    found = (
        (path, line, entry)
        for path in reader.files(pattern)
        for line, entry in reader.table(path, ActRowEntry, set())
    )
    return [
        _Placed(path, line, ActRow(place, **entry.model_dump()))
        for place, (path, line, entry) in enumerate(found)
    ]


def _judged(
    reader: Reader, register: Register, acts: Iterable[tuple[ActHead, list[_Placed]]]
) -> Register:
    """Return the register after every act; each fault is kept with the file and line it is at.

    What only follows from a row that could not be read, or stands twice, is left out.
    """
    said = [(reader.places[fault.unit], fault) for fault in check_register(register)]
    for head, placed in acts:
        rows = [one.row for one in placed]
        plan = plan_act(register, act=head.code, on=head.effective_on, rows=rows)
        said += [_at_its_line(reader, head, placed, fault) for fault in plan.faults]
        register = apply_effect(register, plan.effect)
    said = [(place, fault) for place, fault in said if not _about(fault) & reader.faulty]
    if said:
        messages = load_messages(reader.folder / "messages")
        lines = (f"{place}: {messages.say(fault.code, **fault.params)}" for place, fault in said)
        reader.faults += dict.fromkeys(lines)  # a unit and its name may end on the same wrong day
    return register


def _at_its_line(
    reader: Reader, head: ActHead, placed: list[_Placed], fault: Fault
) -> tuple[str, Fault]:
    """Return the file, line and column of a fault; a row it names is named by its line too."""
    if fault.row is None:
        return f"org_units/acts: {head.code}", fault
    one, params = placed[fault.row], dict(fault.params)
    if "line" in params:
        other = placed[params["line"]]
        params["line"] = other.line if other.path == one.path else f"{other.path.name}:{other.line}"
    place = f"{one.path.relative_to(reader.folder)}:{one.line}"
    column = f": {fault.column}" if fault.column else ""
    return f"{place}{column}", replace(fault, params=params)


def _about(fault: Fault) -> set[str]:
    return {fault.unit, *(str(fault.params.get(name)) for name in ("unit", "parent"))}
