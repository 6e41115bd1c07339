"""Commands on designed forms."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from bcd138.apps.accounts.models import User
from bcd138.apps.audit import services as audit
from bcd138.apps.designs import permissions, selectors
from bcd138.apps.designs.models import FormDesign
from bcd138.apps.designs.starting import copied_content, empty_content
from bcd138.domain.errors import Refused

_LONGEST_NAME = 200


@transaction.atomic
def begin(*, copy_of: str = "", by: User, at: datetime) -> FormDesign:
    """Begin a design, empty or as a copy of a form in use.

    Raises:
        Refused: ``designs.not-standing``, ``designs.no-form-to-copy``.
    """
    org_unit = permissions.check_can_design(by)
    content = copied_content(copy_of) if copy_of else empty_content()
    design = FormDesign.objects.create(
        org_unit=org_unit,
        code=copy_of,
        name=content["name"],
        content=content,
        created_by=by,
        created_at=at,
        saved_by=by,
        saved_at=at,
    )
    audit.record(
        "design.begun", by=by.username, at=at, design=design.pk, org_unit=org_unit.code, of=copy_of
    )
    return design


@transaction.atomic
def keep(
    *,
    design_id: int,
    version: int,
    code: str,
    begins: date | None,
    content: dict[str, Any],
    by: User,
    at: datetime,
) -> FormDesign:
    """Keep what the design says now, with whatever faults it has.

    Raises:
        FormDesign.DoesNotExist: ``by`` sees no such design.
        Refused: ``designs.not-yours``; ``designs.saved-meanwhile`` by somebody else, or in
            another window.
    """
    design = _to_change(design_id, by)
    if design.version != version:
        raise Refused("designs.saved-meanwhile", by=design.saved_by.full_name, at=design.saved_at)
    design.code, design.begins, design.content = code, begins, content
    design.name = content["name"][:_LONGEST_NAME]
    design.version += 1
    design.saved_by, design.saved_at = by, at
    design.save()
    return design


@transaction.atomic
def remove(*, design_id: int, by: User, at: datetime) -> None:
    """Throw a design away; forms that were made of it stay.

    Raises:
        FormDesign.DoesNotExist: ``by`` sees no such design.
        Refused: ``designs.not-yours``.
    """
    design = _to_change(design_id, by)
    audit.record(
        "design.removed",
        by=by.username,
        at=at,
        design=design.pk,
        org_unit=design.org_unit.code,
        code=design.code,
        name=design.name,
    )
    design.delete()


def _to_change(design_id: int, by: User) -> FormDesign:
    design = selectors.visible(by=by).select_for_update(of=("self",)).get(pk=design_id)
    permissions.check_can_change(by, design.org_unit)
    return design
