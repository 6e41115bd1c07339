"""The register is locked and its tables are brought from one value of it to another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import uuid4

from django.db import connection
from django.db.models import Model

from bcd138.apps.orgunits.book import read_register
from bcd138.apps.orgunits.models import (
    Act,
    Closure,
    Lineage,
    OrgUnit,
    Parentage,
    RegisterVersion,
    Succession,
    UnitName,
)
from bcd138.apps.orgunits.names import order_of, search_name
from bcd138.domain.org_unit import Dated, Link, Name, Register, Unit, closure, every, reached
from bcd138.domain.org_unit import Succession as SuccessionOf

_BATCH = 1000
_MANY = 1000
_LONGEST_SEARCH_NAME = 600
Keyed = dict[Any, Any]
_Row = TypeVar("_Row", Name, Link)


def lock_register() -> Register:
    """Return the register, which nobody else changes until the transaction ends."""
    hold_register()
    return read_register()


def hold_register() -> None:
    """Let nobody else change the register until the transaction ends."""
    RegisterVersion.objects.get_or_create(pk=1)
    RegisterVersion.objects.select_for_update().get(pk=1)


def write_register(before: Register, after: Register) -> None:
    """Bring the rows from one register to the other, and everything that follows from them.

    The acts named in ``after`` stand in the database already. Whoever locked the register
    writes it.
    """
    acts: dict[str, Act | None] = {act.code: act for act in Act.objects.all()}
    acts[""] = None
    units = _write_units(before, after, acts)
    _write(
        UnitName,
        by_day(before.names),
        by_day(after.names),
        lambda row: _name_columns(row, units, acts),
    )
    _write(
        Parentage,
        by_day(before.links),
        by_day(after.links),
        lambda row: _link_columns(row, units, acts),
    )
    _write(
        Succession, by_pair(before), by_pair(after), lambda row: _arrow_columns(row, units, acts)
    )
    gone = set(before.units) - set(after.units)
    OrgUnit.objects.filter(code__in=gone).delete()
    touched = _touched(before, after)
    _write_closure(after, touched, units)
    _write_lineage(after, units)
    renew_register()
    if len(touched) > _MANY:
        _tell_the_planner()


def renew_register() -> None:
    """Let everybody who keeps something that follows from the units read it anew."""
    RegisterVersion.objects.filter(pk=1).update(token=uuid4().hex)


def _tell_the_planner() -> None:
    """Let the database count the tables anew at once: by itself it does so only later."""
    with connection.cursor() as cursor:
        for model in (OrgUnit, Closure, Lineage):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")  # noqa: SLF001 - Django's documented name


def _write_units(
    before: Register, after: Register, acts: dict[str, Act | None]
) -> dict[str, OrgUnit]:
    """Write the units themselves; return the row of each code."""
    rows = {row.code: row for row in OrgUnit.objects.select_for_update()}
    new: list[OrgUnit] = []
    changed: list[OrgUnit] = []
    for code, unit in after.units.items():
        if code in rows and before.units.get(code) == unit and _same_names(before, after, code):
            continue
        row = rows.setdefault(code, OrgUnit(code=code))
        for column, value in _unit_columns(unit, after, acts).items():
            setattr(row, column, value)
        (changed if row.pk else new).append(row)
    columns = list(_unit_columns(next(iter(after.units.values())), after, acts))
    OrgUnit.objects.bulk_create(new, batch_size=_BATCH)
    OrgUnit.objects.bulk_update(changed, columns, batch_size=_BATCH)
    return rows


def _same_names(before: Register, after: Register, code: str) -> bool:
    return before.names.get(code) == after.names.get(code)


def _unit_columns(unit: Unit, register: Register, acts: dict[str, Act | None]) -> dict[str, Any]:
    names = [name.text for name in register.names[unit.code]]
    return {
        "official_code": unit.official_code,
        "name": names[-1],
        "level": unit.level,
        "kind": unit.kind,
        "other_names": list(unit.other_names),
        "latitude": unit.latitude,
        "longitude": unit.longitude,
        "area_km2": unit.area_km2,
        "is_invented": unit.is_invented,
        "search_name": search_name([*reversed(names), *unit.other_names])[:_LONGEST_SEARCH_NAME],
        "sort_key": order_of(names[-1]),
        **_days(unit, acts),
    }


def _days(row: Dated, acts: dict[str, Act | None]) -> dict[str, Any]:
    return {
        "valid_from": row.valid_from,
        "valid_until": row.valid_until,
        "begun_by": acts[row.begun_by],
        "ended_by": acts[row.ended_by],
    }


def _name_columns(
    row: Name, units: dict[str, OrgUnit], acts: dict[str, Act | None]
) -> dict[str, Any]:
    about = {"text": row.text, "english": row.english}
    return {"org_unit": units[row.unit], **about, **_days(row, acts)}


def _link_columns(
    row: Link, units: dict[str, OrgUnit], acts: dict[str, Act | None]
) -> dict[str, Any]:
    return {"org_unit": units[row.unit], "parent": units[row.parent], **_days(row, acts)}


def _arrow_columns(
    row: SuccessionOf, units: dict[str, OrgUnit], acts: dict[str, Act | None]
) -> dict[str, Any]:
    about = {"on": row.on, "share": row.share, "act": acts[row.act]}
    return {"before": units[row.before], "after": units[row.after], **about}


def by_day(rows: Mapping[str, tuple[_Row, ...]]) -> dict[tuple[str, date], _Row]:
    """Return names or links by their unit and first day."""
    return {(row.unit, row.valid_from): row for row in every(rows)}


def by_pair(register: Register) -> dict[tuple[str, str], SuccessionOf]:
    """Return successions by the units before and after."""
    return {(row.before, row.after): row for row in every(register.onward)}


def _write(
    model: type[Model], before: Keyed, after: Keyed, columns: Callable[[Any], dict[str, Any]]
) -> None:
    """Delete what differs or is gone and write what is new, each in batches."""
    gone = [key for key, row in before.items() if after.get(key) != row]
    if gone:
        _delete(model, gone)
    fresh = [row for key, row in after.items() if before.get(key) != row]
    model._default_manager.bulk_create(  # noqa: SLF001 - Django's documented name
        [model(**columns(row)) for row in fresh], batch_size=_BATCH
    )


def _delete(model: type[Model], keys: Iterable[tuple[str, Any]]) -> None:
    is_pair = model is Succession
    first, second = ("before__code", "after__code") if is_pair else ("org_unit__code", "valid_from")
    wanted = set(keys)
    rows = model._default_manager.filter(  # noqa: SLF001 - Django's documented name
        **{f"{first}__in": sorted({key[0] for key in wanted})}
    ).values_list("pk", first, second)
    found = [pk for pk, *key in rows if tuple(key) in wanted]
    for start in range(0, len(found), _BATCH):
        model._default_manager.filter(pk__in=found[start : start + _BATCH]).delete()  # noqa: SLF001


def _touched(before: Register, after: Register) -> set[str]:
    """Return the units whose line of ancestors may differ: those that changed and all below."""
    changed = {
        code
        for code, unit in after.units.items()
        if before.units.get(code) != unit or before.links.get(code) != after.links.get(code)
    }
    return changed | reached(changed, lambda code: (one.unit for one in after.below.get(code, ())))


def _write_closure(register: Register, codes: set[str], units: dict[str, OrgUnit]) -> None:
    ids = [units[code].pk for code in sorted(codes)]
    for start in range(0, len(ids), _BATCH):
        Closure.objects.filter(descendant__in=ids[start : start + _BATCH]).delete()
    Closure.objects.bulk_create(
        (
            Closure(
                ancestor=units[ancestor],
                descendant=units[descendant],
                depth=depth,
                valid_from=days.valid_from,
                valid_until=days.valid_until,
            )
            for ancestor, descendant, depth, days in closure(register, sorted(codes))
        ),
        batch_size=_BATCH,
    )


def _write_lineage(register: Register, units: dict[str, OrgUnit]) -> None:
    """Write down which unit became which over any number of acts."""
    wanted = {
        (units[heir].pk, units[code].pk)
        for code in register.onward
        for heir in register.heirs(code)
    }
    rows = {
        (successor, predecessor): pk
        for pk, successor, predecessor in Lineage.objects.values_list(
            "pk", "successor_id", "predecessor_id"
        )
    }
    gone = [pk for pair, pk in rows.items() if pair not in wanted]
    for start in range(0, len(gone), _BATCH):
        Lineage.objects.filter(pk__in=gone[start : start + _BATCH]).delete()
    Lineage.objects.bulk_create(
        (
            Lineage(successor_id=successor, predecessor_id=predecessor)
            for successor, predecessor in sorted(wanted - set(rows))
        ),
        batch_size=_BATCH,
    )
