"""Everything that ever happened to a unit: begun, renamed, moved, ended, and by which act."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bcd138.apps.orgunits.lookup import first_day
from bcd138.apps.orgunits.models import Act
from bcd138.domain.org_unit import Register, Succession, Unit

Acts = Mapping[str, Act]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day; ``act`` is there where the register names one."""

    on: date
    words: str
    act: Act | None


def events(register: Register, code: str, acts: Acts) -> list[Event]:
    """Return what happened to a unit, the latest first."""
    found = [
        Event(on, words, acts.get(act))
        for story in (_beginning, _names, _parents, _ending)
        for on, words, act in story(register, register.units[code])
    ]
    return sorted(found, key=lambda event: event.on, reverse=True)


_Told = Iterator[tuple[date, str, str]]


def _beginning(register: Register, unit: Unit) -> _Told:
    arrows = register.backward.get(unit.code, ())
    if arrows:
        words = _many(
            arrows,
            lambda one: _("Hình thành từ {name}").format(name=register.name(one.before, one.on)),
            lambda n: ngettext("Hình thành từ {n} đơn vị", "Hình thành từ {n} đơn vị", n),
        )
    elif not unit.begun_by and unit.valid_from <= first_day(register):
        words = _("Đã có khi sổ này bắt đầu")
    else:
        words = _("Được thành lập")
    yield unit.valid_from, words, unit.begun_by


def _names(register: Register, unit: Unit) -> _Told:
    names = register.names.get(unit.code, ())
    for before, after in pairwise(names):
        words = _("Đổi tên từ {old} thành {new}").format(old=before.text, new=after.text)
        yield after.valid_from, words, after.begun_by


def _parents(register: Register, unit: Unit) -> _Told:
    links = register.links.get(unit.code, ())
    for before, after in pairwise(links):
        on = after.valid_from
        said = {"old": register.name(before.parent, on), "new": register.name(after.parent, on)}
        yield on, _("Chuyển từ {old} về trực thuộc {new}").format(**said), after.begun_by


def _ending(register: Register, unit: Unit) -> _Told:
    if unit.valid_until is None:
        return
    arrows = register.onward.get(unit.code, ())
    words = _("Kết thúc hoạt động")
    if arrows:
        words = _many(
            arrows,
            lambda one: _("Nhập vào {name}").format(name=register.name(one.after, one.on)),
            lambda n: ngettext("Chia về {n} đơn vị", "Chia về {n} đơn vị", n),
        )
    yield unit.valid_until, words, unit.ended_by


def _many(
    arrows: tuple[Succession, ...],
    one: Callable[[Succession], str],
    several: Callable[[int], str],
) -> str:
    n = len(arrows)
    return one(arrows[0]) if n == 1 else several(n).format(n=n)
