"""Adding a row by SQL that is written once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField, Field, Model
from django.db.models.sql import InsertQuery

from bcd138.apps.statements.select import given


@dataclass
class Insert:
    """The adding of rows to the table of ``model``."""

    model: type[Model]
    _written: dict[str, str] = field(default_factory=dict)

    def add(self, row: Model) -> None:
        """Add a new row, checked by the database's constraints, and give it its id."""
        database = connections[DEFAULT_DB_ALIAS]
        sql = self._written.get(database.vendor) or self._write(database)
        values = [
            each.get_db_prep_save(getattr(row, each.attname), database) for each in self._fields
        ]
        with database.cursor() as cursor:
            cursor.execute(sql, values)
            (row.pk,) = cursor.fetchone()
        row._state.adding = False  # noqa: SLF001 - what saving a model does
        row._state.db = database.alias  # noqa: SLF001 - what saving a model does

    @cached_property
    def _fields(self) -> list[Field[Any, Any]]:
        fields = self.model._meta.concrete_fields  # noqa: SLF001 - its columns
        return [each for each in fields if not isinstance(each, AutoField)]

    def _write(self, database: BaseDatabaseWrapper) -> str:
        fields = self._fields
        query = InsertQuery(self.model)
        row: Any = SimpleNamespace(**{each.attname: given(each.attname, each) for each in fields})
        query.insert_values(fields, [row], raw=True)
        compiler = query.get_compiler(connection=database)
        compiler.returning_fields = [self.model._meta.pk]  # noqa: SLF001 - its key
        sql: str
        ((sql, params),) = compiler.as_sql()
        if [each.name for each in params] != [each.attname for each in fields]:
            raise NotImplementedError(self.model)
        self._written[database.vendor] = sql
        return sql
