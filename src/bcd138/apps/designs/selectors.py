"""Questions about designed forms."""

from __future__ import annotations

from django.db.models import QuerySet

from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.selectors import unit_ids_seen
from bcd138.apps.designs.models import FormDesign


def visible(*, by: User) -> QuerySet[FormDesign]:
    """Designs that exist as far as ``by`` is concerned: of own units and below."""
    return FormDesign.objects.filter(org_unit__in=unit_ids_seen(by)).select_related(
        "org_unit", "saved_by"
    )


def listed(*, by: User) -> QuerySet[FormDesign]:
    """Return the visible designs without what stands in them, last saved first."""
    return visible(by=by).defer("content")
