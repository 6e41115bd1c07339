"""The legal acts behind the register."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from bcd138.api.v1 import schemas
from bcd138.api.v1.errors import Faults, Refusal
from bcd138.apps.orgunits import changes, selectors
from bcd138.apps.orgunits.models import Act
from bcd138.domain.errors import Refused

_NO = {401: Refusal, 422: Faults}
router = Router(tags=["acts"])


@router.get("", response={200: schemas.ActList, **_NO}, operation_id="acts")
def acts(request: HttpRequest, part: Query[schemas.Part]) -> schemas.ActList:
    """Return the acts, the latest first."""
    del request
    found = selectors.acts()
    items = [schemas.ActLine(**_about(act)) for act in found[part.rows]]
    return schemas.ActList(count=found.count(), items=items)


@router.get(
    "/{path:code}", response={200: schemas.ActDetail, 404: Refusal, **_NO}, operation_id="act"
)
def act(request: HttpRequest, code: str) -> schemas.ActDetail:
    """Return one act with how many rows of the register it changed.

    Its code is its number and the day it takes effect: ``202/2025/QH15@2025-07-01``.
    """
    del request
    found = known_act(code)
    about = {**_about(found), **changes.counts(found)}
    return schemas.ActDetail(**about, text=found.text)


def known_act(code: str) -> Act:
    """Return the act of this code.

    Raises:
        Refused: ``orgunit.act-unknown``.
    """
    found = selectors.acts().filter(code=code.replace("\0", "")).first()
    if found is None:
        raise Refused("orgunit.act-unknown", act=code)
    return found


def _about(act: Act) -> dict[str, Any]:
    return {name: getattr(act, name) for name in schemas.ActLine.model_fields}
