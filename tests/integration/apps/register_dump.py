"""All tables of the register as text, in terms of codes: equal texts are equal registers."""

from __future__ import annotations

from bcd138.apps.orgunits.models import (
    Act,
    Closure,
    Lineage,
    OrgUnit,
    Parentage,
    Succession,
    UnitName,
)

TABLES = (Act, OrgUnit, UnitName, Parentage, Succession, Closure, Lineage)


def dump():
    """Return every row of every table, sorted; keys of rows and the change mark left out."""
    lines = []
    for table in TABLES:
        columns = [
            f"{field.name}__code" if field.is_relation else field.name
            for field in table._meta.concrete_fields  # noqa: SLF001 - Django's documented name
            if not field.primary_key
        ]
        lines += sorted(
            f"{table.__name__} {dict(zip(columns, row, strict=True))}"
            for row in table.objects.order_by().values_list(*columns)
        )
    return "\n".join(lines)


def rows(table, *columns, **conditions):
    """Return the columns of a table's rows, sorted as text."""
    found = table.objects.filter(**conditions).order_by().values_list(*columns)
    return sorted(found, key=str)
