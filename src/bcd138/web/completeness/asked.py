"""What a page of the matrix is asked for: unit, form, year, day, whose turn, and the order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.http import urlencode
from django.utils.timezone import localdate

from bcd138.apps.accounts.models import User
from bcd138.apps.submissions.matrix import Matrix, arranged
from bcd138.apps.submissions.selectors.choices import first_form, first_unit, last_year
from bcd138.apps.submissions.selectors.completeness import matrix
from bcd138.domain.approval import Part
from bcd138.domain.errors import Refused
from bcd138.domain.vietnamese.dates import parse_day

PARTS = {"lap": Part.PREPARER, "ky": Part.HEAD, "tren": Part.RECEIVER}
_FIRST, _LAST = 2000, 2100


@dataclass(frozen=True, slots=True)
class Asked:
    """One view of the matrix, as its address names it; ``on`` is ``None`` for today."""

    org_unit: str
    data_set: str
    year: int
    on: date | None = None
    whose: str = ""
    is_late_only: bool = False
    is_by_name: bool = False

    @property
    def part(self) -> Part | None:
        """Return whose turn is asked for, if anybody's."""
        return PARTS.get(self.whose)

    @property
    def day(self) -> date:
        """Return the day at whose end the reports are shown."""
        return self.on or localdate()

    @property
    def query(self) -> str:
        """Return the address of this view, without its path."""
        told = {"don_vi": self.org_unit, "bieu": self.data_set, "nam": str(self.year)}
        told |= {"ngay": self.on.isoformat()} if self.on else {}
        told |= {"cho": self.whose} if self.part else {}
        told |= {"muon": "1"} if self.is_late_only else {}
        told |= {"xep": "ten"} if self.is_by_name else {}
        return urlencode(told)

    def of(self, org_unit: str) -> Asked:
        """Return the same view of another unit."""
        return replace(self, org_unit=org_unit)


def asked_of(given: Mapping[str, str], by: User) -> Asked:
    """Return what an address asks for; what it leaves out is chosen for this person.

    Raises:
        Refused: ``completeness.day-unreadable`` or ``completeness.year-unreadable``; what is
            asked for in no known way.
    """
    today = localdate()
    unit = given.get("don_vi") or first_unit(by=by, on=today)
    form = given.get("bieu") or first_form(unit, on=today)
    year = _year(given.get("nam", "")) if given.get("nam") else last_year(form, today)
    on = read_day(given["ngay"]) if given.get("ngay") else None
    return Asked(
        org_unit=unit,
        data_set=form,
        year=year,
        on=None if on == today else on,
        whose=given.get("cho", "") if given.get("cho") in PARTS else "",
        is_late_only=bool(given.get("muon")),
        is_by_name=given.get("xep") == "ten",
    )


def shown(asked: Asked, by: User) -> tuple[Matrix, Matrix]:
    """Return the whole matrix, and the rows of it that are asked for in their order.

    Raises:
        OrgUnit.DoesNotExist: There is no such unit, or none that ``by`` may see.
        Refused: What ``matrix`` refuses.
    """
    whole = matrix(asked.org_unit, asked.data_set, asked.year, by=by, on=asked.day)
    return whole, arranged(
        whole, asked.part, late=asked.is_late_only, worst_first=not asked.is_by_name
    )


def read_day(typed: str) -> date:
    """Read a day as an officer writes it, 22/11/2026, or as an address does, 2026-11-22.

    Raises:
        Refused: ``completeness.day-unreadable``.
    """
    day = parse_day(typed.strip())
    if day is None:
        raise Refused("completeness.day-unreadable", typed=typed)
    return day


def _year(typed: str) -> int:
    if not (typed.isascii() and typed.isdecimal() and _FIRST <= int(typed) <= _LAST):
        raise Refused("completeness.year-unreadable", typed=typed)
    return int(typed)
