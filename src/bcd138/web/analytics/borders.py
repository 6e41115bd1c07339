"""Which day's borders a page of totals is asked in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from bcd138.apps.orgunits.enums import Level
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.errors import Refused
from bcd138.domain.org_unit import LEVELS

OWN, JOINED = "khong", "co"


@dataclass(frozen=True, slots=True)
class Choice:
    """One day to choose, as its ISO form, with its words."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class BordersChosen:
    """The day whose borders hold, ``None`` for figures as each unit reported them."""

    on: date | None
    choices: tuple[Choice, ...]


def borders_chosen(asked: str, changes: Iterable[date]) -> BordersChosen:
    """Read the day asked for and offer others: today, and the eve of every change.

    Raises:
        Refused: ``orgunit.day-unreadable``.
    """
    today = localdate()
    try:
        on = date.fromisoformat(asked) if asked else None
    except ValueError as error:
        raise Refused("orgunit.day-unreadable", written=asked) from error
    words = {"": _("Như từng đơn vị đã báo cáo"), today.isoformat(): _("Hiện nay")}
    for change in changes:
        eve = change - timedelta(days=1)
        words[eve.isoformat()] = _("Trước %(day)s") % {"day": f"{change:%d/%m/%Y}"}
    if on is not None:
        words.setdefault(on.isoformat(), _("Ngày %(day)s") % {"day": f"{on:%d/%m/%Y}"})
    chosen = on.isoformat() if on else ""
    return BordersChosen(on, tuple(Choice(day, said, day == chosen) for day, said in words.items()))


def joining_ways(unit: OrgUnit, asked: str) -> list[Choice]:
    """Return whose figures a unit can be shown by: its own, with its formers', of a level below."""
    words = {OWN: _("Của chính đơn vị"), JOINED: _("Gộp cả các đơn vị hình thành nên")}
    below = {Level.PROVINCE: _("Cộng từ cấp tỉnh"), Level.COMMUNE: _("Cộng từ cấp xã")}
    height = LEVELS.index(unit.level)
    words |= {level: said for level, said in below.items() if LEVELS.index(level) > height}
    return [Choice(value, said, value == asked) for value, said in words.items()]
