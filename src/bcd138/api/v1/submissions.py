"""Reports by program: sending one, trying it first, and reading it back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Query, Router, Status

from bcd138.api.v1 import submission_schemas as schemas
from bcd138.api.v1.errors import Faults, Refusal, words
from bcd138.api.v1.report_steps import choices_out, steps_out
from bcd138.api.v1.schemas import decimal_text
from bcd138.api.v1.values import read_values
from bcd138.apps.submissions import selectors, services
from bcd138.apps.submissions.models import Submission
from bcd138.apps.submissions.selectors import EntryForm, Place
from bcd138.apps.submissions.services import Amendment, Saved
from bcd138.domain.entry import NOT_REPORTED, Entry
from bcd138.domain.errors import Refused
from bcd138.domain.validation import Finding

_NO: dict[int, Any] = {400: Refusal, 401: Refusal, 403: Refusal, 404: Refusal}
router = Router(tags=["submissions"])
Answer = Status[Any]


@router.post(
    "",
    response={
        200: schemas.ReportSaved,
        201: schemas.ReportSaved,
        **_NO,
        409: schemas.ReportBlocked | Refusal,
        422: schemas.ValueFaults | Faults,
    },
    operation_id="save_report",
)
def save(request: HttpRequest, given: schemas.ReportIn) -> Answer:
    """Save the values of a report, all or none of them, and pass it up with ``send``.

    201 where this begins a revision, 200 where one was begun before. The same request again
    changes nothing. One that counts is changed only with an ``amendment``: its next
    revision, which goes the whole way again. Values that cannot be taken are told together,
    with 422; a report that cannot be passed up as it is, with 409 and everything the checks
    found.
    """
    by = _person(request)
    place = selectors.place_to_fill(given.org_unit, given.data_set, given.period, by=by)
    entries, faults = read_values(place.data_set, given.values)
    if faults:
        return Status(422, _faults(faults))
    report: dict[str, Any] = {
        "place": place,
        "entries": entries,
        "narratives": given.narratives,
        "send": given.send,
        "amendment": _amendment(given),
        "by": by,
        "at": now(),
    }
    try:
        saved = services.record_report(**report, dry_run=given.dry_run)
    except Refused as refused:
        if refused.code != "submission.blocked":
            raise
        tried = services.record_report(**report, dry_run=True)
        return Status(409, _blocked(refused, tried))
    return Status(201 if _is_begun_now(saved) else 200, _saved(place, saved))


@router.get(
    "",
    response={200: schemas.ReportOut, **_NO, 409: Refusal, 422: Faults},
    operation_id="report",
)
def report(request: HttpRequest, asked: Query[schemas.ReportAsked]) -> schemas.ReportOut:
    """Return a report with every cell of its form, begun or not."""
    by = _person(request)
    found = selectors.entry_form(asked.org_unit, asked.data_set, asked.period, by=by)
    return schemas.ReportOut(
        **_named(found.place),
        **_standing(found.submission),
        due_on=found.deadline.effective_on,
        steps=steps_out(selectors.steps_of(found.place, by=by)),
        choices=choices_out(found.choices),
        values=_values(found),
        findings=_findings(found.findings),
    )


def _person(request: HttpRequest) -> Any:  # noqa: ANN401 - the session's user, signed in by then
    return request.user


def _is_begun_now(saved: Saved) -> bool:
    begun = saved.submission is not None and saved.submission.version == 1
    return begun and not saved.is_repeat


def _username(person: Any) -> str | None:  # noqa: ANN401 - a person or nobody
    return None if person is None else str(person.username)


def _named(place: Place) -> dict[str, Any]:
    return {
        "org_unit": place.org_unit.code,
        "data_set": place.data_set.code,
        "period": place.period.code,
    }


def _standing(submission: Submission | None) -> dict[str, Any]:
    """Return where a report stands, and who brought it there; nothing of one not begun."""
    if submission is None:
        unknown = ("state", "revision", "version", "saved_by", "saved_at")
        later = ("submitted_by", "submitted_at", "signed_by", "signed_at")
        last = ("approved_by", "approved_at", "amendment")
        return {**dict.fromkeys((*unknown, *later, *last)), "narratives": {}}
    return {
        "state": submission.state,
        "revision": submission.revision,
        "version": submission.version,
        "saved_by": submission.saved_by.username,
        "saved_at": submission.saved_at,
        "submitted_by": _username(submission.submitted_by),
        "submitted_at": submission.submitted_at,
        "signed_by": _username(submission.signed_by),
        "signed_at": submission.signed_at,
        "approved_by": _username(submission.approved_by),
        "approved_at": submission.approved_at,
        "amendment": _amended(submission),
        "narratives": submission.narratives,
    }


def _amendment(given: schemas.ReportIn) -> Amendment | None:
    asked = given.amendment
    return None if asked is None else Amendment(asked.reason, asked.paper)


def _amended(submission: Submission) -> schemas.AmendmentOut | None:
    if submission.revision == 1:
        return None
    return schemas.AmendmentOut(
        reason=submission.amendment_reason, paper=submission.amendment_paper
    )


def _saved(place: Place, saved: Saved) -> schemas.ReportSaved:
    submission = saved.submission
    told: dict[str, Any] = dict.fromkeys(("state", "revision", "version", "filled"))
    if submission is not None:
        told = {
            "state": submission.state,
            "revision": submission.revision,
            "version": submission.version,
            "filled": submission.filled_count,
        }
    return schemas.ReportSaved(
        **_named(place),
        **told,
        dry_run=submission is None,
        cells=len(place.data_set.entered),
        findings=_findings(saved.findings),
    )


def _values(found: EntryForm) -> list[schemas.ValueOut]:
    return [
        _value(key, found.entries.get(key, NOT_REPORTED), cell.measure.is_computed)
        for key, cell in found.place.data_set.cells.items()
    ]


def _value(key: str, entry: Entry, is_computed: bool) -> schemas.ValueOut:  # noqa: FBT001 - one column
    return schemas.ValueOut(
        cell=key,
        value=decimal_text(entry.value),
        state=entry.state.value,
        comment=entry.comment,
        explanation=entry.explanation,
        origin=entry.origin,
        unread=entry.unread,
        computed=is_computed,
    )


def _faults(faults: list[schemas.ValueFault]) -> schemas.ValueFaults:
    said = words("api.values-faulty", {"count": len(faults)})
    return schemas.ValueFaults(code="api.values-faulty", words=said, faults=faults)


def _blocked(refused: Refused, tried: Saved) -> schemas.ReportBlocked:
    said = words(refused.code, refused.params)
    return schemas.ReportBlocked(code=refused.code, words=said, findings=_findings(tried.findings))


def _findings(found: Iterable[Finding]) -> list[schemas.FindingOut]:
    return [
        schemas.FindingOut(
            code=one.code,
            words=words(one.code, one.params),
            rule=one.rule,
            severity=one.severity.value,
            cell=one.cell,
            others=list(one.others),
            explained=one.explained,
        )
        for one in found
    ]
