"""Populations are brought up to the catalogue's files, or to a file that a person loads."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from bcd138.apps.audit import services as audit
from bcd138.apps.orgunits.models import OrgUnit, Population
from bcd138.apps.orgunits.services.write import hold_register, renew_register
from bcd138.domain.population import HeadCount

_BATCH = 1000
_SAID = ["people", "source", "checked", "is_from_catalogue"]
_Key = tuple[str, date]


@dataclass(frozen=True, slots=True)
class PopulationsLoaded:
    """What loading changed, with lines to print."""

    added: int
    changed: int
    removed: int
    lines: tuple[str, ...]


@transaction.atomic
def load_populations(
    counts: Collection[HeadCount], *, by: str, at: datetime, is_catalogue: bool = False
) -> PopulationsLoaded:
    """Write head counts, one a unit and day; loading the same again changes nothing.

    Args:
        counts: Of units that are there.
        by: Who loads; a username or the program's name.
        at: An aware datetime, for the audit trail.
        is_catalogue: Whether these are all that the catalogue says: what it no longer says
            goes, and what a person loaded of the same day stays.
    """
    hold_register()
    known = _known()
    units = dict(OrgUnit.objects.values_list("code", "pk")) if counts else {}
    new, changed, lines = [], [], []
    for count in counts:
        there = known.pop((count.unit, count.on), None)
        if there is not None and is_catalogue and not there.is_from_catalogue:
            continue
        row = _row(count, units[count.unit], is_catalogue=is_catalogue)
        if there is None:
            new.append(row)
            lines.append(f"+ {count.unit} {count.on}: {count.people}")
        elif any(getattr(there, name) != getattr(row, name) for name in _SAID):
            row.pk = there.pk
            changed.append(row)
            lines.append(f"~ {count.unit} {count.on}: {there.people} → {count.people}")
    gone = [key for key, row in known.items() if is_catalogue and row.is_from_catalogue]
    lines += [f"- {unit} {on}" for unit, on in gone]
    Population.objects.bulk_create(new, batch_size=_BATCH)
    Population.objects.bulk_update(changed, _SAID, batch_size=_BATCH)
    Population.objects.filter(pk__in=[known[key].pk for key in gone]).delete()
    loaded = PopulationsLoaded(len(new), len(changed), len(gone), tuple(lines))
    if lines:
        renew_register()
        audit.record(
            "population.loaded", by=by, at=at, added=len(new), changed=len(changed), gone=len(gone)
        )
    return loaded


def _known() -> dict[_Key, Population]:
    rows = Population.objects.select_related("org_unit").order_by("org_unit__code", "on")
    return {(row.org_unit.code, row.on): row for row in rows}


def _row(count: HeadCount, unit_id: int, *, is_catalogue: bool) -> Population:
    return Population(
        org_unit_id=unit_id,
        on=count.on,
        people=count.people,
        source=count.source,
        checked=count.checked,
        is_from_catalogue=is_catalogue,
    )
