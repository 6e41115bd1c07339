"""Commands on what a person looks at first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from bcd138.apps.accounts.models import User
from bcd138.apps.analytics.models import Dashboard
from bcd138.apps.audit import services as audit
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.domain.errors import Refused

MOST_INDICATORS = 8


@transaction.atomic
def choose_indicators(*, codes: Sequence[str], by: User, at: datetime) -> Dashboard | None:
    """Keep which indicators ``by`` looks at first; none at all brings the usual ones back.

    Raises:
        Refused: ``dashboard.too-many`` or ``catalogue.unknown-indicator``.
    """
    chosen = list(dict.fromkeys(codes))
    if len(chosen) > MOST_INDICATORS:
        raise Refused("dashboard.too-many", most=MOST_INDICATORS)
    known = set(catalogue.current().filter(code__in=chosen).values_list("code", flat=True))
    for code in chosen:
        if code not in known:
            catalogue.by_code(code)
    audit.record("dashboard.chosen", by=by.username, at=at, indicators=chosen)
    if not chosen:
        Dashboard.objects.filter(person=by).delete()
        return None
    kept, _is_new = Dashboard.objects.update_or_create(
        person=by, defaults={"indicators": chosen, "chosen_at": at}
    )
    return kept
