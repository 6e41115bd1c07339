"""What is wrong with a register of org units: every fault at once, each at its unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from bcd138.domain.org_unit import LEVELS, WHOLE, Dated, Link, Name, Register, Unit
from bcd138.domain.rules import rule


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: a message code, its values, and where.

    ``row`` is the line of the file or the row of the form, ``None`` where a fault is about
    a unit as a whole; ``column`` names the cell.
    """

    code: str
    unit: str = ""
    row: int | None = None
    column: str = ""
    params: dict[str, Any] = field(default_factory=dict)


def check_register(register: Register, codes: Iterable[str] | None = None) -> list[Fault]:
    """Return every fault of these units, or of all: days, names, links, cycles and shares.

    Codes of faults: ``orgunit.ends-before-it-begins``, ``.level-unknown``, ``.no-name``,
    ``.names-overlap``, ``.links-overlap``, ``.parent-unknown``, ``.under-itself``,
    ``.child-before-parent``, ``.child-after-parent``, ``.level-not-below``, ``.shares``,
    ``.successor-unknown``, ``.succession-day``; of all also ``.code-unknown``, for what is
    said of a unit that is not there.
    """
    chosen = register.units if codes is None else codes
    found = [fault for code in chosen for fault in _faults(register, register.units[code])]
    if codes is None:
        said = {*register.names, *register.links, *register.onward} - set(register.units)
        found += [
            Fault("orgunit.code-unknown", code, params={"unit": code}) for code in sorted(said)
        ]
    return found


def _faults(register: Register, unit: Unit) -> Iterator[Fault]:
    names, links = register.names.get(unit.code, ()), register.links.get(unit.code, ())
    dated: list[Dated] = [unit, *names, *links]
    for row in dated:
        if row.valid_until is not None and row.valid_until <= row.valid_from:
            yield _fault("ends-before-it-begins", unit, on=row.valid_until)
    if unit.level not in LEVELS:
        yield _fault("level-unknown", unit, level=unit.level)
    if not names:
        yield _fault("no-name", unit)
    if (day := _first_overlap(names)) is not None:
        yield _fault("names-overlap", unit, on=day)
    if (day := _first_overlap(links)) is not None:
        yield _fault("links-overlap", unit, on=day)
    for link in links:
        yield from _link_faults(register, unit, link)
    yield from _succession_faults(register, unit)


def _link_faults(register: Register, unit: Unit, link: Link) -> Iterator[Fault]:
    parent = register.units.get(link.parent)
    if parent is None:
        yield _fault("parent-unknown", unit, parent=link.parent)
        return
    if unit.code in register.ancestors(link.parent, link.valid_from):
        yield _fault("under-itself", unit, parent=link.parent)
    elif not _may_stand_under(unit, parent):
        yield _fault("level-not-below", unit, parent=link.parent)
    if link.valid_from < parent.valid_from:
        yield _fault(
            "child-before-parent",
            unit,
            parent=link.parent,
            on=link.valid_from,
            begins=parent.valid_from,
        )
    if parent.valid_until is not None and (
        link.valid_until is None or link.valid_until > parent.valid_until
    ):
        yield _fault("child-after-parent", unit, parent=link.parent, ends=parent.valid_until)


def _may_stand_under(unit: Unit, parent: Unit) -> bool:
    """Territories stand under a higher level; an agency also beside its own level's committee."""
    if unit.level not in LEVELS or parent.level not in LEVELS:
        return True
    depth, above = LEVELS.index(unit.level), LEVELS.index(parent.level)
    return depth >= above if unit.kind == "agency" else depth > above


def _succession_faults(register: Register, unit: Unit) -> Iterator[Fault]:
    onward = register.onward.get(unit.code, ())
    for arrow in onward:
        after = register.units.get(arrow.after)
        if after is None:
            yield _fault("successor-unknown", unit, successor=arrow.after)
        elif arrow.on != after.valid_from or arrow.on != unit.valid_until:
            yield _fault("succession-day", unit, successor=arrow.after, on=arrow.on)
    shares = [arrow.share for arrow in onward]
    if not shares_are_whole(shares):
        yield _fault("shares", unit, total=declared_sum(shares))


@rule("shares-make-one", "Quy ước của phần mềm")
def shares_are_whole(shares: Sequence[Decimal | None]) -> bool:
    """Tell whether the parts of one unit make it whole: none lost, none counted twice.

    Undeclared parts (``None``) may stand beside each other, never beside declared ones: 0,6
    and an undeclared rest would be a share that nobody declared. 0,6 and 0,4 are whole.
    """
    if not shares:
        return True
    declared = [share for share in shares if share is not None]
    if not declared:
        return len(shares) > 1
    return len(declared) == len(shares) and declared_sum(shares) == WHOLE and min(declared) > 0


def declared_sum(shares: Iterable[Decimal | None]) -> Decimal:
    """Add up the shares that are declared."""
    return sum((share for share in shares if share is not None), start=Decimal(0))


def _first_overlap(rows: tuple[Name, ...] | tuple[Link, ...]) -> date | None:
    days: list[tuple[date, date | None]] = sorted(
        ((row.valid_from, row.valid_until) for row in rows), key=lambda one: one[0]
    )
    for (_, ends), (begins, _) in pairwise(days):
        if ends is None or ends > begins:
            return begins
    return None


def _fault(code: str, unit: Unit, **params: Any) -> Fault:
    return Fault(f"orgunit.{code}", unit.code, params={"unit": unit.code, **params})
