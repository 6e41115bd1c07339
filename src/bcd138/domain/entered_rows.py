"""What a person's rows must keep to beside the plan: numbers that fit, names that stay one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bcd138.domain.org_unit import Register
from bcd138.domain.register_faults import Fault
from bcd138.domain.reorganisation import ActRow, Effect, apply_effect

LONGEST_NUMBER = 40
_OF_ONE_NAME = "hamlet"


def faults_of_cells(rows: Sequence[ActRow]) -> list[Fault]:
    """Return official numbers too long to be kept, as ``orgunit.too-long``."""
    return [
        Fault("orgunit.too-long", row.unit, row.line, "official_code", {"limit": LONGEST_NUMBER})
        for row in rows
        if len(row.official_code) > LONGEST_NUMBER
    ]


def faults_of_names(register: Register, effect: Effect, rows: Sequence[ActRow]) -> list[Fault]:
    """Return new names that another unit under the same parent bears or keeps.

    "Nhập xã A vào xã B" ends both, and a new xã B begins: where the row that ends the old B
    is missing, two units called B would stand side by side. Hamlets are left out: "Thôn 1"
    of three communes that became one stands there three times.

    Codes of faults: ``orgunit.name-still-standing``, ``orgunit.name-twice``.
    """
    after = apply_effect(register, effect)
    told = {code for row in rows for code in (row.unit, row.to) if code}
    lines: dict[str, int] = {}
    for row in rows:
        for code in (row.unit, row.to):
            lines.setdefault(code, row.line)
    return [
        Fault(
            "orgunit.name-twice" if other in told else "orgunit.name-still-standing",
            code,
            lines[code],
            "name",
            {"name": name, "unit": other},
        )
        for code, name, other in _doubles(after, effect)
    ]


def _doubles(after: Register, effect: Effect) -> Iterator[tuple[str, str, str]]:
    """Yield each unit given a name, with the name and the other unit that bears it."""
    by_name: dict[tuple[str, str], list[str]] = {}
    parents = {after.parent(name.unit, effect.on) for name in effect.names} - {None}
    for parent in sorted(code for code in parents if code):
        for code in after.children(parent, effect.on):
            key = (parent, after.name(code, effect.on).casefold())
            by_name.setdefault(key, []).append(code)
    for name in effect.names:
        if after.units[name.unit].level == _OF_ONE_NAME:
            continue
        key = (after.parent(name.unit, effect.on) or "", name.text.casefold())
        for other in by_name.get(key, ()):
            if other != name.unit:
                yield name.unit, name.text, other
