"""Units to choose from for a text, each with where it stands: many communes share a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from bcd138.apps.orgunits import selectors as orgunits
from bcd138.apps.orgunits.lookup import matching
from bcd138.apps.orgunits.models import OrgUnit

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """One unit and the names of those above it, short of the country."""

    unit: OrgUnit
    where: str


def choices_for(query: str, on: date | None) -> list[UnitChoice]:
    """Return the units that a query may mean, the likeliest first.

    Args:
        query: As typed; nothing gives nothing.
        on: Only units that stood on this day; any unit when ``None``.
    """
    if not query.strip():
        return []
    register = orgunits.register()
    choices = []
    for unit in orgunits.standing(matching(query, on or localdate()), on)[:_SHOWN]:
        day = on or unit.valid_from
        above = register.ancestors(unit.code, day)[1:-1]
        choices.append(UnitChoice(unit, ", ".join(register.name(code, day) for code in above)))
    return choices
