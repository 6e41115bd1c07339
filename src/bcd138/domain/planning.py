"""From the rows of an act to its effect: every fault of every row at once, or what it does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from bcd138.domain.act_rows import RowChecks
from bcd138.domain.org_unit import (
    KINDS,
    LEVELS,
    WHOLE,
    Link,
    Name,
    Register,
    Succession,
    Unit,
    every,
)
from bcd138.domain.register_faults import Fault, check_register
from bcd138.domain.reorganisation import (
    ARROWS,
    ENDING,
    ActRow,
    Effect,
    apply_effect,
    only_heirs,
    parse_share,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """The effect of an act's rows; it holds only where ``faults`` is empty."""

    effect: Effect
    faults: tuple[Fault, ...]


def plan_act(register: Register, *, act: str, on: date, rows: Sequence[ActRow]) -> Plan:
    """Work out what an act does on its day, without doing it.

    Args:
        register: As it stands, with every act entered so far.
        act: The act's code; every row that begins or ends remembers it.
        on: The first day of the new order.
        rows: In any order; a target named by several arrows is one unit.

    Returns:
        Faults come at once, each with its row and column: an unknown code, a unit that does
        not stand, one changed twice, shares that do not make 1, a code already used, a
        missing name, children nobody provided for, a cycle, a parent that is not there.
    """
    checks = RowChecks(register, on)
    usable = [row for row in rows if checks.check_row(row)]
    checks.check_units(usable)
    planner = _Planner(checks, act)
    planner.begin(usable)
    planner.change(usable)
    planner.end(usable)
    planner.follow(usable)
    return planner.plan(usable)


@dataclass(slots=True)
class _Planner:
    checks: RowChecks
    act: str
    units: dict[str, Unit] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    successions: list[Succession] = field(default_factory=list)
    ended: dict[str, Unit] = field(default_factory=dict)
    renamed: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    followers: list[Link] = field(default_factory=list)

    @property
    def register(self) -> Register:
        return self.checks.register

    @property
    def on(self) -> date:
        return self.checks.on

    @property
    def faults(self) -> list[Fault]:
        return self.checks.faults

    def fault(self, code: str, row: ActRow, column: str, **params: Any) -> None:
        self.checks.fault(code, row, column, **params)

    def begin(self, rows: Iterable[ActRow]) -> None:
        """Begin the units that arrows lead to and those created."""
        by_target: dict[str, list[ActRow]] = {}
        for row in rows:
            if row.kind in ARROWS or row.kind == "create":
                by_target.setdefault(row.to, []).append(row)
        for target, found in by_target.items():
            self._begin(target, found)

    def _begin(self, target: str, rows: list[ActRow]) -> None:
        sources = [self.register.units[row.unit] for row in rows if row.kind in ARROWS]
        if sources and len(sources) < len(rows):
            self.fault("created-and-formed", rows[-1], "to", unit=target)
            return
        if not sources and len(rows) > 1:
            self.fault("code-taken", rows[-1], "to", unit=target)
            return
        name = self._one(rows, "name", needed=True)
        level = self._one(rows, "level") or _common(unit.level for unit in sources)
        if level is None:
            self.fault("levels-differ", rows[0], "level", unit=target)
        parent = self._one(rows, "parent") or self._common_parent(sources)
        if parent is None and level != LEVELS[0]:
            self.fault("parent-needed", rows[0], "parent", unit=target)
        if not name or level is None:
            return
        kinds = {unit.kind for unit in sources} or {KINDS[0]}
        kind = self._one(rows, "nature") or _common(kinds)
        if kind is None:
            self.fault("two-answers", rows[-1], "nature", unit=target)
            return
        self.units[target] = Unit(
            target,
            level,
            self.on,
            kind=kind,
            official_code=self._one(rows, "official_code"),
            other_names=tuple(_parts(self._one(rows, "other_names"))),
            latitude=self._number(rows, "latitude", -90, 90),
            longitude=self._number(rows, "longitude", -180, 180),
            area_km2=self._number(rows, "area_km2", 0, 1_000_000),
            is_invented=bool(sources) and all(unit.is_invented for unit in sources),
            begun_by=self.act,
        )
        english = self._one(rows, "english")
        self.names.append(Name(target, name, self.on, english=english, begun_by=self.act))
        if parent is not None:
            self.links.append(Link(target, parent, self.on, begun_by=self.act))
        for row in rows:
            if row.kind in ARROWS:
                share = WHOLE if row.kind == "merge" else parse_share(row.share)
                self.successions.append(Succession(row.unit, target, self.on, share, self.act))

    def _one(self, rows: Iterable[ActRow], column: str, *, needed: bool = False) -> str:
        """Return what the rows of one target say in a column; two answers are a fault."""
        filled = [row for row in rows if getattr(row, column)]
        said = {getattr(row, column) for row in filled}
        if len(said) > 1:
            self.fault("two-answers", filled[-1], column, unit=filled[-1].to)
        elif needed and not said:
            self.fault("cell-empty", next(iter(rows)), column)
        return next(iter(said), "") if len(said) <= 1 else ""

    def _number(self, rows: Iterable[ActRow], column: str, least: int, most: int) -> Decimal | None:
        """Return the number that the rows of one target give in a column."""
        words = self._one(rows, column)
        try:
            number = Decimal(words.replace(",", ".")) if words else None
        except InvalidOperation:
            number = Decimal("NaN")
        if number is not None and not (number.is_finite() and least <= number <= most):
            row = next(row for row in rows if getattr(row, column))
            self.fault("number-unreadable", row, column, words=words)
            return None
        return number

    def _common_parent(self, sources: Iterable[Unit]) -> str | None:
        """Return the one unit that all sources stand under; ``follow`` turns it into its heir."""
        return _common(self.register.parent(unit.code, self.on) or "" for unit in sources) or None

    def change(self, rows: Iterable[ActRow]) -> None:
        """Move and rename units that go on."""
        for row in rows:
            if row.kind == "transfer":
                if self.register.parent(row.unit, self.on) == row.parent:
                    self.fault("parent-same", row, "parent", parent=row.parent)
                self.moved.add(row.unit)
                self.links.append(Link(row.unit, row.parent, self.on, begun_by=self.act))
            elif row.kind in {"rename", "retype"}:
                if self.register.name(row.unit, self.on) == row.name:
                    self.fault("name-same", row, "name", name=row.name)
                self.renamed.add(row.unit)
                self.names.append(
                    Name(row.unit, row.name, self.on, english=row.english, begun_by=self.act)
                )

    def end(self, rows: Iterable[ActRow]) -> None:
        """End units that go into others or end for good."""
        for row in rows:
            if row.kind in ENDING:
                self.ended[row.unit] = self.register.units[row.unit]

    def follow(self, rows: Sequence[ActRow]) -> None:
        """Let the units below an ended one go along, where there is one way only."""
        becomes = only_heirs(self.successions)
        self.links = [
            replace(link, parent=becomes.get(link.parent, link.parent))
            if link.unit in self.units
            else link
            for link in self.links
        ]
        for code in self.ended:
            left = [
                child
                for child in self.register.children(code, self.on)
                if child not in self.ended and child not in self.moved
            ]
            successor = becomes.get(code)
            if successor is not None:
                self.followers += [
                    Link(child, successor, self.on, begun_by=self.act) for child in left
                ]
            elif left:
                row = next(row for row in rows if row.unit == code)
                self.fault("children-left", row, "unit", unit=code, children=left[:5], n=len(left))

    def plan(self, rows: Sequence[ActRow]) -> Plan:
        """Put the effect together and look at the register as it would be."""
        leaving = {*self.ended, *self.moved, *(link.unit for link in self.followers)}
        effect = Effect(
            act=self.act,
            on=self.on,
            units=tuple(self.units.values()),
            names=tuple(self.names),
            links=(*self.links, *self.followers),
            successions=tuple(self.successions),
            ended_units=tuple(self.ended.values()),
            ended_names=self._open(self.register.names, {*self.ended, *self.renamed}),
            ended_links=self._open(self.register.links, leaving),
            followers=tuple(self.followers),
        )
        self.faults.extend(self._faults_after(effect, rows))
        return Plan(effect, tuple(sorted(self.faults, key=lambda one: (one.row or 0, one.code))))

    def _faults_after(self, effect: Effect, rows: Sequence[ActRow]) -> list[Fault]:
        """Return what is wrong with the register as it would be, save what rows explain."""
        faulty = {fault.row for fault in self.faults}
        told = {code for row in rows if row.line in faulty for code in (row.unit, row.to)}
        told |= {fault.unit for fault in self.faults}
        lines = {code: row.line for row in rows for code in (row.unit, row.to) if code}
        after = apply_effect(self.register, effect)
        return [
            _placed(fault, lines.get(fault.unit))
            for fault in self._found_in(after, effect)
            if fault.unit not in told and fault.params.get("parent") not in told
        ]

    def _found_in(self, after: Register, effect: Effect) -> list[Fault]:
        """Look at the units the act touches; at all where later changes are known already."""
        if not any(link.valid_from > self.on for link in every(self.register.links)):
            return check_register(after, (code for code in effect.touched if code in after.units))
        known = check_register(self.register)
        return [fault for fault in check_register(after) if fault not in known]

    def _open(self, rows: Mapping[str, tuple[Any, ...]], codes: set[str]) -> tuple[Any, ...]:
        return tuple(
            row for code in sorted(codes) for row in rows.get(code, ()) if row.valid_until is None
        )


def _parts(words: str) -> list[str]:
    return [part.strip() for part in words.split(";") if part.strip()]


def _placed(fault: Fault, row: int | None) -> Fault:
    is_about_parent = row is not None and "parent" in fault.params
    return replace(fault, row=row, column="parent" if is_about_parent else "")


def _common(values: Iterable[str]) -> str | None:
    found = set(values)
    return found.pop() if len(found) == 1 else None
