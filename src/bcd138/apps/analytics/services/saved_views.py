"""Commands on views kept by name."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.selectors import unit_seen
from bcd138.apps.analytics.models import SavedView
from bcd138.apps.analytics.permissions import check_can_change_view
from bcd138.apps.analytics.saved_views import saved_views
from bcd138.apps.audit import services as audit
from bcd138.domain.errors import Refused

LONGEST_NAME = 120
_LONGEST_QUERY = 4000


@transaction.atomic
def keep_view(
    *, name: str, query: str, org_unit_code: str, is_shared: bool, by: User, at: datetime
) -> SavedView:
    """Keep a question under a name.

    Args:
        name: One that ``by`` has not used yet.
        query: The part of the address behind the question mark.
        org_unit_code: The unit the question is about first of all.
        is_shared: Whether whoever sees the unit sees the view.
        by: Who keeps it.
        at: When.

    Raises:
        OrgUnit.DoesNotExist: There is no such unit, or none that ``by`` may see.
        Refused: ``saved-view.no-name``, ``saved-view.name-too-long``, ``saved-view.name-taken``
            or ``saved-view.question-too-long``.
    """
    org_unit = unit_seen(org_unit_code, by=by)
    if len(query) > _LONGEST_QUERY:
        raise Refused("saved-view.question-too-long")
    view = SavedView(
        name=_checked(name, by),
        query=query,
        org_unit=org_unit,
        is_shared=is_shared,
        saved_by=by,
        saved_at=at,
    )
    view.save()
    _record("saved-view.kept", view, by, at)
    return view


@transaction.atomic
def change_view(*, view_id: int, name: str, is_shared: bool, by: User, at: datetime) -> SavedView:
    """Give a kept view another name, and let whoever sees the unit see it, or no longer.

    Raises:
        SavedView.DoesNotExist: ``by`` sees no such view.
        Refused: ``saved-view.not-yours`` and what ``keep_view`` refuses of a name.
    """
    view = _to_change(view_id, by)
    before = (view.name, view.is_shared)
    if " ".join(name.split()) != view.name:
        view.name = _checked(name, by)
    view.is_shared = is_shared
    if (view.name, view.is_shared) != before:
        view.save(update_fields=["name", "is_shared"])
        _record("saved-view.changed", view, by, at, was=before[0], is_shared=is_shared)
    return view


@transaction.atomic
def delete_view(*, view_id: int, by: User, at: datetime) -> None:
    """Delete a kept view; totals are not touched.

    Raises:
        SavedView.DoesNotExist: ``by`` sees no such view.
        Refused: ``saved-view.not-yours``.
    """
    view = _to_change(view_id, by)
    _record("saved-view.deleted", view, by, at)
    view.delete()


def _to_change(view_id: int, by: User) -> SavedView:
    view = saved_views(by=by).get(pk=view_id)
    check_can_change_view(by, view)
    return view


def _checked(name: str, by: User) -> str:
    """Return a name that can be given."""
    name = " ".join(name.split())
    if not name:
        raise Refused("saved-view.no-name")
    if len(name) > LONGEST_NAME:
        raise Refused("saved-view.name-too-long", most=LONGEST_NAME)
    if SavedView.objects.filter(saved_by=by, name=name).exists():
        raise Refused("saved-view.name-taken", name=name)
    return name


def _record(event: str, view: SavedView, by: User, at: datetime, **about: object) -> None:
    audit.record(
        event,
        by=by.username,
        at=at,
        view=view.pk,
        name=view.name,
        org_unit=view.org_unit.code,
        **about,
    )
