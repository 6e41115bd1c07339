"""Adding rows by SQL that is written once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField, Field, Model
from django.db.models.sql import InsertQuery

from bcd138.apps.statements.select import given

_AT_ONCE = 100  # rows in a statement: SQLite takes 32,766 values
_VALUES = " VALUES ("
_Parts = tuple[str, str, str]  # up to the rows, one row, what follows them


@dataclass
class Insert:
    """The adding of rows to the table of ``model``."""

    model: type[Model]
    _written: dict[str, _Parts] = field(default_factory=dict)

    def add(self, row: Model) -> None:
        """Add a new row, checked by the database's constraints, and give it its id."""
        self.add_all([row])

    def add_all(self, rows: Sequence[Model]) -> None:
        """Add new rows with as few statements as they fit in, and give each its id.

        Django's own hands PostgreSQL a list for each column, in which every quotation mark of
        a JSON value is escaped one by one: that takes longer than all the rest.
        """
        database = connections[DEFAULT_DB_ALIAS]
        begins, values, ends = self._written.get(database.vendor) or self._write(database)
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            params = [
                each.get_db_prep_save(getattr(row, each.attname), database)
                for row in some
                for each in self._fields
            ]
            with database.cursor() as cursor:
                cursor.execute(begins + ", ".join([values] * len(some)) + ends, params)
                ids = cursor.fetchall()
            for row, (pk,) in zip(some, ids, strict=True):
                row.pk = pk
                row._state.adding = False  # noqa: SLF001 - what saving a model does
                row._state.db = database.alias  # noqa: SLF001 - what saving a model does

    @cached_property
    def _fields(self) -> list[Field[Any, Any]]:
        fields = self.model._meta.concrete_fields  # noqa: SLF001 - its columns
        return [each for each in fields if not isinstance(each, AutoField)]

    def _write(self, database: BaseDatabaseWrapper) -> _Parts:
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
        begins, found, rest = sql.partition(_VALUES)
        values, closed, ends = rest.partition(")")
        if not found or values.count("%s") != len(fields):
            raise NotImplementedError(self.model)
        self._written[database.vendor] = begins + found[:-1], f"({values}{closed}", ends
        return self._written[database.vendor]
