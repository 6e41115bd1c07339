"""A data set from its content, the same for a file and for the loaded tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bcd138.domain.data_set import (
    Category,
    Cell,
    DataSet,
    FormRule,
    Measure,
    Narrative,
    Option,
    Reporters,
    Row,
    Section,
    category_of,
)

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def build_data_set(
    content: Mapping[str, Any],
    code: str,
    valid_from: date,
    measures: Mapping[str, Measure],
    categories: Mapping[str, Category],
) -> DataSet:
    """Return the form that ``content`` describes.

    Args:
        content: What a file of ``catalogues/data_sets`` says, already without fault.
        code: The folder of the file.
        valid_from: The name of the file.
        measures: What the rows count, as defined on the day that is asked about.
        categories: Every breakdown that the columns name.
    """
    options = {each.code: each for category in categories.values() for each in category.options}
    sections = tuple(
        _section(section, position, measures, options)
        for position, section in enumerate(content["sections"], start=1)
    )
    used = {category_of(each.code) for one in sections for each in one.columns if each is not None}
    reporters = content["reporters"]
    return DataSet(
        code=code,
        name=content["name"],
        regime=content["regime"],
        period_type=content["period_type"],
        reporters=Reporters(reporters["level"], reporters["kind"], tuple(reporters["names_begin"])),
        sections=sections,
        valid_from=valid_from,
        narratives=tuple(Narrative(**narrative) for narrative in content["narratives"]),
        rules=tuple(_rule(one) for one in content["rules"]),
        categories={each: categories[each] for each in categories if each in used},
        source=content["source"],
        article=content["article"],
        checked=content["checked"],
        due_days=content["due_days"],
        guidance=content["guidance"],
    )


def _section(
    section: Mapping[str, Any],
    position: int,
    measures: Mapping[str, Measure],
    options: Mapping[str, Option],
) -> Section:
    columns = (None, *(options[code] for code in section["columns"]))
    rows = tuple(
        _row(row, number, measures[row["element"]], columns)
        for number, row in enumerate(section["rows"], start=1)
    )
    return Section(section["number"] or _roman(position), section["title"], columns, rows)


def _row(
    row: Mapping[str, Any], position: int, measure: Measure, columns: tuple[Option | None, ...]
) -> Row:
    cells = tuple(
        Cell(measure, column) if column is None or column.code in row["options"] else None
        for column in columns
    )
    return Row(row["number"] or str(position), row["label"] or measure.name, measure, cells)


def _rule(one: Mapping[str, Any]) -> FormRule:
    low, high = (None if one[end] is None else Decimal(one[end]) for end in ("low", "high"))
    return FormRule(
        code=one["code"],
        kind=one["kind"],
        left=tuple(one["left"]),
        right=tuple(one["right"]),
        severity=one["severity"],
        words=one["words"],
        other=one["other"] or "",
        low=low,
        high=high,
    )


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written
