"""The tree of a day as it is drawn: provinces in Vietnamese order, opened on demand."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from bcd138.apps.orgunits.enums import Level
from bcd138.apps.orgunits.names import order_of
from bcd138.domain.org_unit import Register
from bcd138.web.orgunits.days import ChosenDay
from bcd138.web.orgunits.words import counted, short_counts


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit in the tree; ``toggle`` opens or closes it without a script."""

    code: str
    name: str
    href: str
    counts: str
    toggle: str
    is_open: bool
    is_invented: bool
    branches: tuple[Branch, ...] = ()
    leaves: tuple[Branch, ...] = ()


def tops(register: Register, on: date) -> list[str]:
    """Return the codes of the units at the top on a day: those right below the country."""
    country = register.standing(on, Level.CENTRAL)
    if not country:
        return [code for code in register.standing(on) if register.parent(code, on) is None]
    return [code for one in country for code in register.children(one, on)]


def place_of(register: Register, code: str, on: date) -> str:
    """Return the names of the units above one on a day, the nearest first, but the country."""
    above = register.ancestors(code, on)[1:]
    return ", ".join(register.name(one, on) for one in above if register.parent(one, on))


def in_order(register: Register, codes: Iterable[str], on: date) -> list[str]:
    """Sort units by their names of a day in Vietnamese order, invented ones last."""
    return sorted(
        codes,
        key=lambda code: (
            register.units[code].is_invented,
            order_of(register.name(code, on)),
            code,
        ),
    )


def tree(register: Register, day: ChosenDay, opened: Collection[str]) -> tuple[Branch, ...]:
    """Return the tree; a unit is open where it or one below it was asked for."""
    paths = {
        above
        for code in opened
        if register.stands(code, day.on)
        for above in register.ancestors(code, day.on)
    }
    codes = in_order(register, tops(register, day.on), day.on)
    return tuple(branch(register, day, code, paths) for code in codes)


def branch(register: Register, day: ChosenDay, code: str, opened: Collection[str]) -> Branch:
    """Return one unit of the tree, with what is below where it is open."""
    unit, on = register.units[code], day.on
    below = register.descendants(code, on)[1:]
    is_open = bool(below) and code in opened
    parts = [
        branch(register, day, child, opened)
        for child in (in_order(register, register.children(code, on), on) if is_open else ())
    ]
    above = register.parent(code, on) or ""
    asked = {"ngay": on.isoformat()} if day.kept else {}
    goes_to = {**asked, "mo": above if is_open else code}
    return Branch(
        code=code,
        name=register.name(code, on),
        href=day.href(code),
        counts=short_counts(counted([register.units[one] for one in below])),
        toggle=f"?{urlencode(goes_to)}#n-{code}" if below else "",
        is_open=is_open,
        is_invented=unit.is_invented,
        branches=tuple(one for one in parts if one.toggle),
        leaves=tuple(one for one in parts if not one.toggle),
    )
