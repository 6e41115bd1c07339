"""The register as a value of the domain, read from its tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bcd138.apps.orgunits.models import (
    Act,
    OrgUnit,
    Parentage,
    RegisterVersion,
    Succession,
    UnitName,
)
from bcd138.domain.org_unit import Link, Name, Register, Unit, build_register
from bcd138.domain.org_unit import Succession as SuccessionOf

_UNIT: tuple[str, ...] = ("code", "level", "kind", "official_code", "other_names")
_UNIT += ("latitude", "longitude", "area_km2", "is_invented", "valid_from", "valid_until")
_DAYS = ("valid_from", "valid_until", "begun_by", "ended_by")
_kept: dict[str, Register] = {}


def read_register() -> Register:
    """Return the register as it stands. Five queries, or one where nothing has changed since.

    Shared by everybody in this process: a register is never changed, only replaced.
    """
    while token := _token():
        if (known := _kept.get(token)) is not None:
            return known
        register = _read_at(token)
        if register is not None and _token() == token:
            _kept.clear()
            _kept[token] = register
            return register
    return _read()


def _token() -> str | None:
    return RegisterVersion.objects.values_list("token", flat=True).first()


def _read_at(token: str) -> Register | None:
    """Read the tables; ``None`` where somebody changed them between two queries."""
    try:
        return _read()
    except KeyError:
        if _token() == token:
            raise
        return None


def _read() -> Register:
    acts: dict[int | None, str] = {None: "", **dict(Act.objects.values_list("pk", "code"))}
    rows: list[Any] = list(OrgUnit.objects.order_by().values_list("pk", *_UNIT, *_DAYS[2:]))
    codes: dict[int, str] = {pk: code for pk, code, *_ in rows}
    units = (
        Unit(
            **dict(zip(_UNIT, values[:-2], strict=True)) | {"other_names": tuple(values[4])},
            begun_by=acts[values[-2]],
            ended_by=acts[values[-1]],
        )
        for _, *values in rows
    )
    names = (
        Name(codes[unit], text, begins, ends, english, *_acts(of, acts))
        for unit, text, english, begins, ends, *of in UnitName.objects.order_by().values_list(
            "org_unit", "text", "english", *_DAYS
        )
    )
    links = (
        Link(codes[unit], codes[parent], begins, ends, *_acts(of, acts))
        for unit, parent, begins, ends, *of in Parentage.objects.order_by().values_list(
            "org_unit", "parent", *_DAYS
        )
    )
    arrows = (
        SuccessionOf(codes[before], codes[after], on, share, acts[act])
        for before, after, on, share, act in Succession.objects.order_by().values_list(
            "before", "after", "on", "share", "act"
        )
    )
    return build_register(units, names, links, arrows)


def _acts(pair: Sequence[int | None], acts: dict[int | None, str]) -> tuple[str, str]:
    begun, ended = pair
    return acts[begun], acts[ended]
