"""What the API takes and gives where an act is entered: rows, faults, and effects in codes."""

from __future__ import annotations

from datetime import date

from ninja import Schema
from pydantic import ConfigDict, Field

from bcd138.api.v1.errors import Refusal
from bcd138.formats.act_sheet import MOST_ROWS
from bcd138.formats.catalogue_schemas import ActRowEntry


class RowIn(ActRowEntry):
    """One row; a unit is written by its code, its official number or its name.

    ``share`` is "0.6", "60%" or "3/5", empty where nobody declared it. ``line`` is where the
    row stands in the caller's own file; without it, its place in the list from 1.
    """

    model_config = ConfigDict(str_strip_whitespace=False)

    line: int | None = Field(None, ge=1)


class ActIn(Schema):
    """An act with its rows; ``previewed`` is the digest of the preview that was looked at."""

    model_config = ConfigDict(extra="forbid")

    number: str = Field(min_length=1, max_length=60)
    title: str = Field(min_length=1, max_length=300)
    issued_on: date
    effective_on: date
    issued_by: str = Field("", max_length=200)
    text: str = ""
    previewed: str = ""
    rows: list[RowIn] = Field(max_length=MOST_ROWS)


class RowFault(Refusal):
    """One fault of a row: its line, its column, the code and the words."""

    row: int | None
    column: str


class ActFaults(Refusal):
    """Every fault of every row at once; nothing is saved."""

    faults: list[RowFault]


class NewUnit(Schema):
    """A unit that would begin, with what it is formed from."""

    code: str
    name: str
    level: str
    parent: str | None


class Passing(Schema):
    """The territory of ``before``, or a share of it, would go to ``after``."""

    before: str
    after: str
    share: str | None


class Moving(Schema):
    """A unit that would come under another; ``follows`` where no row names it."""

    unit: str
    parent: str
    follows: bool


class Renaming(Schema):
    """A unit that would be called something else."""

    unit: str
    name: str


class RestatedOut(Schema):
    """A total of a new unit; null with ``why_not`` where its parts make none."""

    unit: str
    indicator: str
    period: str
    value: str | None
    numerator: str | None
    denominator: str | None
    is_estimate: bool
    why_not: str


class PersonOut(Schema):
    """Somebody whose unit would end; ``goes_to`` is null where somebody must decide."""

    username: str
    role: str
    org_unit: str
    goes_to: str | None


class PreviewOut(Schema):
    """What saving would do; ``figures`` counts the figures of units that end."""

    code: str
    digest: str
    begun: list[NewUnit]
    ended: list[str]
    passed_on: list[Passing]
    moved: list[Moving]
    renamed: list[Renaming]
    figures: int
    late_figures: int
    restated: list[RestatedOut]
    people: list[PersonOut]


class ActSaved(Schema):
    """The act that was saved, and the people it moved or left to be decided."""

    code: str
    people: list[PersonOut]
