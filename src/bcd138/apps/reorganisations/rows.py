"""Rows as officers write them made ready for the plan: names become codes, new units get one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, count
from string import ascii_uppercase

from bcd138.apps.accounts.models import User
from bcd138.apps.reorganisations.names import UnitsWritten
from bcd138.domain.org_unit import Register
from bcd138.domain.register_faults import Fault
from bcd138.domain.reorganisation import ARROWS, ActRow

_BEGINS = {*ARROWS, "create"}
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_TOLD = 5
_BASE = 24


@dataclass(frozen=True, slots=True)
class Ready:
    """Rows with codes, and the names among them that fit more than one unit."""

    rows: tuple[ActRow, ...]
    faults: tuple[Fault, ...]


def ready(rows: Iterable[ActRow], *, register: Register, on: date, by: User) -> Ready:
    """Return rows with codes: of units written by name or number, and for new units without one.

    A name stands for the one unit of that name that stands on the day and that ``by`` sees;
    one that fits none is left, for the plan to say so. New units of one name are one unit;
    its code is the official one, or its first source's, with the year behind. A unit above
    that is written by name may be one that the act itself begins.
    """
    found = UnitsWritten(register, on, by)
    faults: list[Fault] = []
    written = [_with_unit(row, found, faults) for row in rows]
    named = _with_targets(written, found)
    made = [_with_parent(row, named.by_name, found, faults) for row in named.rows]
    return Ready(tuple(made), tuple(faults))


def _with_unit(row: ActRow, found: UnitsWritten, faults: list[Fault]) -> ActRow:
    name = row.name
    if row.kind in _BEGINS and name.endswith(")"):
        name = _without_code(name, found.register)
    return replace(row, unit=_one(row, "unit", found, faults), name=name)


def _with_parent(
    row: ActRow, by_name: dict[str, str], found: UnitsWritten, faults: list[Fault]
) -> ActRow:
    begun = by_name.get(_spelling(row.parent)) if row.parent else None
    return replace(row, parent=begun or _one(row, "parent", found, faults))


def _one(row: ActRow, column: str, found: UnitsWritten, faults: list[Fault]) -> str:
    """Return the code of what a cell says, or the cell where it is not clear."""
    written: str = getattr(row, column).strip()
    codes = found.codes(written) if written else ()
    if len(codes) > 1:
        told = [_told(code, found) for code in codes[:_TOLD]]
        about = {"unit": written, "units": told}
        faults.append(Fault("orgunit.name-ambiguous", written, row.line, column, about))
    return codes[0] if len(codes) == 1 else written


def _told(code: str, found: UnitsWritten) -> str:
    """Return a unit with its code and where it lies: "xã Tân Phú (04603, tỉnh An Bình)"."""
    above = found.register.parent(code, found.on)
    within = f", {found.register.name(above, found.on)}" if above else ""
    return f"{found.register.name(code, found.on)} ({code}{within})"


def _without_code(name: str, register: Register) -> str:
    """Drop the code behind a name that was chosen from the list of standing units."""
    before, _, code = name.removesuffix(")").rpartition("(")
    return before.strip() if code in register.units else name


@dataclass(slots=True)
class _Named:
    rows: list[ActRow]
    by_name: dict[str, str] = field(default_factory=dict)


def _with_targets(rows: Sequence[ActRow], found: UnitsWritten) -> _Named:
    """Give a code to every new unit that has a name only; rows of one name are one unit."""
    same: dict[str, list[ActRow]] = {}
    for row in rows:
        if row.name and row.kind in _BEGINS:
            same.setdefault(_spelling(row.name), []).append(row)
    taken = {*found.register.units, *(row.to for row in rows)}
    codes: dict[str, str] = {}
    for key in sorted(same, key=lambda key: not any(row.unit for row in same[key])):
        given = next((row.to for row in same[key] if row.to), "")
        codes[key] = given or _free_code(_base(same[key], codes, found), taken, found.on)
        taken.add(codes[key])
    made = []
    for row in rows:
        key = _spelling(row.name) if row.name and row.kind in _BEGINS else ""
        if key and not row.to:
            made.append(replace(row, to=codes[key], name=same[key][0].name))
        else:
            made.append(row)
    return _Named(made, codes)


def _base(same: Sequence[ActRow], codes: dict[str, str], found: UnitsWritten) -> str:
    """Return what a new code begins with: the official number, or a source's or parent's code."""
    official = next((row.official_code for row in same if row.official_code), "")
    sources = sorted(row.unit for row in same if row.unit)
    above = next((row.parent for row in same if row.parent), "")
    if not official and not sources and above:
        sources = [codes.get(_spelling(above)) or next(iter(found.codes(above)), "")]
    return _as_code(official or "".join(sources[:1]).split(".")[0]) or "X"


def _free_code(base: str, taken: set[str], on: date) -> str:
    wanted = f"{base}.{on.year}"
    endings = chain(("",), ascii_uppercase, (f"-{number}" for number in count(1)))
    free: str = next(wanted + ending for ending in endings if wanted + ending not in taken)
    return free


def _as_code(words: str) -> str:
    """Return the last word of letters and digits that may stand in an address."""
    found = re.findall(r"[A-Z0-9][A-Z0-9_.-]*", words.upper())
    return found[-1][:_BASE] if found else ""


def _spelling(name: str) -> str:
    """Return a name so that "Hoà Bình" is "hòa bình" but "Tân Phú" is not "Tấn Phú"."""
    words = []
    for word in unicodedata.normalize("NFD", name.casefold()).split():
        letters = "".join(one for one in word if one not in _TONES)
        words.append(letters + "".join(sorted(one for one in word if one in _TONES)))
    return " ".join(words)
