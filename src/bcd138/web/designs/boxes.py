"""The sections, rows and rules of a design as its steps let a person change them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from bcd138.apps.designs.edits import KINDS
from bcd138.domain.data_set import Category, DataSet, FormRule, Measure
from bcd138.domain.vietnamese.numbers import write_number
from bcd138.web.catalogue.rule_words import cell_names, sentence_of

Content = Mapping[str, Any]
Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Tick:
    """A column of the section that a row may have."""

    code: str
    name: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class RowBox:
    """A row to change: its words, what it counts, which columns it has."""

    anchor: str
    place: str
    element: str
    number: str
    position: int
    label: str
    name: str
    unit: str
    is_computed: bool
    ticks: list[Tick]
    faults: list[str]


@dataclass(frozen=True, slots=True)
class SectionBox:
    """A section to change."""

    anchor: str
    place: int
    number: str
    position: int
    title: str
    columns: list[tuple[str, str]]
    rows: list[RowBox]
    faults: list[str]


@dataclass(frozen=True, slots=True)
class SideBox:
    """The cells on one side of a rule."""

    side: str
    words: str
    chosen: list[tuple[str, str]]
    choices: list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class RuleBox:
    """A rule to change."""

    anchor: str
    place: int
    position: int
    kind: str
    kind_words: str
    sentence: str
    sides: list[SideBox]
    severity: str
    words: str
    other: str
    crosses: bool
    is_range: bool
    low: str
    high: str
    faults: list[str]


@dataclass(frozen=True, slots=True)
class NarrativeBox:
    """A part in words to change."""

    anchor: str
    place: int
    position: int
    title: str
    hint: str
    faults: list[str]


Faults = Mapping[str, list[str]]


def section_boxes(
    content: Content, measures: Mapping[str, Measure], names: Names, faults: Faults
) -> list[SectionBox]:
    """Return the sections with their rows."""
    return [
        SectionBox(
            anchor=f"s{at}",
            place=at,
            number=section["number"] or "",
            position=at + 1,
            title=section["title"],
            columns=[(code, names.get(code, code)) for code in section["columns"]],
            rows=[
                _row(
                    row,
                    (at, number),
                    section["columns"],
                    measures=measures,
                    names=names,
                    faults=faults,
                )
                for number, row in enumerate(section["rows"])
            ],
            faults=faults.get(f"s{at}", []),
        )
        for at, section in enumerate(content["sections"])
    ]


def narrative_boxes(content: Content, faults: Faults) -> list[NarrativeBox]:
    """Return the parts in words."""
    return [
        NarrativeBox(f"n{at}", at, at + 1, one["title"], one["hint"], faults.get(f"n{at}", []))
        for at, one in enumerate(content["narratives"])
    ]


def rule_boxes(
    content: Content, form: DataSet, others: Mapping[str, DataSet], faults: Faults
) -> list[RuleBox]:
    """Return the rules with their cells; ``others`` are the forms in use by code."""
    return [
        _rule(rule, at, form, others, faults.get(f"r{at}", []))
        for at, rule in enumerate(content["rules"])
    ]


def rule_of(rule: Content) -> FormRule:
    """Return a rule of the content, as far as it says something."""
    return FormRule(
        code=rule["code"],
        kind=rule["kind"],
        left=tuple(rule["left"]),
        right=tuple(rule["right"]),
        severity=rule["severity"],
        words=rule["words"],
        other=rule["other"] or "",
        low=_decimal(rule["low"]),
        high=_decimal(rule["high"]),
    )


def kind_words() -> dict[str, str]:
    """Return the templates of rules by code."""
    words = (
        _("Tổng bằng các phần cộng lại"),
        _("Không lớn hơn"),
        _("Có cái này phải có cái kia"),
        _("Nằm trong khoảng"),
        _("Bằng ô của biểu khác"),
        _("Bằng tổng các kỳ của biểu khác"),
    )
    return dict(zip(KINDS, words, strict=True))


def column_choices(categories: Mapping[str, Category]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what a section may have as columns: all parts of a breakdown, or one."""
    return [
        (
            each.name,
            [
                (
                    " ".join(o.code for o in each.options),
                    _("%(name)s: mọi phần") % {"name": each.name},
                ),
                *((o.code, o.name) for o in each.options if len(each.options) > 1),
            ],
        )
        for each in categories.values()
    ]


def _row(
    row: Content,
    place: tuple[int, int],
    columns: list[str],
    *,
    measures: Mapping[str, Measure],
    names: Names,
    faults: Faults,
) -> RowBox:
    measure = measures.get(row["element"])
    section, at = place
    anchor = f"s{section}r{at}"
    return RowBox(
        anchor=anchor,
        place=f"{section}:{at}",
        element=row["element"],
        number=row["number"] or "",
        position=at + 1,
        label=row["label"] or "",
        name=measure.name if measure else row["element"],
        unit=measure.unit if measure else "",
        is_computed=bool(measure and measure.is_computed),
        ticks=[Tick(code, names.get(code, code), code in row["options"]) for code in columns],
        faults=faults.get(anchor, []),
    )


def _rule(
    rule: Content,
    at: int,
    form: DataSet,
    others: Mapping[str, DataSet],
    faults: list[str],
) -> RuleBox:
    crosses = rule["kind"] in {"equal_across", "sum_of_periods"}
    other = others.get(rule["other"] or "")
    there = other if crosses else form
    left, right = _side_words()[rule["kind"]]
    sides = [_side("left", left, rule, form)]
    if rule["kind"] != "range":
        sides.append(_side("right", right, rule, there))
    return RuleBox(
        anchor=f"r{at}",
        place=at,
        position=at + 1,
        kind=rule["kind"],
        kind_words=kind_words()[rule["kind"]],
        sentence=sentence_of(rule_of(rule), form, other),
        sides=sides,
        severity=rule["severity"],
        words=rule["words"],
        other=rule["other"] or "",
        crosses=crosses,
        is_range=rule["kind"] == "range",
        low=_shown(rule["low"]),
        high=_shown(rule["high"]),
        faults=faults,
    )


def _side(side: str, words: str, rule: Content, form: DataSet | None) -> SideBox:
    names = cell_names(form) if form else {}
    choices = [
        (
            f"{section.number}. {section.title}",
            [
                (cell.key, names[cell.key])
                for row in section.rows
                for cell in row.cells
                if cell is not None and cell.key not in rule[side]
            ],
        )
        for section in (form.sections if form else ())
    ]
    return SideBox(side, words, [(key, names.get(key, key)) for key in rule[side]], choices)


def _side_words() -> dict[str, tuple[str, str]]:
    parts = (_("Các ô"), "")
    return {
        "sum_of_parts": (_("Ô tổng"), _("Các ô thành phần")),
        "at_most": (_("Tổng các ô này"), _("không lớn hơn tổng các ô này")),
        "needs": (_("Có một trong các ô này"), _("thì phải có một trong các ô này")),
        "range": parts,
        "equal_across": (_("Các ô của biểu này"), _("lần lượt bằng các ô của biểu kia")),
        "sum_of_periods": (_("Các ô của biểu này"), _("lần lượt bằng tổng các ô của biểu kia")),
    }


def _decimal(written: str | None) -> Decimal | None:
    try:
        return None if written is None else Decimal(written)
    except InvalidOperation:
        return None


def _shown(written: str | None) -> str:
    number = _decimal(written)
    return written or "" if number is None else write_number(number)
