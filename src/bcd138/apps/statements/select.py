"""A queryset whose SQL is written once and asked with other values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Expression, Field, QuerySet

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a value among the parameters of a statement."""

    name: str


class given(Expression):  # noqa: N801 - it reads as a word of the question
    """A value that is not known before the question is asked."""

    def __init__(self, name: str, kind: Field[Any, Any]) -> None:
        super().__init__(output_field=kind)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:  # noqa: ANN401 - Django's types
        """Return a placeholder and whose it is."""
        del compiler, connection
        return "%s", [Slot(self.name)]


class Written(Expression):
    """The rows of a question as a subquery of another one: what stands behind ``__in``.

    Not to be gone through itself: Django would then ask it for each comparison.
    """

    def __init__(self, question: Select, values: dict[str, Any]) -> None:
        super().__init__(output_field=BigIntegerField())
        self.question = question
        self.values = values

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:  # noqa: ANN401 - Django's types
        """Return the SQL written before, with its values."""
        del compiler
        written = self.question.written(connection)
        return f"({written.sql})", bound(connection, written.params, self.values)


@dataclass(frozen=True, slots=True)
class _Written:
    sql: str
    params: tuple[Any, ...]
    converters: dict[int, tuple[Sequence[Any], Any]]


@dataclass
class Select:
    """A question of rows; ``question`` is called once and returns a queryset."""

    question: Callable[[], QuerySet[Any, Any]]
    _written: dict[str, _Written] = field(default_factory=dict)

    def rows(self, **values: Any) -> list[Row]:
        """Return the rows of a ``values_list`` for these values."""
        database = connections[DEFAULT_DB_ALIAS]
        written = self.written(database)
        with database.cursor() as cursor:
            cursor.execute(written.sql, bound(database, written.params, values))
            rows: list[Row] = cursor.fetchall()
        for place, (convert, expression) in written.converters.items() if rows else ():
            rows = [_converted(row, place, convert, expression, database) for row in rows]
        return rows

    def first(self, **values: Any) -> Row | None:
        """Return the first row, or ``None``."""
        rows = self.rows(**values)
        return rows[0] if rows else None

    def ids(self, **values: Any) -> Written:
        """Return the one column of these rows for ``__in``."""
        return Written(self, values)

    def written(self, database: BaseDatabaseWrapper) -> _Written:
        """Return the SQL as this database takes it."""
        return self._written.get(database.vendor) or self._write(database)

    def _write(self, database: BaseDatabaseWrapper) -> _Written:
        compiler = self.question().query.get_compiler(connection=database)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([each[0] for each in compiler.select])
        written = _Written(sql, tuple(params), converters)
        self._written[database.vendor] = written
        return written


def bound(
    database: BaseDatabaseWrapper, params: Sequence[Any], values: dict[str, Any]
) -> list[Any]:
    """Return the parameters with the values put into their places."""
    return [
        _adapted(database, values[each.name]) if isinstance(each, Slot) else each for each in params
    ]


def _adapted(database: BaseDatabaseWrapper, value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    """Return a value as the database takes it."""
    if isinstance(value, datetime):
        return database.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return database.ops.adapt_datefield_value(value)
    return value


def _converted(
    row: Row,
    place: int,
    convert: Sequence[Any],
    expression: Any,  # noqa: ANN401 - Django's type of it
    database: BaseDatabaseWrapper,
) -> Row:
    value = row[place]
    for each in convert:
        value = each(value, expression, database)
    return (*row[:place], value, *row[place + 1 :])
