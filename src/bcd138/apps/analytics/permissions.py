"""Who may change a view that was kept."""

from __future__ import annotations

from bcd138.apps.accounts.models import User
from bcd138.apps.analytics.models import SavedView
from bcd138.domain.errors import Refused


def can_change_view(by: User, view: SavedView) -> bool:
    """Tell whether ``by`` kept the view; whoever it is shared with only opens it."""
    return view.saved_by_id == by.pk


def check_can_change_view(by: User, view: SavedView) -> None:
    """Refuse unless ``by`` kept the view.

    Raises:
        Refused: ``saved-view.not-yours``.
    """
    if not can_change_view(by, view):
        raise Refused("saved-view.not-yours", owner=view.saved_by.full_name)
