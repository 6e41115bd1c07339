"""Everything that changes what is kept about totals."""

from __future__ import annotations

from bcd138.apps.analytics.services.saved_views import change_view, delete_view, keep_view

__all__ = ["change_view", "delete_view", "keep_view"]
