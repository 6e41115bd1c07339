"""The catalogue as pages show it: groups of indicators, and one indicator explained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby, pairwise

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from bcd138.apps.catalogue import selectors
from bcd138.apps.catalogue.enums import DefinitionKind
from bcd138.apps.catalogue.models import Definition, Indicator
from bcd138.domain.data_set import DataSet
from bcd138.domain.units import convert
from bcd138.domain.vietnamese.numbers import write_number
from bcd138.formats.data_set_changes import changes
from bcd138.web.catalogue.changed_words import said
from bcd138.web.catalogue.uses import sections_writing
from bcd138.web.catalogue.words import Law, law_of

_UNITS = ("g", "kg", "tấn", "đồng", "triệu đồng", "tỷ đồng")


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
class MeaningLine:
    """One definition of an indicator: its days, what was changed, by which paper and why."""

    name: str
    valid_from: date | None
    last_day: date | None
    changed: list[str]
    law: Law | None
    why: str


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """One indicator in words."""

    indicator: Indicator
    formula: str
    exact_units: list[str]
    forms: list[DataSet]
    papers: list[str]
    meanings: list[MeaningLine]
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
    today = localdate()
    return IndicatorPage(
        indicator=indicator,
        formula=_formula(indicator, names),
        exact_units=_exact_units(indicator.unit),
        forms=[form.form for form in selectors.forms_using(indicator.code, today)],
        papers=sections_writing(indicator.code, indicator.group),
        meanings=_meanings(
            list(selectors.versions_of(DefinitionKind.INDICATOR, indicator.code)), names
        ),
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


def _formula(indicator: Indicator, names: Mapping[str, str]) -> str:
    """Say how a ratio is computed: "A ÷ B × 100"."""
    if indicator.value_type != "ratio" or not (indicator.numerator and indicator.denominator):
        return ""
    parts = (indicator.numerator, indicator.denominator)
    words = " ÷ ".join(f"“{names.get(part, part)}”" for part in parts)
    return words if indicator.factor == 1 else f"{words} × {write_number(indicator.factor)}"


def _exact_units(unit: str) -> list[str]:
    """Return what one unit exactly is in others; empty where no exact way leads anywhere."""
    found = ((convert(Decimal(1), unit, other), other) for other in _UNITS if other != unit)
    return [f"1 {unit} = {write_number(each)} {other}" for each, other in found if each is not None]


def _meanings(versions: list[Definition], names: Mapping[str, str]) -> list[MeaningLine]:
    """Return the definitions by date, the latest first."""
    changed = [[], *(said(_differences(old, new), names) for old, new in pairwise(versions))]
    return [_meaning(version, lines) for version, lines in zip(versions, changed, strict=True)][
        ::-1
    ]


def _differences(old: Definition, new: Definition) -> list[str]:
    before, after = dict(old.content), dict(new.content)
    before.pop("change", None)
    after.pop("change", None)
    return changes(before, after)


def _meaning(version: Definition, lines: list[str]) -> MeaningLine:
    change = version.content.get("change")
    return MeaningLine(
        name=version.name,
        valid_from=version.valid_from,
        last_day=version.valid_until - timedelta(days=1) if version.valid_until else None,
        changed=lines,
        law=law_of(change["source"], change["article"], checked=change["checked"])
        if change
        else None,
        why=change["why"] if change else "",
    )


def _value_types() -> dict[str, str]:
    return {
        "count": _("số đếm"),
        "ratio": _("tỷ lệ"),
        "change": _("mức tăng, giảm"),
        "amount": _("khối lượng, giá trị"),
        "money": _("số tiền"),
        "weight": _("khối lượng"),
        "volume": _("thể tích, diện tích"),
        "rank": _("thứ hạng"),
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
