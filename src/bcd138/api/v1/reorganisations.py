"""Entering an act by program: what it would do, saving it, undoing it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Router, Status

from bcd138.api.v1 import act_schemas as schemas
from bcd138.api.v1.acts import known_act, router
from bcd138.api.v1.errors import Faults, Refusal, words
from bcd138.api.v1.schemas import decimal_text
from bcd138.apps.reorganisations import selectors, services
from bcd138.apps.reorganisations.selectors import Move, Preview
from bcd138.domain.register_faults import Fault
from bcd138.domain.reorganisation import ActRow
from bcd138.formats.register_files import ActHead

_NO: dict[int, Any] = {
    401: Refusal,
    403: Refusal,
    409: Refusal,
    422: schemas.ActFaults | Faults,
}
preview_router = Router(tags=["acts"])
Answer = Status[Any]


@preview_router.post("", response={200: schemas.PreviewOut, **_NO}, operation_id="preview_act")
def preview(request: HttpRequest, given: schemas.ActIn) -> Answer:
    """Return what an act would do; nothing is saved."""
    head = _head(given)
    found = selectors.preview(head, _rows(given), by=_person(request))
    if found.faults:
        return Status(422, _faults(found.faults))
    return Status(200, _preview(head, found))


@router.post("", response={201: schemas.ActSaved, **_NO}, operation_id="enter_act")
def enter(request: HttpRequest, given: schemas.ActIn) -> Answer:
    """Enter an act and carry it out, all or nothing.

    With ``previewed`` it is saved only where it still does what the preview said.
    """
    entered = services.enter(
        _head(given), _rows(given), by=_person(request), at=now(), previewed=given.previewed
    )
    if entered.act is None:
        return Status(422, _faults(entered.faults))
    people = [_who(move) for move in (*entered.moved, *entered.undecided)]
    return Status(201, schemas.ActSaved(code=entered.act.code, people=people))


@router.api_operation(
    ["DELETE"],
    "/{path:code}",
    response={204: None, 401: Refusal, 403: Refusal, 404: Refusal, 409: Refusal},
    operation_id="undo_act",
)
def undo(request: HttpRequest, code: str) -> Answer:
    """Undo an act exactly."""
    services.undo(act_id=known_act(code).pk, by=_person(request), at=now())
    return Status(204, None)


def _person(request: HttpRequest) -> Any:  # noqa: ANN401 - the session's user, signed in by then
    return request.user


def _head(given: schemas.ActIn) -> ActHead:
    return ActHead(**given.model_dump(exclude={"rows", "previewed"}))


def _rows(given: schemas.ActIn) -> list[ActRow]:
    return [
        ActRow(row.line or place, **row.model_dump(exclude={"line"}))
        for place, row in enumerate(given.rows, start=1)
    ]


def _faults(faults: Iterable[Fault]) -> schemas.ActFaults:
    told = [
        schemas.RowFault(
            row=fault.row,
            column=fault.column,
            code=fault.code,
            words=words(fault.code, fault.params),
        )
        for fault in faults
    ]
    about = {"count": len(told)}
    said = words("reorganisation.faults", about)
    return schemas.ActFaults(code="reorganisation.faults", words=said, faults=told)


def _preview(head: ActHead, found: Preview) -> schemas.PreviewOut:
    effect, after = found.effect, found.after
    follow = set(effect.followers)
    return schemas.PreviewOut(
        code=head.code,
        digest=found.digest,
        begun=[
            schemas.NewUnit(
                code=unit.code,
                name=after.name(unit.code, effect.on),
                level=unit.level,
                parent=after.parent(unit.code, effect.on),
            )
            for unit in effect.units
        ],
        ended=[unit.code for unit in effect.ended_units],
        passed_on=[
            schemas.Passing(before=one.before, after=one.after, share=decimal_text(one.share))
            for one in effect.successions
        ],
        moved=[
            schemas.Moving(unit=link.unit, parent=link.parent, follows=link in follow)
            for link in effect.moved
        ],
        renamed=[schemas.Renaming(unit=name.unit, name=name.text) for name in effect.renamed],
        figures=found.figures.count,
        late_figures=found.figures.late,
        restated=[
            schemas.RestatedOut(
                unit=one.org_unit,
                indicator=one.indicator.code,
                period=one.period.code,
                value=decimal_text(one.total.value),
                numerator=decimal_text(one.total.numerator),
                denominator=decimal_text(one.total.denominator),
                is_estimate=one.total.is_estimate,
                why_not=one.total.why_not,
            )
            for one in found.figures.restated
        ],
        people=[_who(move) for move in found.moves],
    )


def _who(move: Move) -> schemas.PersonOut:
    return schemas.PersonOut(
        username=move.assignment.user.username,
        role=move.assignment.role,
        org_unit=move.assignment.org_unit.code,
        goes_to=move.to or None,
    )
