"""Ids of many rows gathered into one text: what a page counts without reading each row."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, TextField
from django.db.models.sql.compiler import SQLCompiler


class Gathered(Aggregate):
    """The ids of a group with commas between them; nothing where there is none."""

    function = "STRING_AGG"
    template = "%(function)s(CAST(%(expressions)s AS text), ',')"
    output_field = TextField()
    allow_distinct = False

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, Any]:
        """Return it in the words of SQLite, which casts by itself."""
        written = self.copy()
        written.template, written.function = "%(function)s(%(expressions)s)", "GROUP_CONCAT"
        return written.as_sql(compiler, connection, **extra)
