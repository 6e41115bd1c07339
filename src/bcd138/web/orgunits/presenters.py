"""One unit on a day: what it is, where it stands, what it came from and what is below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from bcd138.apps.orgunits.enums import Kind
from bcd138.apps.orgunits.names import english_name, order_of
from bcd138.domain.org_unit import Name, Register, Succession, Unit, holds
from bcd138.web.orgunits.days import ChosenDay, last_day, nearest_day
from bcd138.web.orgunits.timeline import Acts, Event, events
from bcd138.web.orgunits.tree import in_order
from bcd138.web.orgunits.words import (
    count_words,
    counted,
    level_words,
    share_words,
    short_counts,
    type_of,
)
from bcd138.web.templatetags.say import day as day_words


@dataclass(frozen=True, slots=True)
class Crumb:
    """A unit above, by its name of the day."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Kin:
    """What a unit was formed from, or what it became, and how much of which."""

    code: str
    name: str
    href: str
    share: str
    is_part: bool


@dataclass(frozen=True, slots=True)
class Child:
    """A row of the table of units right below."""

    code: str
    name: str
    href: str
    type: str
    official_code: str
    area: Decimal | None
    counts: str
    formed: tuple[str, ...]
    is_invented: bool


@dataclass(frozen=True, slots=True)
class UnitPage:
    """Everything about one unit on one day."""

    unit: Unit
    name: str
    type: str
    level: str
    english: str
    former_names: tuple[str, ...]
    notice: str
    begins: date
    last: date | None
    crumbs: tuple[Crumb, ...]
    formed: tuple[Kin, ...]
    became: tuple[Kin, ...]
    events: tuple[Event, ...]
    children: tuple[Child, ...]
    agencies: tuple[Child, ...]
    counts: str
    has_areas: bool
    has_counts: bool
    has_formed: bool


def unit_page(register: Register, code: str, day: ChosenDay, acts: Acts) -> UnitPage:
    """Put one unit on a day into words."""
    unit, on = register.units[code], day.on
    stood = nearest_day(unit, on)
    name = register.name(code, on)
    below = in_order(register, register.children(code, on), on)
    rows = [_child(register, one, day) for one in below]
    children = tuple(row for row in rows if register.units[row.code].kind == Kind.TERRITORY)
    return UnitPage(
        unit=unit,
        name=name,
        type=type_of(unit, name),
        level=level_words(unit.level),
        english=english_name(name, register.english(code, stood)),
        former_names=tuple(_called(one) for one in register.names[code] if one.text != name),
        notice=_notice(unit, day),
        begins=unit.valid_from,
        last=last_day(unit.valid_until),
        crumbs=tuple(
            Crumb(register.name(one, stood), day.href(one, stood))
            for one in reversed(register.ancestors(code, stood)[1:])
        ),
        formed=_kin(register, register.backward.get(code, ()), day, formed=True),
        became=_kin(register, register.onward.get(code, ()), day, formed=False),
        events=tuple(events(register, code, acts)),
        children=children,
        agencies=tuple(row for row in rows if register.units[row.code].kind == Kind.AGENCY),
        counts=count_words(_counted(register, code, on)),
        has_areas=any(row.area is not None for row in children),
        has_counts=any(row.counts for row in children),
        has_formed=any(row.formed for row in children),
    )


def _child(register: Register, code: str, day: ChosenDay) -> Child:
    unit, name = register.units[code], register.name(code, day.on)
    formed = register.backward.get(code, ())
    return Child(
        code=code,
        name=name,
        href=day.href(code),
        type=type_of(unit, name),
        official_code=unit.official_code,
        area=unit.area_km2,
        counts=short_counts(_counted(register, code, day.on)),
        formed=tuple(register.name(one.before, one.on) for one in formed),
        is_invented=unit.is_invented,
    )


def _counted(register: Register, code: str, on: date) -> Counter[str]:
    return counted([register.units[one] for one in register.descendants(code, on)[1:]])


def _kin(
    register: Register, arrows: Iterable[Succession], day: ChosenDay, *, formed: bool
) -> tuple[Kin, ...]:
    found = []
    for one in arrows:
        code = one.before if formed else one.after
        near = nearest_day(register.units[code], day.on)
        found.append(
            Kin(
                code=code,
                name=register.name(code, one.on),
                href=day.href(code, near),
                share=share_words(one.share),
                is_part=one.share != 1,
            )
        )
    return tuple(sorted(found, key=lambda kin: (kin.is_part, order_of(kin.name), kin.code)))


def _called(name: Name) -> str:
    last = last_day(name.valid_until)
    if last:
        return _("{name} (đến {day})").format(name=name.text, day=day_words(last))
    return _("{name} (từ {day})").format(name=name.text, day=day_words(name.valid_from))


def _notice(unit: Unit, day: ChosenDay) -> str:
    """Say where the unit does not stand on the day, and when it does."""
    said = {"day": day_words(day.on), "begins": day_words(unit.valid_from)}
    if day.on < unit.valid_from:
        return _("Ngày {day} đơn vị này chưa có: nó bắt đầu từ {begins}.").format(**said)
    last = last_day(unit.valid_until)
    if last and day.on > last:
        said["last"] = day_words(last)
        return _("Ngày {day} đơn vị này không còn: nó có đến hết {last}.").format(**said)
    if last and not holds(unit, day.today):
        said["last"] = day_words(last)
        return _("Đơn vị này có đến hết {last}; trang đang xem ở ngày {day}.").format(**said)
    return ""
