"""The tables that the questions of a roll-up join, and their columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyarrow as pa

DECIMAL = pa.decimal128(20, 4)
FIGURES = pa.schema(
    [
        ("org_unit", pa.string()),
        ("indicator", pa.string()),
        ("breakdown", pa.string()),
        ("period", pa.int64()),
        ("last_day", pa.int64()),
        ("value", DECIMAL),
        ("measure", pa.string()),
        ("comparator", pa.string()),
        ("numerator", DECIMAL),
        ("denominator", DECIMAL),
        ("source", pa.int64()),
    ]
)
INDICATORS = pa.schema([("indicator", pa.string()), ("way", pa.string()), ("split", pa.string())])
REPORTERS = pa.schema(
    [("org_unit", pa.string()), ("first_day", pa.int64()), ("end_day", pa.int64())]
)
SHADOWED = pa.schema(
    [
        ("asked", pa.int64()),
        ("org_unit", pa.string()),
        ("indicator", pa.string()),
        ("breakdown", pa.string()),
        ("period", pa.int64()),
    ]
)
APART = pa.schema([("way", pa.string()), ("asked", pa.int64()), ("org_unit", pa.string())])
BECOMES = pa.schema([("longer", pa.int64()), ("org_unit", pa.string()), ("later", pa.string())])
PLACES = pa.schema([*REPORTERS, ("place", pa.int64()), ("is_own", pa.int64())])
SINGLES = pa.schema([("period", pa.int64())])
OTHERWISE = pa.schema([("indicator", pa.string()), ("period", pa.int64())])
TOGETHER = pa.schema([*REPORTERS, ("place", pa.int64())])
OWN = pa.schema([*REPORTERS, ("share", pa.int64())])
MEMBERS = pa.schema([("place", pa.int64()), ("asked_unit", pa.string()), ("share", pa.int64())])
UNITS = pa.schema([("org_unit", pa.string())])

WANTED = pa.schema([("indicator", pa.string()), ("with_parts", pa.int64())])
DAYS = pa.schema([("day", pa.int64())])
WITHOUT = pa.schema([("source", pa.int64())])
TILES = pa.schema(
    [
        ("way", pa.string()),
        ("asked", pa.int64()),
        ("period", pa.int64()),
        ("cut", pa.int64()),
        ("around", pa.int64()),
    ]
)
ABOVE = pa.schema(
    [("way", pa.string()), ("asked", pa.int64()), ("period", pa.int64()), ("longer", pa.int64())]
)
CHILDREN = pa.schema(
    [
        ("cut", pa.int64()),
        ("longer", pa.int64()),
        ("org_unit", pa.string()),
        ("tellers", pa.int64()),
    ]
)
PARENTS = pa.schema([("cut", pa.int64()), ("period", pa.int64()), ("longer", pa.int64())])
PIECES = pa.schema(
    [("cut", pa.int64()), ("longer", pa.int64()), ("asked", pa.int64()), ("pieces", pa.int64())]
)


def table_of(rows: Iterable[Sequence[object]], schema: pa.Schema) -> pa.Table:
    """Return rows as a table of a schema."""
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [pa.array(found, one.type) for found, one in zip(columns, schema, strict=True)]
    return pa.table(arrays, schema)
