"""What officers write for a unit turned into its code: a code, a number, a name, or both."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property

from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.selectors import unit_ids_seen
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.orgunits.names import bare_name, of_level_meant, whole_name
from bcd138.apps.orgunits.selectors import standing
from bcd138.domain.org_unit import Register, holds

_CODE_AT_END = re.compile(r"^(.*)\(([^()]+)\)$")


class UnitsWritten:
    """The units of a day by whatever is written for them. Two queries at most, for any number.

    Args:
        register: Every unit.
        on: The day; a name or an official number means a unit that stands on it.
        by: Where several units fit, those that this person sees come first.
    """

    def __init__(self, register: Register, on: date, by: User) -> None:
        self.register = register
        self.on = on
        self.by = by
        self._known: dict[str, tuple[str, ...]] = {}

    def codes(self, written: str) -> tuple[str, ...]:
        """Return the code that is meant; several where it is not clear, none where nothing fits.

        "Xã Nam Hải (04603)" is 04603. "4603" is the unit whose official number is 04603: a
        spreadsheet drops the zeros before a number.
        """
        cell = " ".join(written.split())
        if cell not in self._known:
            self._known[cell] = self._codes(cell)
        return self._known[cell]

    def _codes(self, cell: str) -> tuple[str, ...]:
        both = _CODE_AT_END.match(cell)
        if both and both[2].strip() in self.register.units:
            return (both[2].strip(),)
        if self.register.stands(cell, self.on):
            return (cell,)
        found = self._by_number.get(cell.lstrip("0"), []) if cell.isdecimal() else []
        exact = [code for code in found if self.register.units[code].official_code == cell]
        if found:
            return self._seen(exact or found)
        for code in (cell, cell.upper()):
            if code in self.register.units:
                return (code,)
        return self._seen(self._named(cell))

    @cached_property
    def _by_number(self) -> dict[str, list[str]]:
        numbers: dict[str, list[str]] = {}
        for code, unit in self.register.units.items():
            if holds(unit, self.on):
                for number in {code, unit.official_code}:
                    if number.isdecimal() and code not in numbers.get(number.lstrip("0"), ()):
                        numbers.setdefault(number.lstrip("0"), []).append(code)
        return numbers

    @cached_property
    def _by_name(self) -> dict[str, list[tuple[str, str]]]:
        names: dict[str, list[tuple[str, str]]] = {}
        rows = standing(OrgUnit.objects.order_by("code"), self.on)
        for code, level, said in rows.values_list("code", "level", "search_name"):
            for name in said.split("; "):
                names.setdefault(name, []).append((code, level))
        return names

    def _named(self, cell: str) -> list[str]:
        """Return the units of this name, of the highest level that has one."""
        found = {
            code: level
            for name in {bare_name(cell), whole_name(cell)} - {""}
            for code, level in self._by_name.get(name, ())
        }
        fitting = sorted(of_level_meant(cell, found))
        whole = whole_name(cell)
        return [
            code for code in fitting if whole_name(self.register.name(code, self.on)) == whole
        ] or fitting

    def _seen(self, codes: list[str]) -> tuple[str, ...]:
        if len(codes) <= 1:
            return tuple(codes)
        return tuple(code for code in codes if code in self._codes_seen) or tuple(codes)

    @cached_property
    def _codes_seen(self) -> set[str]:
        seen = OrgUnit.objects.filter(pk__in=unit_ids_seen(self.by))
        return set(seen.values_list("code", flat=True))
