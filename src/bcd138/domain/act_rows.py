"""The rows of an act by themselves and together: every fault, each at its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bcd138.domain.org_unit import KINDS, LEVELS, Link, Name, Register, Unit
from bcd138.domain.register_faults import Fault, declared_sum, shares_are_whole
from bcd138.domain.reorganisation import ARROWS, ENDING, ROW_KINDS, ActRow, parse_share

LONGEST_NAME = 200
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
_NEEDED = {
    "merge": ("unit", "to"),
    "split": ("unit", "to"),
    "transfer": ("unit", "parent"),
    "rename": ("unit", "name"),
    "retype": ("unit", "name"),
    "create": ("to", "name", "level", "parent"),
    "abolish": ("unit",),
}
_MEANT = ("unit", "to", "name", "parent")


@dataclass(slots=True)
class RowChecks:
    """Looks at rows against a register and a day, and keeps every fault it finds."""

    register: Register
    on: date
    faults: list[Fault] = field(default_factory=list)

    def fault(self, code: str, row: ActRow, column: str, **params: Any) -> None:
        """Keep one fault at its row and column."""
        unit = row.unit or row.to
        self.faults.append(Fault(f"orgunit.{code}", unit, row.line, column, params))

    def check_row(self, row: ActRow) -> bool:
        """Check the cells of one row by themselves and against the register."""
        if row.kind not in ROW_KINDS:
            self.fault("row-kind", row, "kind", kind=row.kind or "…")
            return False
        before = len(self.faults)
        self._check_cells(row)
        if row.unit:
            self._check_stands(row)
        if row.to and row.to in self.register.units:
            self.fault("code-taken", row, "to", unit=row.to)
        if row.level and row.level not in LEVELS:
            self.fault("level-unknown", row, "level", level=row.level)
        if row.nature and row.nature not in KINDS:
            self.fault("nature-unknown", row, "nature", nature=row.nature)
        self._check_share(row)
        return len(self.faults) == before

    def _check_cells(self, row: ActRow) -> None:
        """Check which cells are filled, and that codes and names can be kept."""
        for column in _NEEDED[row.kind]:
            if not getattr(row, column).strip():
                self.fault("cell-empty", row, column)
        read = _MEANT if row.kind in ARROWS else _NEEDED[row.kind]
        for column in _MEANT:
            if getattr(row, column) and column not in read:
                self.fault("cell-not-here", row, column, words=getattr(row, column))
        if row.to and not _CODE.fullmatch(row.to):
            self.fault("code-format", row, "to", unit=row.to)
        for column in ("name", "english"):
            if len(getattr(row, column)) > LONGEST_NAME:
                self.fault("too-long", row, column, limit=LONGEST_NAME)

    def _check_stands(self, row: ActRow) -> None:
        unit = self.register.units.get(row.unit)
        if unit is None:
            self.fault("code-unknown", row, "unit", unit=row.unit)
        elif not self.register.stands(row.unit, self.on) or unit.valid_from == self.on:
            self.fault("not-standing", row, "unit", unit=row.unit, on=self.on)
        elif (later := self._later_change(unit, row.kind)) is not None:
            self.fault("changed-later", row, "unit", unit=row.unit, on=later)

    def _later_change(self, unit: Unit, kind: str) -> date | None:
        """Return the day of a change on or after ours that ours would contradict, if any."""
        rows: list[Name | Link] = []
        if kind in {"rename", "retype", *ENDING}:
            rows += self.register.names.get(unit.code, ())
        if kind in {"transfer", *ENDING}:
            rows += self.register.links.get(unit.code, ())
        below = self.register.below.get(unit.code, ()) if kind in ENDING else ()
        days = [row.valid_from for row in (*rows, *below)]
        ends = [link.valid_until for link in below if link.valid_until is not None]
        days += [day for day in ends if day > self.on]
        days += [unit.valid_until] if unit.valid_until is not None else []
        return min((day for day in days if day >= self.on), default=None)

    def _check_share(self, row: ActRow) -> None:
        try:
            share = parse_share(row.share)
        except ValueError:
            self.fault("share-unreadable", row, "share", share=row.share)
            return
        if share is not None and (row.kind not in ARROWS or (row.kind == "merge" and share != 1)):
            self.fault("share-not-here", row, "share", share=row.share)

    def check_units(self, rows: Iterable[ActRow]) -> None:
        """Check what rows say together about one unit."""
        by_unit: dict[str, list[ActRow]] = {}
        for row in rows:
            if row.unit:
                by_unit.setdefault(row.unit, []).append(row)
        for unit, found in by_unit.items():
            kinds = {row.kind for row in found}
            if kinds == {"split"}:
                self._check_parts(unit, found)
            elif len(found) > 1 and not _may_stand_together(found):
                self.fault("changed-twice", found[-1], "unit", unit=unit, line=found[0].line)

    def _check_parts(self, unit: str, rows: list[ActRow]) -> None:
        shares = [parse_share(row.share) for row in rows]
        if len({row.to for row in rows}) < len(rows):
            self.fault("part-twice", rows[-1], "to", unit=unit)
        if not shares_are_whole(shares):
            self.fault("shares", rows[-1], "share", unit=unit, total=declared_sum(shares))


def _may_stand_together(rows: list[ActRow]) -> bool:
    """A unit may move and be renamed in one act; any other two rows about it contradict."""
    kinds = sorted(row.kind for row in rows)
    return kinds in (["rename", "transfer"], ["retype", "transfer"])
