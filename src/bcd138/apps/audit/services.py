"""Adding to the record of events; nothing here changes or removes one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.statements import Insert

_ADDING = Insert(AuditEvent)


def record(event: str, *, by: str, at: datetime, **about: object) -> AuditEvent:
    """Write one event in the caller's transaction.

    Args:
        event: Past tense and dotted, e.g. ``text.received``.
        by: The actor's username.
        at: When, aware.
        about: Codes and ids the event is about; JSON values only.
    """
    written = AuditEvent(event=event, by=by, at=at, about=about)
    _ADDING.add(written)
    return written


def record_all(
    events: Iterable[tuple[str, Mapping[str, object]]], *, by: str, at: datetime
) -> None:
    """Write many events of one person and moment: each its name and what it is about."""
    _ADDING.add_all(
        [AuditEvent(event=event, by=by, at=at, about=dict(about)) for event, about in events]
    )
