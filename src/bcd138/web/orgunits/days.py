"""The day a person looks at: every name and every number on the page is of that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.timezone import localdate

from bcd138.apps.orgunits.lookup import check_day
from bcd138.domain.errors import Refused
from bcd138.domain.org_unit import Register, Unit, holds
from bcd138.domain.vietnamese.dates import parse_day
from bcd138.web.requests import PageRequest
from bcd138.web.templatetags.say import words_of

_LONGEST = 20


@dataclass(frozen=True, slots=True)
class ChosenDay:
    """A day with what was written for it; ``fault`` where today stands in for it."""

    on: date
    today: date
    written: str
    fault: str = ""

    @property
    def status(self) -> int:
        """Return 422 where what was written is no day of the register."""
        return 422 if self.fault else 200

    @property
    def kept(self) -> str:
        """Return the query that keeps the day, empty for today."""
        return "" if self.on == self.today else f"ngay={self.on.isoformat()}"

    def href(self, code: str, on: date | None = None) -> str:
        """Return the page of a unit on this day, or on another."""
        wanted = on or self.on
        query = "" if wanted == self.today else f"?ngay={wanted.isoformat()}"
        return reverse("orgunits:detail", args=[code]) + query


def chosen_day(request: PageRequest, register: Register, unit: Unit | None = None) -> ChosenDay:
    """Return the day that the address asks for.

    Without one it is today; for a unit that does not stand today, its last or first day.
    """
    today = localdate()
    written = request.GET.get("ngay", "").strip()[:_LONGEST]
    if not written:
        on = nearest_day(unit, today) if unit else today
        return ChosenDay(on, today, f"{on:%d/%m/%Y}")
    asked = parse_day(written)
    if asked is None:
        fault = words_of("orgunit.day-unreadable", {"written": written})
        return ChosenDay(today, today, written, fault)
    try:
        check_day(register, asked)
    except Refused as refused:
        return ChosenDay(today, today, written, words_of(refused.code, refused.params))
    return ChosenDay(asked, today, f"{asked:%d/%m/%Y}")


def nearest_day(unit: Unit, on: date) -> date:
    """Return the day itself where the unit stands, else its first or its last."""
    if holds(unit, on):
        return on
    return unit.valid_from if on < unit.valid_from else last_day(unit.valid_until) or on


def last_day(valid_until: date | None) -> date | None:
    """Return the last day of something; ``None`` where it goes on."""
    return valid_until - timedelta(days=1) if valid_until else None
