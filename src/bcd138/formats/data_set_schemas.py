"""What may stand in the files of forms, breakdowns and changed definitions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from bcd138.formats.catalogue_schemas import (
    Across,
    Code,
    Direction,
    Entry,
    ReportingLevel,
    Words,
)
from bcd138.formats.regime_files import PeriodType

OptionCode = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z0-9][a-z0-9_]*$", max_length=60)]
CellKey = Annotated[
    str, Field(pattern=r"^[a-z][a-z0-9_]{1,59}(:[a-z][a-z0-9_]*\.[a-z0-9][a-z0-9_]*)?$")
]
Number = Annotated[str, Field(min_length=1, max_length=12)]
LongWords = Annotated[str, Field(max_length=2000)]


class CategoryEntry(Entry):
    """A breakdown of counts, under its code in ``categories.yaml``."""

    name: Words
    exhaustive: bool = Field(default=True, description="the parts add up to the whole")
    options: dict[Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]{0,39}$")], Words] = Field(
        min_length=1, description="code: name; elsewhere the option is called category.code"
    )


class ReportersEntry(Entry):
    """Who fills a form in."""

    level: ReportingLevel
    kind: Literal["territory", "agency"] = "territory"
    names_begin: tuple[Words, ...] = Field((), description="agencies whose names begin so")


class RowEntry(Entry):
    """A line of a form."""

    element: Code = Field(description="a data element or a ratio of the catalogue")
    number: Number | None = Field(None, description="as printed, quoted; else 1, 2, 3 …")
    label: Words | None = Field(None, description="as printed; else the name in the catalogue")
    options: tuple[OptionCode, ...] = Field((), description="columns of the section it has")


class SectionEntry(Entry):
    """A table of a form."""

    number: Number | None = Field(None, description="as printed; else I, II, III …")
    title: Words
    columns: tuple[OptionCode, ...] = Field((), description="parts shown beside the total")
    rows: tuple[RowEntry, ...] = Field(min_length=1)


class NarrativeEntry(Entry):
    """A part of a form that is written in words."""

    code: Code
    title: Words
    hint: LongWords = ""


class FormRuleEntry(Entry):
    """A check of one form; what each kind compares stands in ``domain/validation.py``."""

    code: Code
    kind: Literal["sum_of_parts", "at_most", "needs", "range", "equal_across", "sum_of_periods"]
    left: tuple[CellKey, ...] = Field(min_length=1)
    right: tuple[CellKey, ...] = ()
    severity: Literal["block", "explain", "notice"] = "explain"
    words: LongWords = Field("", description="why, in Vietnamese")
    other: Code | None = Field(None, description="equal_across, sum_of_periods: the other form")
    low: Decimal | None = None
    high: Decimal | None = None

    @model_validator(mode="after")
    def _has_what_its_kind_compares(self) -> Self:
        crosses = self.kind in {"equal_across", "sum_of_periods"}
        if crosses != (self.other is not None):
            raise ValueError(
                "other đi với equal_across, sum_of_periods / other goes with those kinds only"
            )
        is_range = self.kind == "range"
        if is_range != (self.low is not None or self.high is not None):
            raise ValueError("low, high đi với range / low and high go with range only")
        if is_range == bool(self.right):
            raise ValueError("cần right, trừ range / needs right, except range")
        if crosses and len(self.left) != len(self.right):
            raise ValueError("left, right không bằng nhau / differ in length")
        if self.kind == "sum_of_parts" and len(self.left) != 1:
            raise ValueError("left là một tổng số / left is one whole")
        return self


class DataSetEntry(Entry):
    """A form since a day: ``data_sets/<code>/<valid_from>.yaml``."""

    name: Words
    regime: Code = Field(description="a file of regimes")
    period_type: PeriodType
    reporters: ReportersEntry
    source: str = Field(description="a key of sources.yaml")
    article: Annotated[str, Field(max_length=100)] = ""
    checked: bool = Field(description="somebody compared it with the official text")
    due_days: int | None = Field(
        None, ge=0, le=366, description="working days after the period; null: the regime's"
    )
    guidance: LongWords = ""
    sections: tuple[SectionEntry, ...] = Field(min_length=1)
    narratives: tuple[NarrativeEntry, ...] = ()
    rules: tuple[FormRuleEntry, ...] = ()


class ChangedFields(Entry):
    """What a change gives an indicator anew; what is left out stays as it was."""

    name: Words | None = None
    unit: Annotated[str, Field(min_length=1, max_length=40)] | None = None
    numerator: Annotated[str, Field(max_length=100)] | None = None
    denominator: Annotated[str, Field(max_length=100)] | None = None
    factor: Literal[1, 100, 1000] | None = None
    direction: Direction | None = None
    across_units: Across | None = None
    across_periods: Across | None = None
    wordings: tuple[Words, ...] | None = None


class DefinitionChangeEntry(Entry):
    """New definitions from a day on: ``definition_changes/<day>_<slug>.yaml``."""

    begins: date = Field(alias="from", description="periods that end on or after this day")
    source: str = Field(description="a key of sources.yaml")
    article: Annotated[str, Field(max_length=100)] = ""
    checked: bool = Field(description="somebody compared it with the official text")
    why: Annotated[str, Field(min_length=1, max_length=2000)]
    changes: dict[Code, ChangedFields] = Field(min_length=1)
