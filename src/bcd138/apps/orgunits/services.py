"""Everything that changes org units: loading them and keeping who stands under whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from bcd138.apps.audit import services as audit
from bcd138.apps.orgunits.models import Closure, OrgUnit
from bcd138.apps.orgunits.selectors import bare_name
from bcd138.domain.vietnamese.text import sort_key
from bcd138.formats.catalogue_files import OrgUnitDefinition


@dataclass(frozen=True, slots=True)
class UnitsLoaded:
    """What loading changed, as codes and as lines to print."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    lines: tuple[str, ...]


@transaction.atomic
def load_units(definitions: Iterable[OrgUnitDefinition], *, by: str, at: datetime) -> UnitsLoaded:
    """Bring units up to their definitions and rebuild the closure; nothing is removed.

    Args:
        definitions: A parent or successor is among them or stands in the database.
        by: Who loads; a username or the program's name.
        at: An aware datetime, for the audit trail.

    Raises:
        OrgUnit.DoesNotExist: A parent or successor is nowhere.
    """
    wanted = {definition.code: definition for definition in definitions}
    known = {unit.code: unit for unit in OrgUnit.objects.select_for_update()}
    lines, added, changed = [], [], []
    for code, definition in wanted.items():
        unit = known.get(code)
        if unit is None:
            known[code] = OrgUnit.objects.create(code=code, **_fields(definition))
            added.append(code)
            lines.append(f"+ {code} {definition.name}")
            continue
        differences = _set(unit, _fields(definition))
        if differences:
            unit.save()
            changed.append(code)
            lines += [f"~ {code} {difference}" for difference in differences]
    linked = _link(wanted, known)
    changed += [code for code in linked if code not in added and code not in changed]
    if added or changed:
        _rebuild_closure()
        audit.record("orgunits.loaded", by=by, at=at, added=len(added), changed=len(changed))
    return UnitsLoaded(tuple(added), tuple(changed), tuple(lines))


def _fields(definition: OrgUnitDefinition) -> dict[str, Any]:
    names = (definition.name, *definition.other_names)
    return {
        "name": definition.name,
        "level": definition.level,
        "kind": definition.kind,
        "valid_from": definition.valid_from,
        "valid_until": definition.valid_until,
        "is_invented": definition.is_invented,
        "search_name": "; ".join(dict.fromkeys(bare_name(name) for name in names)),
        "sort_key": sort_key(_without_kind(definition.name)),
    }


def _without_kind(name: str) -> str:
    return " ".join(name.split()[-len(bare_name(name).split()) :])


def _set(unit: OrgUnit, fields: dict[str, Any]) -> list[str]:
    differences = []
    for name, value in fields.items():
        if getattr(unit, name) != value:
            differences.append(f"{name}: {getattr(unit, name)} → {value}")
            setattr(unit, name, value)
    return differences


def _link(wanted: dict[str, OrgUnitDefinition], known: dict[str, OrgUnit]) -> list[str]:
    """Set parents and successors once every unit has a row; return the changed codes."""
    linked = []
    for code, definition in wanted.items():
        unit = known[code]
        parent = _unit(definition.parent, known)
        successor = _unit(definition.successor, known)
        if (unit.parent_id, unit.successor_id) != (
            parent and parent.pk,
            successor and successor.pk,
        ):
            unit.parent, unit.successor = parent, successor
            unit.save(update_fields=["parent", "successor"])
            linked.append(code)
    return linked


def _unit(code: str | None, known: dict[str, OrgUnit]) -> OrgUnit | None:
    if code is None:
        return None
    if code not in known:
        raise OrgUnit.DoesNotExist(code)
    return known[code]


def _rebuild_closure() -> None:
    parents = dict(OrgUnit.objects.values_list("pk", "parent_id"))
    pairs = []
    for unit in parents:
        above: int | None = unit
        depth = 0
        while above is not None:
            pairs.append(Closure(ancestor_id=above, descendant_id=unit, depth=depth))
            above, depth = parents[above], depth + 1
    Closure.objects.all().delete()
    Closure.objects.bulk_create(pairs, batch_size=1000)
