"""The database's own note of every figure that is written, ends or goes, with who ever writes it.

Notes are rows of ``ChangedFigure``, made by triggers in the transaction of the change: no id and
no clock could tell what a transaction that has not ended yet will bring.
"""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

_FIGURES, _NOTES = "submissions_datavalue", "analytics_changedfigure"
_SQLITE = """
create trigger if not exists {notes}_{name} after {event} on {figures}
begin insert into {notes} (figure) values ({row}.id); end
"""
_POSTGRES = """
create or replace function {notes}_{name}() returns trigger language plpgsql as $$
begin insert into {notes} (figure) select id from {row}_rows; return null; end $$;
create or replace trigger {notes}_{name} after {event} on {figures}
referencing {row} table as {row}_rows for each statement execute function {notes}_{name}();
"""
_SQLITE_UNDO = "drop trigger if exists {notes}_{name}"
_POSTGRES_UNDO = """
drop trigger if exists {notes}_{name} on {figures};
drop function if exists {notes}_{name}();
"""
_EVENTS = {"insert": "new", "update": "new", "delete": "old"}


def watch(using: str = "default", **_: Any) -> None:
    """Let the database note what changes, where both tables are there; again does no harm.

    Run after every migration: SQLite builds a table anew to alter it, and drops its triggers.
    """
    connection = connections[using]
    if not {_FIGURES, _NOTES} <= set(connection.introspection.table_names()):
        return
    _run(connection, {"sqlite": _SQLITE, "postgresql": _POSTGRES}[connection.vendor])


def watch_no_more(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, before the table of the notes goes."""
    _run(connection, {"sqlite": _SQLITE_UNDO, "postgresql": _POSTGRES_UNDO}[connection.vendor])


def _run(connection: BaseDatabaseWrapper, text: str) -> None:
    with connection.cursor() as cursor:
        for event, row in _EVENTS.items():
            names = {"name": event, "event": event, "row": row}
            cursor.execute(text.format(notes=_NOTES, figures=_FIGURES, **names))
