"""Levels, types, shares and counts of units in the reader's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bcd138.apps.orgunits.enums import Kind, Level
from bcd138.apps.orgunits.names import bare_name
from bcd138.domain.org_unit import WHOLE, Unit
from bcd138.web.templatetags.say import number

AGENCIES = "agencies"


def level_words(level: str) -> str:
    """Return what a level is called."""
    return {
        Level.CENTRAL: _("Trung ương"),
        Level.PROVINCE: _("cấp tỉnh"),
        Level.DISTRICT: _("cấp huyện"),
        Level.COMMUNE: _("cấp xã"),
        Level.HAMLET: _("thôn, tổ dân phố"),
    }[Level(level)]


def type_word(name: str) -> str:
    """Return the word for a type that stands before a name: "thị trấn"; often none."""
    words = name.split()
    return " ".join(words[: len(words) - len(bare_name(name).split())]).lower()


def short_name(name: str) -> str:
    """Return the name without the word for its type."""
    return " ".join(name.split()[-len(bare_name(name).split()) :])


def type_of(unit: Unit, name: str) -> str:
    """Return the type of a unit; an agency is one whatever it is called."""
    return _("cơ quan thành viên") if unit.kind == Kind.AGENCY else type_word(name)


def share_words(share: Decimal | None) -> str:
    """Return how much of a unit went somewhere: "toàn bộ", "0,6", or that nobody said."""
    if share is None:
        return _("một phần, không công bố tỷ lệ")
    return _("toàn bộ") if share == WHOLE else number(share)


def count_words(below: Mapping[str, int]) -> str:
    """Return how many units stand below, by level: "13 đơn vị cấp huyện · 151 đơn vị cấp xã"."""
    said = {
        Level.PROVINCE: lambda n: ngettext("{n} đơn vị cấp tỉnh", "{n} đơn vị cấp tỉnh", n),
        Level.DISTRICT: lambda n: ngettext("{n} đơn vị cấp huyện", "{n} đơn vị cấp huyện", n),
        Level.COMMUNE: lambda n: ngettext("{n} đơn vị cấp xã", "{n} đơn vị cấp xã", n),
        Level.HAMLET: lambda n: ngettext("{n} thôn, tổ dân phố", "{n} thôn, tổ dân phố", n),
        AGENCIES: lambda n: ngettext("{n} cơ quan thành viên", "{n} cơ quan thành viên", n),
    }
    return _joined(below, said)


def short_counts(below: Mapping[str, int]) -> str:
    """Return the same for a row of a table or of the tree: "13 cấp huyện · 151 cấp xã"."""
    said = {
        Level.PROVINCE: lambda n: ngettext("{n} cấp tỉnh", "{n} cấp tỉnh", n),
        Level.DISTRICT: lambda n: ngettext("{n} cấp huyện", "{n} cấp huyện", n),
        Level.COMMUNE: lambda n: ngettext("{n} cấp xã", "{n} cấp xã", n),
        Level.HAMLET: lambda n: ngettext("{n} thôn", "{n} thôn", n),
        AGENCIES: lambda n: ngettext("{n} cơ quan", "{n} cơ quan", n),
    }
    return _joined(below, said)


def _joined(below: Mapping[str, int], said: Mapping[str, Callable[[int], str]]) -> str:
    return " · ".join(
        words(below[level]).format(n=number(below[level]))
        for level, words in said.items()
        if below.get(level)
    )


def counted(units: list[Unit]) -> Counter[str]:
    """Count units by level, agencies by themselves."""
    return Counter(AGENCIES if unit.kind == Kind.AGENCY else unit.level for unit in units)
