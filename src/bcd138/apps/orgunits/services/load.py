"""The register is brought up to the catalogue's files; what people entered stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from bcd138.apps.audit import services as audit
from bcd138.apps.orgunits.models import Act
from bcd138.apps.orgunits.services.write import by_day, by_pair, lock_register, write_register
from bcd138.domain.errors import Refused
from bcd138.domain.org_unit import Link, Name, Register, Unit, build_register, every
from bcd138.domain.register_faults import check_register
from bcd138.formats.register_files import ActHead, RegisterFiles

_TOLD = 20
_Row = TypeVar("_Row", Unit, Name, Link)
_Key = TypeVar("_Key", bound=tuple[object, ...])


@dataclass(frozen=True, slots=True)
class UnitsLoaded:
    """What loading changed: how many units, and lines to print, the first of many."""

    added: int
    changed: int
    lines: tuple[str, ...]


@transaction.atomic
def load_units(files: RegisterFiles, *, by: str, at: datetime) -> UnitsLoaded:
    """Bring the register up to the files; units are never removed, nothing entered is lost.

    Args:
        files: Every unit of the catalogue with its days, and the acts behind them.
        by: Who loads; a username or the program's name.
        at: An aware datetime, for the audit trail.

    Raises:
        Refused: ``orgunit.files-contradict``: what the files say and an act that a person
            entered cannot both hold, or the same act forms other units there.
    """
    before = lock_register()
    strays = _strays(files, before)
    if strays:
        raise Refused("orgunit.files-contradict", units=strays[:5])
    for head in files.acts:
        _keep_act(head, by=by, at=at)
    catalogue = set(Act.objects.filter(is_from_catalogue=True).values_list("code", flat=True))
    after = _merged(files.register, before, catalogue | {""})
    faults = check_register(after)
    if faults:
        raise Refused("orgunit.files-contradict", units=sorted({one.unit for one in faults})[:5])
    return _write(before, after, by=by, at=at)


@transaction.atomic
def add_units(
    units: Iterable[Unit],
    names: Iterable[Name],
    links: Iterable[Link],
    *,
    by: str,
    at: datetime,
) -> UnitsLoaded:
    """Add units that no act began, beside those that are there; what is there stays.

    Raises:
        Refused: ``orgunit.files-contradict``, when one of them cannot stand where it should.
    """
    before = lock_register()
    new = [unit for unit in units if unit.code not in before.units]
    codes = {unit.code for unit in new}
    after = build_register(
        [*before.units.values(), *new],
        [*every(before.names), *(name for name in names if name.unit in codes)],
        [*every(before.links), *(link for link in links if link.unit in codes)],
        every(before.onward),
    )
    faults = check_register(after, sorted(codes))
    if faults:
        raise Refused("orgunit.files-contradict", units=sorted({one.unit for one in faults})[:5])
    return _write(before, after, by=by, at=at)


def _strays(files: RegisterFiles, known: Register) -> list[str]:
    """Return the units of a person's act that the same act of the files does not know."""
    codes = [head.code for head in files.acts]
    entered = Act.objects.filter(code__in=codes, is_from_catalogue=False)
    acts = set(entered.values_list("code", flat=True))
    return sorted(
        code
        for code, unit in known.units.items()
        if unit.begun_by in acts and code not in files.register.units
    )


def _keep_act(head: ActHead, *, by: str, at: datetime) -> None:
    about = {**asdict(head), "is_from_catalogue": True}
    entered = {"entered_by": by, "entered_at": at}
    Act.objects.update_or_create(
        code=head.code, defaults=about, create_defaults={**about, **entered}
    )


def _merged(files: Register, known: Register, catalogue: set[str]) -> Register:
    """Lay what people entered over what the files say.

    Of a unit of the files, a row that a person's act began stays and one that a person's act
    ended stays ended; every other unit stays as it is.
    """
    entered = {pair: one for pair, one in by_pair(known).items() if one.act not in catalogue}
    return build_register(
        _over(
            {(code,): unit for code, unit in files.units.items()},
            {(code,): unit for code, unit in known.units.items()},
            catalogue,
        ),
        _over(by_day(files.names), by_day(known.names), catalogue),
        _over(by_day(files.links), by_day(known.links), catalogue),
        (entered | by_pair(files)).values(),
    )


def _over(
    files: Mapping[_Key, _Row], known: Mapping[_Key, _Row], catalogue: set[str]
) -> Iterable[_Row]:
    owned = {key[0] for key in files}
    merged = dict(files)
    for key, row in known.items():
        wanted = merged.get(key)
        if wanted is None:
            if key[0] not in owned or row.begun_by not in catalogue:
                merged[key] = row
        elif row.ended_by not in catalogue:
            merged[key] = replace(wanted, valid_until=row.valid_until, ended_by=row.ended_by)
    return merged.values()


def _write(before: Register, after: Register, *, by: str, at: datetime) -> UnitsLoaded:
    """Write the difference and say it; the same again changes nothing."""
    added = [code for code in after.units if code not in before.units]
    changed = [
        code
        for code, unit in after.units.items()
        if code in before.units
        and (
            before.units[code] != unit
            or before.names.get(code) != after.names.get(code)
            or before.links.get(code) != after.links.get(code)
        )
    ]
    if not added and not changed and before.onward == after.onward:
        return UnitsLoaded(0, 0, ())
    write_register(before, after)
    audit.record("orgunits.loaded", by=by, at=at, added=len(added), changed=len(changed))
    lines = [f"+ {code} {after.names[code][-1].text}" for code in added]
    lines += [f"~ {code} {after.names[code][-1].text}" for code in changed]
    more = len(lines) - _TOLD
    told = lines[:_TOLD] + ([f"… và {more} đơn vị nữa / and {more} more units"] if more > 0 else [])
    return UnitsLoaded(len(added), len(changed), tuple(told))
