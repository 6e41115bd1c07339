"""Rows that many tests begin with, made once a process and put back for each test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

_MADE_BY_MIGRATIONS = {"auth", "contenttypes"}
_MADE_BY_THE_DATABASE = {"changedfigure"}
_kept: dict[str, tuple[Any, dict[type, list[Any]]]] = {}


def once(name: str, make: Callable[[], Any]) -> Any:
    """Return what ``make`` returned the first time, with every row it wrote in the database.

    ``make`` may add and change rows and removes none.
    """
    if name not in _kept:
        before = _rows()
        made = make()
        _kept[name] = made, _difference(before, _rows())
        return made
    made, rows = _kept[name]
    _put_back(rows)
    return made


def _rows() -> dict[type, dict[Any, dict[str, Any]]]:
    """Return the values of every row by model and key."""
    return {
        model: {row["pk_"]: row for row in _values(model)}
        for model in apps.get_models(include_auto_created=True)
        if _about(model).app_label not in _MADE_BY_MIGRATIONS
        and _about(model).model_name not in _MADE_BY_THE_DATABASE
    }


def _about(model: type) -> Any:
    return model._meta  # noqa: SLF001 - Django documents it under this name


def _values(model: type) -> list[dict[str, Any]]:
    names = [field.attname for field in _about(model).concrete_fields]
    rows = model.objects.values(*names)
    return [{**row, "pk_": row[_about(model).pk.attname]} for row in rows]


def _difference(
    before: dict[type, dict[Any, dict[str, Any]]], after: dict[type, dict[Any, dict[str, Any]]]
) -> dict[type, list[Any]]:
    found: dict[type, list[Any]] = {}
    for model, rows in after.items():
        new = [row for key, row in rows.items() if before[model].get(key) != row]
        if new:
            found[model] = [
                {name: value for name, value in row.items() if name != "pk_"} for row in new
            ]
    return found


def _put_back(rows: dict[type, list[Any]]) -> None:
    """Write the rows as they were; foreign keys are looked at when all of them stand."""
    with transaction.atomic():
        for model, values in rows.items():
            key = _about(model).pk.attname
            names = [f.name for f in _about(model).concrete_fields if not f.primary_key]
            model.objects.bulk_create(
                [model(**row) for row in values],
                update_conflicts=True,
                unique_fields=[key],
                update_fields=names,
            )
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(rows)):
                cursor.execute(statement)
            if connection.vendor == "postgresql":  # as a load does: it plans by what it counted
                cursor.execute(f"ANALYZE {', '.join(_about(model).db_table for model in rows)}")
