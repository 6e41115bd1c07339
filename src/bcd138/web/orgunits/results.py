"""What a search found, in words: where it stood, by which name, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.orgunits.names import bare_name
from bcd138.domain.org_unit import Register, Unit, holds
from bcd138.web.orgunits.days import ChosenDay, last_day, nearest_day
from bcd138.web.orgunits.tree import place_of
from bcd138.web.orgunits.words import level_words
from bcd138.web.templatetags.say import day as day_words

_HEIRS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Heir:
    """A unit that took over, by its name of that day, and its page."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Found:
    """One unit found; ``life`` is empty where it stands on the day and has no end."""

    code: str
    name: str
    href: str
    place: str
    matched: str
    life: str
    is_gone: bool
    is_invented: bool
    heirs: tuple[Heir, ...]
    more_heirs: str
    since: str


def found_words(
    units: Iterable[OrgUnit], register: Register, day: ChosenDay, query: str
) -> list[Found]:
    """Put the units of one page into words."""
    return [_found(register.units[one.code], register, day, query) for one in units]


def _found(unit: Unit, register: Register, day: ChosenDay, query: str) -> Found:
    stood = nearest_day(unit, day.on)
    name = register.name(unit.code, stood)
    arrows = register.onward.get(unit.code, ())
    gone = unit.valid_until is not None and unit.valid_until <= day.on
    more = len(arrows) - _HEIRS_SHOWN
    return Found(
        code=unit.code,
        name=name,
        href=day.href(unit.code, stood),
        place=place_of(register, unit.code, stood) or level_words(unit.level),
        matched=_matched(unit, register, name, query),
        life=_life(unit, day),
        is_gone=not holds(unit, day.on),
        is_invented=unit.is_invented,
        heirs=tuple(
            Heir(
                register.name(one.after, one.on),
                day.href(one.after, nearest_day(register.units[one.after], day.on)),
            )
            for one in arrows[:_HEIRS_SHOWN]
        ),
        more_heirs=ngettext("và {n} nơi nữa", "và {n} nơi nữa", more).format(n=more)
        if more > 0
        else "",
        since=_since(unit, gone=gone or bool(arrows)),
    )


def _life(unit: Unit, day: ChosenDay) -> str:
    if day.on < unit.valid_from:
        return _("từ {day}").format(day=day_words(unit.valid_from))
    last = last_day(unit.valid_until)
    return _("đến {day}").format(day=day_words(last)) if last else ""


def _since(unit: Unit, *, gone: bool) -> str:
    return _("từ {day}").format(day=day_words(unit.valid_until)) if gone else ""


def _matched(unit: Unit, register: Register, shown: str, query: str) -> str:
    """Return the name that the words were found in, where it is not the one shown."""
    words = bare_name(query)
    if words in bare_name(shown) or unit.code.lower().startswith(query.strip().lower()):
        return ""
    for name in reversed(register.names.get(unit.code, ())):
        if words in bare_name(name.text) and name.text != shown:
            last = last_day(name.valid_until)
            if last is None:
                return _("tên mới từ {day}: {name}").format(
                    day=day_words(name.valid_from), name=name.text
                )
            return _("tên đến {day}: {name}").format(day=day_words(last), name=name.text)
    other = next((one for one in unit.other_names if words in bare_name(one)), "")
    return _("còn gọi: {name}").format(name=other) if other else ""
