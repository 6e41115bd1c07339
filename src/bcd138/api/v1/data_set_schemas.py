"""What the API gives out about forms: their sections, cells, rules and days."""

from __future__ import annotations

from datetime import date

from ninja import Schema


class ReportersOut(Schema):
    """Who fills a form in: units of a level and kind, agencies whose names begin so."""

    level: str
    kind: str
    names_begin: list[str]


class DataSetLine(Schema):
    """One form as it is on the asked day; ``reporters`` fill it in."""

    code: str
    name: str
    valid_from: date
    regime: str
    period_type: str
    reporters: ReportersOut
    cells: int


class DataSetList(Schema):
    """The forms in force on a day, in the order of the catalogue."""

    on: date
    items: list[DataSetLine]


class CellOut(Schema):
    """One place for a figure; ``option`` is null for the whole.

    ``places`` is how many decimals may be written; a ``computed`` one is never sent.
    """

    cell: str
    option: str | None
    option_name: str | None
    unit: str
    value_type: str
    places: int
    computed: bool


class RowOut(Schema):
    """One line of the form with its cells."""

    number: str
    label: str
    cells: list[CellOut]


class SectionOut(Schema):
    """One table of the form."""

    number: str
    title: str
    rows: list[RowOut]


class NarrativeOut(Schema):
    """A part of the form written in words."""

    code: str
    title: str
    hint: str


class RuleOut(Schema):
    """A check that this form asks for beside those that hold for every form."""

    code: str
    kind: str
    severity: str
    left: list[str]
    right: list[str]
    other: str | None
    low: str | None
    high: str | None
    words: str


class DueOut(Schema):
    """How many working days after the period units of a level have; null: the form has none."""

    level: str
    working_days: int | None


class DataSetOut(DataSetLine):
    """One form with everything that stands in it."""

    on: date
    guidance: str
    source: str
    article: str
    checked: bool
    due: DueOut
    sections: list[SectionOut]
    narratives: list[NarrativeOut]
    rules: list[RuleOut]
