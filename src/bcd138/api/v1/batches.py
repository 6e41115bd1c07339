"""Many reports in one request: a province's own system sends those of all its communes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Router, Schema
from pydantic import ConfigDict, Field

from bcd138.api.v1 import submission_schemas as schemas
from bcd138.api.v1.errors import Refusal, status_of, words
from bcd138.api.v1.values import read_values
from bcd138.apps.submissions import selectors, services
from bcd138.apps.submissions.selectors import Place
from bcd138.apps.submissions.services import GivenReport, Saved
from bcd138.domain.errors import Refused

MOST_REPORTS = 500

router = Router(tags=["submissions"])


class GivenIn(Schema):
    """One report of many; as one alone, without ``dry_run``."""

    model_config = ConfigDict(extra="forbid")

    org_unit: schemas.Code
    data_set: schemas.Code
    period: schemas.Code
    values: list[schemas.ValueIn] = Field(default_factory=list, max_length=schemas.MOST_VALUES)
    narratives: dict[schemas.Code, schemas.Words] = Field(default_factory=dict, max_length=100)
    send: bool = False


class ReportsIn(Schema):
    """Reports of any units, forms and periods; each stands or falls by itself."""

    model_config = ConfigDict(extra="forbid")

    reports: list[GivenIn] = Field(max_length=MOST_REPORTS)


class Outcome(Schema):
    """What became of one report, in the order they were sent.

    ``status`` is what the report alone would have been answered with; ``refusal`` says why
    it was not taken, ``faults`` which of its values cannot be. ``findings`` counts what the
    checks found in one that was taken.
    """

    org_unit: str
    data_set: str
    period: str
    status: int
    state: str | None = None
    revision: int | None = None
    version: int | None = None
    filled: int | None = None
    findings: int = 0
    refusal: Refusal | None = None
    faults: list[schemas.ValueFault] = Field(default_factory=list)


class Outcomes(Schema):
    """What became of all of them; what was taken is on the disk before this is answered."""

    taken: int
    refused: int
    reports: list[Outcome]


@router.post(
    "",
    response={200: Outcomes, 401: Refusal, 403: Refusal, 409: Refusal, 422: Refusal},
    operation_id="save_reports",
)
def save(request: HttpRequest, given: ReportsIn) -> Outcomes:
    """Save many reports; those that can be taken are, the others say why not.

    The same request again changes nothing more.
    """
    by: Any = request.user
    outcomes = _places(given.reports, by)
    taken: dict[int, GivenReport] = {}
    for index, (one, place) in enumerate(zip(given.reports, outcomes, strict=True)):
        if not isinstance(place, Place):
            continue
        entries, faults = read_values(place.data_set, one.values)
        if faults:
            outcomes[index] = faults
        else:
            taken[index] = GivenReport(place, entries, one.narratives, one.send)
    saved = services.record_reports(reports=list(taken.values()), by=by, at=now())
    told = [*outcomes]
    for index, result in zip(taken, saved, strict=True):
        told[index] = result
    lines = [_outcome(one, what) for one, what in zip(given.reports, told, strict=True)]
    count = sum(line.refusal is None for line in lines)
    return Outcomes(taken=count, refused=len(lines) - count, reports=lines)


def _places(reports: Sequence[GivenIn], by: Any) -> list[Any]:  # noqa: ANN401 - the person signed in
    codes = [(one.org_unit, one.data_set, one.period) for one in reports]
    return [*selectors.places_to_fill(codes, by=by)]


def _outcome(given: GivenIn, what: Saved | Refused | list[schemas.ValueFault] | None) -> Outcome:
    named: dict[str, Any] = {
        "org_unit": given.org_unit,
        "data_set": given.data_set,
        "period": given.period,
    }
    if isinstance(what, Saved) and what.submission is not None:
        return Outcome(
            **named,
            status=201 if what.submission.version == 1 and not what.is_repeat else 200,
            state=what.submission.state,
            revision=what.submission.revision,
            version=what.submission.version,
            filled=what.submission.filled_count,
            findings=len(what.findings),
        )
    if isinstance(what, list):
        params = {"count": len(what)}
        return Outcome(
            **named, status=422, refusal=_refusal("api.values-faulty", params), faults=what
        )
    if isinstance(what, Refused):
        status = status_of(what)
        return Outcome(**named, status=status, refusal=_refusal(what.code, what.params))
    return Outcome(**named, status=404, refusal=_refusal("api.not-seen", {}))


def _refusal(code: str, params: Any) -> Refusal:  # noqa: ANN401 - what a message names
    return Refusal(code=code, words=words(code, params))
