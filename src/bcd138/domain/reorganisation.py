"""A reorganisation: the rows of a dated legal act, what they do to the register, and undoing it.

A row is an arrow or a change of one unit, as a spreadsheet for hundreds of communes has it:

====================  ======================================================================
merge                 ``unit`` goes whole into ``to``
split                 ``share`` of ``unit`` goes to ``to``; two rows or more for a unit
transfer              ``unit`` comes under ``parent``
rename, retype        ``unit`` is called ``name`` from now on, territory and code stay
create                ``to`` begins without a predecessor (an agency, a school, a hamlet)
abolish               ``unit`` ends without a successor (a district)
====================  ======================================================================
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from bcd138.domain.org_unit import (
    WHOLE,
    Dated,
    Link,
    Name,
    Register,
    Succession,
    Unit,
    build_register,
    every,
)
from bcd138.domain.register_faults import Fault, check_register
from bcd138.domain.rules import rule

ROW_KINDS = ("merge", "split", "transfer", "rename", "retype", "create", "abolish")
ARROWS = ("merge", "split")
ENDING = (*ARROWS, "abolish")
SHARE_PLACES = 6
_Row = TypeVar("_Row", Unit, Name, Link)


@dataclass(frozen=True, slots=True)
class ActRow:
    """One row of an act, as it was written; empty where the cell is empty.

    ``line`` is the row of the spreadsheet or form. ``share`` stays words until it is read:
    "0,6", "60%" or "3/5"; empty for a merge is the whole, for a split undeclared. Other
    names stand between semicolons; degrees and square kilometres are words too.
    """

    line: int
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


@dataclass(frozen=True, slots=True)
class Effect:
    """What an act does: rows that begin, rows that end, and who follows whom by itself.

    ``followers`` are links of units nobody named: they go along with their only successor.
    """

    act: str
    on: date
    units: tuple[Unit, ...] = ()
    names: tuple[Name, ...] = ()
    links: tuple[Link, ...] = ()
    successions: tuple[Succession, ...] = ()
    ended_units: tuple[Unit, ...] = ()
    ended_names: tuple[Name, ...] = ()
    ended_links: tuple[Link, ...] = ()
    followers: tuple[Link, ...] = ()

    @property
    def touched(self) -> tuple[str, ...]:
        """Return the codes of every unit that begins, ends, moves or changes its name."""
        codes = [unit.code for unit in (*self.units, *self.ended_units)]
        codes += [name.unit for name in (*self.names, *self.ended_names)]
        codes += [link.unit for link in (*self.links, *self.ended_links)]
        return tuple(dict.fromkeys(codes))

    @property
    def moved(self) -> tuple[Link, ...]:
        """Return the links by which units that go on come under another."""
        begun = {unit.code for unit in self.units}
        return tuple(link for link in self.links if link.unit not in begun)

    @property
    def renamed(self) -> tuple[Name, ...]:
        """Return the names that are given to units that go on."""
        begun = {unit.code for unit in self.units}
        return tuple(name for name in self.names if name.unit not in begun)


@rule("share-of-a-split", "Quy ước của phần mềm")
def parse_share(words: str) -> Decimal | None:
    """Read a declared share: "0,6", "60%" and "3/5" are 0.6; at most six places.

    Returns:
        ``None`` where nothing is written: nobody declared a share.

    Raises:
        ValueError: It is no number, not above 0, above 1 or finer than six places.
    """
    cell = words.strip().replace(" ", "")
    if not cell:
        return None
    try:
        if cell.endswith("%"):
            share = Decimal(cell[:-1].replace(",", ".")) / 100
        elif "/" in cell:
            above, _, under = cell.partition("/")
            share = Decimal(above) / Decimal(under)
        else:
            share = Decimal(cell.replace(",", "."))
        fine = share == round(share, SHARE_PLACES)
    except ArithmeticError as error:
        raise ValueError(words) from error
    if not fine or not 0 < share <= 1:
        raise ValueError(words)
    return share.normalize() if share < 1 else WHOLE


def only_heirs(successions: Iterable[Succession]) -> dict[str, str]:
    """Return the successor of each unit that has just one."""
    onward: dict[str, set[str]] = {}
    for arrow in successions:
        onward.setdefault(arrow.before, set()).add(arrow.after)
    return {before: after.pop() for before, after in onward.items() if len(after) == 1}


def apply_effect(register: Register, effect: Effect) -> Register:
    """Return the register after an act."""
    return build_register(
        [*_ended(register.units.values(), effect.ended_units, effect), *effect.units],
        [*_ended(every(register.names), effect.ended_names, effect), *effect.names],
        [*_ended(every(register.links), effect.ended_links, effect), *effect.links],
        [*every(register.onward), *effect.successions],
    )


def _ended(rows: Iterable[_Row], ending: Collection[_Row], effect: Effect) -> Iterator[_Row]:
    gone = set(ending)
    for row in rows:
        yield replace(row, valid_until=effect.on, ended_by=effect.act) if row in gone else row


def undo_act(register: Register, act: str) -> Register:
    """Return the register as it was before an act; ``faults_of_undoing`` must be empty."""
    return build_register(
        _as_before(register.units.values(), act),
        _as_before(every(register.names), act),
        _as_before(every(register.links), act),
        (one for one in every(register.onward) if one.act != act),
    )


def _as_before(rows: Iterable[_Row], act: str) -> Iterator[_Row]:
    for row in rows:
        if row.begun_by != act:
            yield replace(row, valid_until=None, ended_by="") if row.ended_by == act else row


def faults_of_undoing(register: Register, act: str) -> list[Fault]:
    """Return what other acts have built upon this one, each at its unit; empty if nothing.

    A unit that this act ended or moved away cannot come back under one that another act has
    ended since. Whatever else would be wrong with the register afterwards is named as
    ``check_register`` names it.
    """
    begun = {unit.code for unit in register.units.values() if unit.begun_by == act}
    later: dict[str, str] = {}
    rows: list[Dated] = [*register.units.values(), *every(register.names), *every(register.links)]
    for row in rows:
        code = row.code if isinstance(row, Unit) else row.unit
        if row.begun_by == act and row.ended_by not in {"", act}:
            later[code] = row.ended_by
        if isinstance(row, Link) and row.parent in begun and row.begun_by != act:
            later[row.parent] = row.begun_by
        if isinstance(row, Link) and row.ended_by == act:
            ended_by = register.units[row.parent].ended_by
            if ended_by not in {"", act}:
                later[row.parent] = ended_by
    found = [
        Fault("orgunit.later-act", code, params={"unit": code, "act": other})
        for code, other in sorted(later.items())
    ]
    if found:
        return found
    known = check_register(register)
    return [fault for fault in check_register(undo_act(register, act)) if fault not in known]
