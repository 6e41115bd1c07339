"""The catalogue as pages show it: groups of indicators, and one indicator explained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from bcd138.apps.catalogue.models import Indicator


@dataclass(frozen=True, slots=True)
class Group:
    """A group and its indicators, in the order of the catalogue."""

    code: str
    name: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A numerator or denominator: its words, and its code where it is an indicator itself."""

    name: str
    words: str
    code: str


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """One indicator in words."""

    indicator: Indicator
    value_type: str
    direction: str
    across_units: str
    across_periods: str
    parts: tuple[Part, ...]


def groups_of(indicators: Iterable[Indicator]) -> list[Group]:
    """Return indicators, which come in the catalogue's order, by group."""
    return [
        Group(code, members[0].group_name, members)
        for code, members in (
            (code, tuple(found)) for code, found in groupby(indicators, lambda one: one.group)
        )
    ]


def indicator_page(indicator: Indicator, names: Mapping[str, str]) -> IndicatorPage:
    """Put one indicator into words; ``names`` are those of all indicators by code."""
    parts = ((_("Tử số"), indicator.numerator), (_("Mẫu số"), indicator.denominator))
    return IndicatorPage(
        indicator=indicator,
        value_type=_value_types().get(indicator.value_type, indicator.value_type),
        direction=_directions().get(indicator.direction, indicator.direction),
        across_units=_ways().get(indicator.across_units, indicator.across_units),
        across_periods=_ways().get(indicator.across_periods, indicator.across_periods),
        parts=tuple(
            Part(said, names.get(part, part), part if part in names else "")
            for said, part in parts
            if part
        ),
    )


def _value_types() -> dict[str, str]:
    return {
        "count": _("số đếm"),
        "ratio": _("tỷ lệ"),
        "change": _("mức tăng, giảm"),
        "amount": _("khối lượng, giá trị"),
        "money": _("số tiền"),
    }


def _directions() -> dict[str, str]:
    return {
        "higher": _("tăng là tốt"),
        "lower": _("giảm là tốt"),
        "neutral": _("tăng hay giảm không nói lên tốt xấu"),
    }


def _ways() -> dict[str, str]:
    return {
        "sum": _("cộng"),
        "last": _("lấy số cuối kỳ"),
        "max": _("lấy số lớn nhất"),
        "none": _("không cộng; tỷ lệ được tính lại từ tử số và mẫu số"),
    }
