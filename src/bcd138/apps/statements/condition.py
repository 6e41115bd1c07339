"""A condition on the rows of any question, whose SQL is written once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, BooleanField, Expression, F, QuerySet

from bcd138.apps.statements.select import bound

_COLUMN = "{{of the row that is asked}}"
_Params = tuple[Any, ...]


class of_the_row(Expression):  # noqa: N801 - it reads as a word of the question
    """The column of the row that a condition is asked of, in the place of an ``OuterRef``."""

    def __init__(self) -> None:
        super().__init__(output_field=BigIntegerField())

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:  # noqa: ANN401 - Django's types
        """Return what the column is put in the place of."""
        del compiler, connection
        return _COLUMN, []


@dataclass
class Condition:
    """That there is such a row; ``question`` is called once and returns a queryset."""

    question: Callable[[], QuerySet[Any, Any]]
    _written: dict[str, tuple[str, _Params]] = field(default_factory=dict)

    def on(self, column: str, **values: Any) -> Expression:
        """Return the condition for ``filter``, asked with ``column`` of each row."""
        return _Exists(self, column, values)

    def written(self, database: BaseDatabaseWrapper) -> tuple[str, _Params]:
        """Return the SQL as this database takes it, with its parameters.

        Its tables have names of their own: none hides the table of the row that is asked.
        """
        if database.vendor not in self._written:
            query = self.question().query.exists()
            query.change_aliases({name: f"is_{name}" for name in query.alias_map})
            sql, params = query.get_compiler(connection=database).as_sql()
            self._written[database.vendor] = f"EXISTS({sql})", tuple(params)
        return self._written[database.vendor]


class _Exists(Expression):
    conditional = True

    def __init__(self, condition: Condition, column: str, values: dict[str, Any]) -> None:
        super().__init__(output_field=BooleanField())
        self.condition = condition
        self.column: Any = F(column)
        self.values = values

    def get_source_expressions(self) -> Any:  # noqa: ANN401 - Django's type of it
        """Return the column: Django finds out of which table it is."""
        return [self.column]

    def set_source_expressions(self, exprs: Any) -> None:  # noqa: ANN401 - Django's type of it
        """Take the column as Django found it."""
        (self.column,) = exprs

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:  # noqa: ANN401 - Django's types
        """Return the SQL written before, with the column and the values in their places."""
        sql, params = self.condition.written(connection)
        column, of_column = compiler.compile(self.column)
        if of_column:
            raise NotImplementedError(self.column)
        return sql.replace(_COLUMN, column), bound(connection, params, self.values)
