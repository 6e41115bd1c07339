"""Sums and bounds of forms checked in bulk: a million values in about the time of one sum."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa

from bcd138.compute.engines import Engine, Source
from bcd138.domain.data_set import DataSet
from bcd138.domain.expected import Range
from bcd138.domain.validation.plan import plan_of

DECIMAL = pa.decimal128(20, 4)
FIGURES = pa.schema([("report", pa.string()), ("cell", pa.string()), ("value", DECIMAL)])
TERMS = pa.schema([("comparison", pa.int32()), ("side", pa.int32()), ("cell", pa.string())])
RULES = pa.schema(
    [
        ("comparison", pa.int32()),
        ("number", pa.string()),
        ("cell", pa.string()),
        ("greater", pa.int32()),
        ("needed", pa.int64()),
    ]
)
BOUNDS = pa.schema(
    [
        ("number", pa.string()),
        ("report", pa.string()),
        ("cell", pa.string()),
        ("low", DECIMAL),
        ("high", DECIMAL),
    ]
)
_LEFT, _RIGHT = 1, 2


@dataclass(frozen=True, slots=True)
class RuleTables:
    """The checks of one form as rows; the comment of the question says what they mean."""

    terms: pa.Table
    rules: pa.Table
    bounds: pa.Table


def rule_tables(form: DataSet, expected: Iterable[tuple[str, str, Range]] = ()) -> RuleTables:
    """Return what of a form's checks is linear: V02, V06, V07, V08, V10, V11, and V16.

    Args:
        form: In the version of the period that is checked.
        expected: Where a figure is expected after what it was: report, cell and range.
    """
    plan = plan_of(form)
    compared = {sides: place for place, sides in enumerate({one.sides for one in plan.linear})}
    terms = [
        (place, side, cell)
        for sides, place in compared.items()
        for side, cells in zip((_LEFT, _RIGHT), sides, strict=True)
        for cell in cells
    ]
    rules = [
        (
            compared[one.sides],
            one.check[0],
            one.cell,
            _RIGHT if one.turned else _LEFT,
            len(one.right),
        )
        for one in plan.linear
    ]
    bounds: list[tuple[str, str | None, str, Decimal | None, Decimal | None]]
    bounds = [("V02", None, cell, Decimal(0), None) for cell in plan.entered]
    bounds += [(one.check[0], None, one.cell, one.low, one.high) for one in plan.bounds]
    bounds += [("V16", report, cell, one.low, one.high) for report, cell, one in expected]
    return RuleTables(_table(terms, TERMS), _table(rules, RULES), _table(bounds, BOUNDS))


def violations(engine: Engine, figures: Source, tables: RuleTables) -> pa.Table:
    """Return where figures break the checks of their form.

    Shapes: ``figures`` has a row per value with ``report``, ``cell`` and ``value``, which
    may be null; a cell stands at most once in a report. The answer has a row per broken
    check with ``report``, ``rule`` (its published number), ``cell``, ``left_value`` and
    ``right_value``, in no order; an engine adds no row of its own for what is missing.

    Cost: one join and one sum by report and rule.
    """
    return engine.answer(
        "validate",
        {
            "figures": figures,
            "terms": tables.terms,
            "rules": tables.rules,
            "bounds": tables.bounds,
        },
    )


def _table(rows: Iterable[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    names = schema.names
    return pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in rows], schema)
