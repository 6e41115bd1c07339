"""Units of the register as the API writes them."""

from __future__ import annotations

from datetime import date
from typing import Any

from bcd138.api.v1 import schemas
from bcd138.api.v1.schemas import decimal_text
from bcd138.apps.orgunits.names import english_name
from bcd138.domain.org_unit import Link, Name, Register, Succession, holds


def unit_line(register: Register, code: str, on: date) -> schemas.UnitLine:
    """Return one unit with its name and parent of a day."""
    return schemas.UnitLine(**_about(register, code, on))


def unit_detail(register: Register, code: str, on: date) -> schemas.UnitDetail:
    """Return everything the register knows about one unit."""
    unit = register.units[code]
    return schemas.UnitDetail(
        **_about(register, code, on),
        on=on,
        stands=holds(unit, on),
        other_names=list(unit.other_names),
        begun_by=unit.begun_by or None,
        ended_by=unit.ended_by or None,
        names=[
            schemas.DatedName(text=name.text, **_days(name))
            for name in register.names.get(code, ())
        ],
        parents=[
            schemas.DatedParent(unit=link.parent, **_days(link))
            for link in register.links.get(code, ())
        ],
        formed_from=[_arrow(one) for one in register.backward.get(code, ())],
        became=[_arrow(one) for one in register.onward.get(code, ())],
    )


def _about(register: Register, code: str, on: date) -> dict[str, Any]:
    unit, name = register.units[code], register.name(code, on)
    return {
        "code": code,
        "official_code": unit.official_code,
        "name": name,
        "english": english_name(name, register.english(code, on)),
        "level": unit.level,
        "kind": unit.kind,
        "parent": register.parent(code, on),
        "valid_from": unit.valid_from,
        "valid_until": unit.valid_until,
        "latitude": decimal_text(unit.latitude),
        "longitude": decimal_text(unit.longitude),
        "area_km2": decimal_text(unit.area_km2),
        "is_invented": unit.is_invented,
    }


def _days(row: Name | Link) -> dict[str, Any]:
    return {
        "valid_from": row.valid_from,
        "valid_until": row.valid_until,
        "begun_by": row.begun_by or None,
        "ended_by": row.ended_by or None,
    }


def _arrow(one: Succession) -> schemas.Arrow:
    return schemas.Arrow(
        before=one.before,
        after=one.after,
        on=one.on,
        share=decimal_text(one.share),
        act=one.act or None,
    )
