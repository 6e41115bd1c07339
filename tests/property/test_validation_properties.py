"""Validation: the bulk engine against the plain reference, and that silence breaks nothing."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcd138.compute import engines
from bcd138.compute.validate import FIGURES, rule_tables, violations
from bcd138.domain.data_set import (
    Category,
    Cell,
    DataSet,
    FormRule,
    Measure,
    Option,
    Reporters,
    Row,
    Section,
)
from bcd138.domain.entry import Entry, State
from bcd138.domain.expected import expected_range
from bcd138.domain.validation import Around, Past, findings

MEASURES = [Measure(f"m{place}", f"M{place}", "vụ", "weight") for place in range(5)]
OPTIONS = (Option("sex.female", "Nữ"), Option("sex.male", "Nam"), Option("age.young", "Trẻ"))
CATEGORIES = {
    "sex": Category("sex", "Giới tính", OPTIONS[:2]),
    "age": Category("age", "Độ tuổi", OPTIONS[2:], is_exhaustive=False),
}
ROWS = tuple(
    Row(measure.code, measure.name, measure, (Cell(measure), *(Cell(measure, o) for o in options)))
    for measure, options in zip(
        MEASURES, [OPTIONS, OPTIONS[:2], OPTIONS[:1], OPTIONS[2:], ()], strict=True
    )
)
CELLS = [cell.key for row in ROWS for cell in row.cells]
LINEAR = {"V02", "V06", "V07", "V08", "V10", "V11"}

value = st.none() | st.decimals(-2, 9, places=2) | st.integers(0, 4).map(Decimal)
report = st.fixed_dictionaries(dict.fromkeys(CELLS, value))
reports = st.lists(report, min_size=1, max_size=6)


@st.composite
def rules(draw):
    cells = draw(st.permutations(CELLS))
    split = draw(st.integers(1, 4))
    low, high = sorted((draw(st.integers(-1, 6)), draw(st.integers(-1, 6))))
    kind = draw(st.sampled_from(["at_most", "sum_of_parts", "range"]))
    return FormRule(
        code=kind,
        kind=kind,
        left=tuple(cells[: 1 if kind == "sum_of_parts" else split]),
        right=tuple(cells[split : split + draw(st.integers(1, 4))]),
        low=draw(st.none() | st.just(Decimal(low))),
        high=draw(st.none() | st.just(Decimal(high))),
    )


forms = st.lists(rules(), max_size=6).map(
    lambda asked: DataSet(
        code="form",
        name="Biểu",
        regime="administrative",
        period_type="month",
        reporters=Reporters("commune"),
        sections=(Section("I", "Phần", (None, *OPTIONS), ROWS),),
        valid_from=date(2026, 1, 1),
        rules=tuple(asked),
        categories=CATEGORIES,
    )
)


def entries_of(values):
    return {
        key: Entry() if one is None else Entry(one, State.NUMBER) for key, one in values.items()
    }


def figures_of(found):
    rows = [
        {"report": f"R{place}", "cell": key, "value": one}
        for place, values in enumerate(found)
        for key, one in values.items()
    ]
    return pa.Table.from_pylist(rows, FIGURES)


def in_bulk(engine, figures, tables):
    return Counter(
        (row["report"], row["rule"], row["cell"], row["left_value"], row["right_value"])
        for row in violations(engine, figures, tables).to_pylist()
    )


def one_by_one(form, found):
    return Counter(
        (f"R{place}", one.rule, one.cell, one.params["left"], one.params["right"])
        for place, values in enumerate(found)
        for one in findings(form, entries_of(values))
        if one.rule in LINEAR
    )


@pytest.fixture(scope="module")
def engine():
    with engines.opened() as engine:
        yield engine


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(form=forms, found=reports)
def test_the_engine_finds_what_the_reference_finds(engine, form, found):
    bulk = in_bulk(engine, figures_of(found), rule_tables(form))

    assert bulk == one_by_one(form, found)


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(form=forms, found=reports)
def test_from_parquet_it_finds_the_same(engine, form, found):
    with TemporaryDirectory() as folder:
        path = Path(folder, "figures.parquet")
        pq.write_table(figures_of(found), path)
        bulk = in_bulk(engine, path, rule_tables(form))

    assert bulk == one_by_one(form, found)


history = st.lists(st.integers(0, 30), max_size=8).map(lambda counts: tuple(map(Decimal, counts)))


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(pasts=st.lists(history, min_size=1, max_size=5), now=st.integers(0, 300))
def test_expected_ranges_in_bulk_ask_about_the_same_figures(engine, pasts, now):
    measure = Measure("m", "M", "vụ")
    rows = (Row("1", "M", measure, (Cell(measure),)),)
    sections = (Section("I", "Phần", (None,), rows),)
    form = DataSet("f", "F", "r", "month", Reporters("commune"), sections, date(2026, 1, 1))
    asked = [Past(last=one[0] if one else None, series=one) for one in pasts]
    values = {"m": Decimal(now)}
    ranges = [(f"R{place}", "m", expected_range(one, "count")) for place, one in enumerate(asked)]
    tables = rule_tables(form, [one for one in ranges if one[2] is not None])

    bulk = in_bulk(engine, figures_of([values] * len(asked)), tables)

    assert {place for place, *_ in bulk} == {
        f"R{place}"
        for place, one in enumerate(asked)
        if findings(form, entries_of(values), Around(past={"m": one}))
    }


counted = st.none() | st.integers(0, 9).map(Decimal)


@given(
    form=forms,
    values=st.fixed_dictionaries(dict.fromkeys(CELLS, counted)),
    silent=st.sets(st.sampled_from(CELLS)),
)
def test_saying_less_breaks_no_more(form, values, silent):
    less = {key: None if key in silent else one for key, one in values.items()}

    before = Counter(one.rule for one in findings(form, entries_of(values)))
    after = Counter(one.rule for one in findings(form, entries_of(less)))

    assert after <= before


@given(form=forms, values=report)
def test_findings_are_in_order_and_the_same_each_time(form, values):
    found = findings(form, entries_of(values))
    ranks = {"block": 0, "explain": 1, "notice": 2}

    assert found == findings(form, entries_of(values))
    assert list(found) == sorted(
        found, key=lambda one: (ranks[one.severity], CELLS.index(one.cell), one.rule)
    )
