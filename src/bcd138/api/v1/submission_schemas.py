"""What the API takes and gives where a report is sent: values by cell, faults, findings."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema

from bcd138.api.v1.errors import Refusal

MOST_VALUES = 2_000

Code = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=r"^[^\x00]*$")]
Words = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]
SeverityName = Literal["block", "explain", "notice"]
Paper = Annotated[str, StringConstraints(max_length=300, pattern=r"^[^\x00]*$")]
ReportState = Literal[
    "draft", "submitted", "signed", "received", "returned", "approved", "closed", "superseded"
]
StepName = Literal[
    "save",
    "submit",
    "take_back",
    "sign",
    "receive",
    "return",
    "approve",
    "close",
    "amend",
    "supersede",
]
StepAsked = Literal["submit", "take_back", "sign", "receive", "return", "approve", "close", "amend"]
CellState = Literal["number", "not_applicable", "not_available", "not_reported"]
Number = Annotated[
    Any,  # whatever is no number is told with its place, together with the other faults
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 0},
                {"type": "string", "pattern": r"^\d+(\.\d+)?$"},
                {"type": "null"},
            ]
        }
    ),
]


class ValueIn(BaseModel):
    """What stands in one cell from now on, its words included.

    ``value`` is a whole number, or a decimal as text ("12.5"). 0 is a number; null with a
    ``state`` says which kind of nothing it is, null without one empties the cell: nobody
    has reported it. ``explanation`` answers what the checks find unusual.
    """

    model_config = ConfigDict(extra="forbid")

    cell: str
    value: Number
    state: CellState | None = None
    comment: Words = ""
    explanation: Words = ""


class AmendmentIn(BaseModel):
    """Why a report that counts is amended; after closing also the paper that decides it."""

    model_config = ConfigDict(extra="forbid")

    reason: Words
    paper: Paper = ""


class ReportIn(Schema):
    """A report, or the part of it that is known; cells not named stay as they are.

    ``cell`` is a code of the catalogue, with the option of a part behind a colon:
    ``drug_offenders:sex.female``. ``send`` passes the report on for signature where nothing
    blocks it; ``amendment`` begins the next revision of one that counts; ``dry_run`` tells
    what would happen and stores nothing.
    """

    model_config = ConfigDict(extra="forbid")

    org_unit: Code
    data_set: Code
    period: Code
    values: list[ValueIn] = Field(default_factory=list, max_length=MOST_VALUES)
    narratives: dict[Code, Words] = Field(default_factory=dict, max_length=100)
    send: bool = False
    amendment: AmendmentIn | None = None
    dry_run: bool = False


class ReportAsked(Schema):
    """Which report: of one unit, on one form, for one period."""

    org_unit: Code
    data_set: Code
    period: Code


class ValueFault(Refusal):
    """One value that cannot be taken: its place in ``values`` from 0, its cell, the reason."""

    index: int
    cell: str


class ValueFaults(Refusal):
    """Every fault of every value at once; nothing is stored."""

    faults: list[ValueFault]


class FindingOut(Refusal):
    """What a check says about a cell; ``rule`` is its number in the published list."""

    rule: str
    severity: SeverityName
    cell: str
    others: list[str]
    explained: str


class ReportBlocked(Refusal):
    """Why a report was not passed up: everything found, by severity; nothing is stored."""

    findings: list[FindingOut]


class ReportSaved(Schema):
    """A report as it stands now; of a dry run, what was found, with null for the rest."""

    org_unit: str
    data_set: str
    period: str
    dry_run: bool
    state: ReportState | None
    revision: int | None
    version: int | None
    filled: int | None
    cells: int
    findings: list[FindingOut]


class ValueOut(Schema):
    """One cell; ``computed`` follows from two others, ``unread`` is what nobody could read."""

    cell: str
    value: str | None
    state: CellState
    comment: str
    explanation: str
    origin: str
    unread: str
    computed: bool


class AmendmentOut(Schema):
    """Why this revision amends the one before, and the paper that decides it, if any."""

    reason: str
    paper: str


class ChoiceOut(Schema):
    """A step one could ask for now; ``refusal`` is null where it may be taken."""

    step: StepName
    refusal: Refusal | None


class StepOut(Schema):
    """A step that was taken; ``state`` is where it led, ``reasons`` are those at cells."""

    revision: int
    step: StepName
    state: ReportState
    by: str
    at: datetime
    note: str
    reasons: dict[str, str]
    signed_as: str


class StepIn(Schema):
    """A step to be taken with the last revision of a report.

    ``version`` is the one that was looked at: where somebody acted meanwhile, nothing is
    done. ``note`` and ``reasons`` (by cell) say why a report is returned; ``reason`` and
    ``paper`` why one that counts is amended.
    """

    model_config = ConfigDict(extra="forbid")

    org_unit: Code
    data_set: Code
    period: Code
    step: StepAsked
    version: int | None = None
    note: Words = ""
    reasons: dict[Code, Words] = Field(default_factory=dict, max_length=MOST_VALUES)
    reason: Words = ""
    paper: Paper = ""


class StepTaken(Schema):
    """Where a report stands after a step, and what the same person may ask for next."""

    org_unit: str
    data_set: str
    period: str
    state: ReportState
    revision: int
    version: int
    choices: list[ChoiceOut]


class ReportOut(Schema):
    """A report with every cell of its form; state and version are null before it is begun.

    ``steps`` are those of every revision, the first one first.
    """

    org_unit: str
    data_set: str
    period: str
    due_on: date
    state: ReportState | None
    revision: int | None
    version: int | None
    saved_by: str | None
    saved_at: datetime | None
    submitted_by: str | None
    submitted_at: datetime | None
    signed_by: str | None
    signed_at: datetime | None
    approved_by: str | None
    approved_at: datetime | None
    amendment: AmendmentOut | None
    steps: list[StepOut]
    choices: list[ChoiceOut]
    values: list[ValueOut]
    narratives: dict[str, str]
    findings: list[FindingOut]
