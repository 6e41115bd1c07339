"""Telling people something, and keeping that they read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bcd138.apps.accounts.models import User
from bcd138.apps.notices import selectors
from bcd138.apps.notices.models import Notice


def tell(
    user_ids: Iterable[int | None],
    code: str,
    params: Mapping[str, Any],
    *,
    about: Mapping[str, str],
    at: datetime,
) -> int:
    """Tell people the same thing, each once; return how many, ``None`` left out.

    Args:
        user_ids: Whom.
        code: The message; ``params`` its values, JSON values only.
        params: See ``code``.
        about: What it leads to: ``kind`` and the codes that name it.
        at: When.
    """
    told = Notice.objects.bulk_create(
        Notice(user_id=each, code=code, params=dict(params), about=dict(about), at=at)
        for each in sorted({each for each in user_ids if each is not None})
    )
    return len(told)


def read(*, by: User, at: datetime, notice_id: int | None = None) -> int:
    """Mark one notice of a person as read, or all of them; return how many were not."""
    found = selectors.unread(by=by)
    if notice_id is not None:
        found = found.filter(pk=notice_id)
    return found.update(read_at=at)


def mark_emailed(notice_ids: Iterable[int], *, at: datetime) -> int:
    """Mark notices as mailed; return how many."""
    return Notice.objects.filter(pk__in=list(notice_ids)).update(emailed_at=at)
