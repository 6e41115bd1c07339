"""Everything that changes what is kept about totals."""

from __future__ import annotations

from bcd138.apps.analytics.services.dashboards import choose_indicators
from bcd138.apps.analytics.services.saved_views import change_view, delete_view, keep_view
from bcd138.apps.analytics.services.self_audits import audit_totals, check_can_publish
from bcd138.apps.analytics.services.snapshots import take_snapshot, write_totals

__all__ = [
    "audit_totals",
    "change_view",
    "check_can_publish",
    "choose_indicators",
    "delete_view",
    "keep_view",
    "take_snapshot",
    "write_totals",
]
