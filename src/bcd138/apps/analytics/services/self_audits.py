"""Checking totals against raw figures, and holding papers back while one differs."""

from __future__ import annotations

from datetime import datetime
from time import perf_counter

from django.utils.timezone import localtime

from bcd138.apps.analytics.models import SelfAudit
from bcd138.domain.errors import Refused


def audit_totals(*, at: datetime, sample: int, seed: int | None = None) -> SelfAudit:
    """Compute a random sample of totals again from raw figures, and keep what differs.

    Args:
        at: When.
        sample: How many totals.
        seed: To draw the same ones again.
    """
    from bcd138.apps.analytics import audited  # noqa: PLC0415 - the engine comes with it

    began = perf_counter()
    checked = audited.drawn(sample, seed=seed, today=at.date())
    faults = [one.as_json() for one in checked if one.differs]
    return SelfAudit.objects.create(
        at=at, checked_count=len(checked), faults=faults, seconds=perf_counter() - began
    )


def check_can_publish() -> None:
    """Refuse while the newest audit found totals that differ from their figures.

    Raises:
        Refused: ``analytics.audit-failed``.
    """
    newest = SelfAudit.objects.first()
    if newest is not None and newest.faults:
        raise Refused(
            "analytics.audit-failed",
            count=len(newest.faults),
            checked=newest.checked_count,
            at=f"{localtime(newest.at):%H:%M %d/%m/%Y}",
        )
