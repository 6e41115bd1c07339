"""Validation: a national month in bulk beside a plain sum over the same table, and one form.

8,334 reports of 120 cells are just over a million values; each form asks 90 sums and 130
bounds. The one form is what each request checks, with a year of history in every cell.
"""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from functools import partial
from statistics import median
from timeit import repeat

import pyarrow as pa
import pytest

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
from bcd138.domain.validation import Around, Past, findings

pytestmark = pytest.mark.benchmark

REPORTS, ROWS, CELLS = 8_334, 40, 120
WRONG = 500  # one report in so many has a wrong total
RAW = "select report, count(value) as known, sum(value) as total from figures group by report"
SEX = (Option("sex.female", "Nữ"), Option("sex.male", "Nam"))


@pytest.fixture(scope="module")
def form():
    measures = [Measure(f"m{place:02}", f"Chỉ tiêu {place}", "vụ") for place in range(ROWS)]
    rows = tuple(
        Row(one.code, one.name, one, (Cell(one), *(Cell(one, option) for option in SEX)))
        for one in measures
    )
    codes = [one.code for one in measures]
    asked = [
        FormRule(f"r{place}", "at_most", (codes[place],), tuple(codes[place + 1 : place + 4]))
        for place in range(10)
    ]
    asked.append(FormRule("few", "range", tuple(codes[:10]), high=Decimal(100_000)))
    return DataSet(
        code="form",
        name="Biểu",
        regime="administrative",
        period_type="month",
        reporters=Reporters("commune"),
        sections=(Section("I", "Phần", (None, *SEX), rows),),
        valid_from=date(2026, 1, 1),
        rules=tuple(asked),
        categories={"sex": Category("sex", "Giới tính", SEX)},
    )


@pytest.fixture(scope="module")
def figures(form):
    """Return every cell of every report: parts 1 and 2 of 3, but here and there of 4."""
    values = {"": Decimal(3), "sex.female": Decimal(1), "sex.male": Decimal(2)}
    cells = list(form.cells)
    sound = [values[key.partition(":")[2]] for key in cells]
    wrong = [Decimal(4), *sound[1:]]
    return pa.table(
        {
            "report": [f"C{place:05}" for place in range(REPORTS) for _ in cells],
            "cell": cells * REPORTS,
            "value": [
                value for place in range(REPORTS) for value in (sound if place % WRONG else wrong)
            ],
        },
        schema=FIGURES,
    )


def test_bulk_validation_costs_little_over_the_raw_engine(benchmark, form, figures):
    tables = rule_tables(form)
    with engines.opened() as engine:
        found = benchmark.pedantic(
            violations, args=(engine, figures, tables), rounds=5, iterations=1, warmup_rounds=1
        )
        raw = partial(engine.run, RAW, {"figures": figures})
        raw_seconds = median(repeat(raw, number=1, repeat=5))

    assert figures.num_rows == REPORTS * CELLS
    assert found["rule"].unique().to_pylist() == ["V10"]
    assert found.num_rows == -(-REPORTS // WRONG)
    seconds = benchmark.stats.stats.median
    benchmark.extra_info["values_per_second"] = round(figures.num_rows / seconds)
    benchmark.extra_info["ratio_to_raw"] = round(seconds / raw_seconds, 2)
    benchmark.extra_info["seconds"] = [round(one, 3) for one in (seconds, raw_seconds)]
    print(f"\n▸ kiểm tra hàng loạt / in bulk: {benchmark.extra_info}")  # noqa: T201 - a benchmark is read


def draw(chance, usual):
    return Decimal(round(abs(chance.gauss(usual, (1.3 * usual) ** 0.5))))


@pytest.fixture(scope="module")
def filled(form):
    """Return the entries and the history of one form: months that swing a little."""
    chance = random.Random(138)  # noqa: S311 - a form that is the same every time
    series = {}
    for code in (key for key in form.cells if ":" not in key):
        usual = chance.choice([1, 3, 10, 40])
        parts = [tuple(draw(chance, usual) for _ in range(13)) for _ in SEX]
        wholes = tuple(map(sum, zip(*parts, strict=True)))
        keys = [code, *(f"{code}:{option.code}" for option in SEX)]
        series.update(zip(keys, (wholes, *parts), strict=True))
    entries = {key: Entry(now, State.NUMBER) for key, (now, *_) in series.items()}
    past = {key: Past(then[0], then[-1], tuple(then)) for key, (_, *then) in series.items()}
    return entries, Around(past=past)


def test_one_form_with_its_history_is_checked_in_passing(benchmark, form, filled):
    entries, around = filled
    found = benchmark.pedantic(
        findings, args=(form, entries, around), rounds=50, iterations=20, warmup_rounds=5
    )

    assert len(entries) == CELLS
    assert all(one.rule in {"V08", "V16"} for one in found)
    benchmark.extra_info["milliseconds"] = round(1000 * benchmark.stats.stats.median, 3)
    benchmark.extra_info["least"] = round(1000 * benchmark.stats.stats.min, 3)
    benchmark.extra_info["findings"] = len(found)
    print(f"\n▸ một biểu / one form: {benchmark.extra_info}")  # noqa: T201 - a benchmark is read
