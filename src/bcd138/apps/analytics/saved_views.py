"""Questions over totals that people keep by name."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.selectors import unit_ids_seen
from bcd138.apps.analytics.models import SavedView


def saved_views(*, by: User) -> QuerySet[SavedView]:
    """Return the views a person kept, and those shared about units that ``by`` sees. One query."""
    mine = Q(saved_by=by) | Q(is_shared=True)
    seen = SavedView.objects.filter(mine, org_unit__in=unit_ids_seen(by))
    return seen.select_related("org_unit", "saved_by")
