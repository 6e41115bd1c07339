"""Which units are expected to report on a day, and under which row each is counted."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from bcd138.apps.orgunits.enums import Kind, Level
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.orgunits.selectors import register
from bcd138.domain.data_set import Reporters
from bcd138.domain.org_unit import Register

_MOST_KEPT = 500


@dataclass(frozen=True, slots=True)
class Expected:
    """The reporters of one day: the code of the row of each, by the id of the unit.

    ``by_text`` is the same by the id as text, for lists of ids as the database writes them.
    """

    by_id: Mapping[int, str]
    by_text: Mapping[str, str]


@dataclass
class Registered:
    """One state of the register, with what was found in it before."""

    register: Register
    _ids: dict[str, int] = field(default_factory=dict)
    _kept: dict[Hashable, Expected] = field(default_factory=dict)

    def expected(self, top: str, reporters: Reporters, on: date, *, grouped: bool) -> Expected:
        """Return who below ``top``, itself included, fills a form in on a day.

        Args:
            top: The code of a unit.
            reporters: Whom the form asks.
            on: The last day of the period.
            grouped: Whether each is counted under the unit right below ``top`` it is of,
                else under its own row.
        """
        key = (top, reporters, on, grouped)
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            rows = dict(_rows(self.register, top, reporters, on, grouped=grouped))
            by_id = {self._id(code): row for code, row in rows.items()}
            self._kept[key] = Expected(by_id, {str(pk): row for pk, row in by_id.items()})
        return self._kept[key]

    def name(self, code: str, days: Iterable[date]) -> str:
        """Return the name of a unit on the last of some days on which it stands."""
        standing = [day for day in days if self.register.stands(code, day)]
        return self.register.name(code, max(standing, default=date.max))

    def _id(self, code: str) -> int:
        if not self._ids:
            self._ids.update(OrgUnit.objects.order_by().values_list("code", "pk"))
        return self._ids[code]


_last: list[Registered] = []


def registered() -> Registered:
    """Return the register as it stands, with what was found in it before. One short query.

    Shared by everybody in this process until the register changes.
    """
    current = register()
    if not _last or _last[0].register is not current:
        _last[:] = [Registered(current)]
    return _last[0]


def is_grouped(top: OrgUnit, reporters: Reporters) -> bool:
    """Tell whether the reporters below a unit are too many to be a row each.

    The country's communes are counted by province; provinces and their agencies are not.
    """
    return top.level == Level.CENTRAL and reporters.level not in {Level.CENTRAL, Level.PROVINCE}


def _rows(
    units: Register, top: str, reporters: Reporters, on: date, *, grouped: bool
) -> Iterator[tuple[str, str]]:
    if not grouped:
        codes = units.descendants(top, on) if units.stands(top, on) else ()
        yield from ((code, code) for code in codes if _is_asked(units, code, reporters, on))
        return
    for child in units.children(top, on):
        if units.units[child].kind == Kind.TERRITORY:
            for code in units.descendants(child, on):
                if _is_asked(units, code, reporters, on):
                    yield code, child


def _is_asked(units: Register, code: str, reporters: Reporters, on: date) -> bool:
    unit = units.units[code]
    if (unit.level, unit.kind) != (reporters.level, reporters.kind):
        return False
    return reporters.include(unit.level, unit.kind, units.name(code, on))
