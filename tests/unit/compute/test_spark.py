"""A real Spark: a master and two workers on this machine answer every question as DuckDB does."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections import Counter
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bcd138.compute import engines
from bcd138.compute.asked import Measured, Question
from bcd138.compute.engines import Cluster, Engine, choose
from bcd138.compute.figure_files import read_figures
from bcd138.compute.period_numbers import number_of
from bcd138.compute.roll_up import roll_up
from bcd138.compute.run import roll_up_files
from bcd138.compute.tables import FIGURES, table_of
from bcd138.domain.period import calendar_months, calendar_year, parse_period
from bcd138.domain.total import Ways
from unit.domain.registers import DAY, after, divided, merged, register_of

HERE = "127.0.0.1"
PATIENCE = 90
WORKERS = 2
ON = date(2026, 3, 1)
YEAR = calendar_year(2025)


def test_spark_is_chosen_above_its_limit_only():
    cluster = Cluster("spark://somewhere:7077", above=200)

    assert [choose(figures, cluster) for figures in (200, 201)] == [None, cluster]
    assert choose(10**9, None) is None


def free_port():
    with socket.socket() as asked:
        asked.bind((HERE, 0))
        return asked.getsockname()[1]


def started(role, *given, folder):
    """Start a master or a worker as the wheel brings it."""
    spark = Path(find_spec("pyspark").origin).parent
    command = [str(spark / "bin" / "spark-class"), f"org.apache.spark.deploy.{role}", *given]
    environment = {**os.environ, "SPARK_LOCAL_IP": HERE, "SPARK_LOG_DIR": str(folder)}
    with (folder / f"{role}.log").open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - our own command
            command, env=environment, stdout=log, stderr=log, cwd=folder
        )


def wait_for_workers(port):
    page = f"http://{HERE}:{port}/json/"
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(page, timeout=5) as answer:
                if answer.read().decode().count('"ALIVE"') > WORKERS:  # and the master itself
                    return
        except OSError:
            pass
        time.sleep(0.5)
    pytest.fail("the workers did not come up")


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    if find_spec("pyspark") is None:
        pytest.skip("pyspark is not installed: pip install -r requirements-spark.lock")
    if shutil.which("java") is None:
        pytest.skip("java is not installed: Spark runs on Java 17")
    folder = tmp_path_factory.mktemp("spark")
    port, page = free_port(), free_port()
    own = ("--host", HERE, "--webui-port")
    address = f"spark://{HERE}:{port}"
    running = [started("master.Master", *own, str(page), "--port", str(port), folder=folder)]
    try:
        for number in range(WORKERS):
            place = folder / f"worker{number}"
            place.mkdir()
            size = ("--cores", "1", "--memory", "700m", "--work-dir", str(place))
            running.append(
                started("worker.Worker", *own, str(free_port()), *size, address, folder=place)
            )
        wait_for_workers(page)
        settings = {
            "spark.driver.host": HERE,
            "spark.driver.bindAddress": HERE,
            "spark.executor.memory": "512m",
            "spark.sql.shuffle.partitions": "4",
        }
        with engines.opened(Cluster(address, 0, tuple(settings.items()))) as engine:
            yield engine
    finally:
        for process in reversed(running):
            process.terminate()
        for process in running:
            process.wait(timeout=30)


class Recorder(Engine):
    """Remembers what was asked of another engine, and what it answered."""

    def __init__(self, engine):
        self.engine, self.asked, self.name = engine, [], engine.name

    def answer(self, query, tables):
        found = self.engine.answer(query, tables)
        self.asked.append((query, dict(tables), found))
        return found

    def run(self, sql, tables):
        return self.engine.run(sql, tables)

    def write(self, query, tables, path):
        self.engine.write(query, tables, path)


def register():
    """VN ┬ P ┬ A, B ── on 1-7-2025 ──► M          Q ┬ D ──► X (0,6), Y (0,4)
    └ E ──► U, V (nobody declared how)"""
    made = register_of(
        ("VN", "central", ""),
        ("P", "province", "VN"),
        ("Q", "province", "VN"),
        *((code, "commune", "P") for code in "AB"),
        *((code, "commune", "Q") for code in "DE"),
    )
    parts = divided("D", X="0,6", Y="0,4") + divided("E", U="", V="")
    for row in parts:
        row["parent"] = "Q"
    return after(made, "NQ", DAY, *merged("M", "A", "B", parent="P"), *parts)


def figures():
    """A figure of every unit for many periods, some of them counts, vague or in kilograms."""
    periods = [calendar_months(2025, first, 1, "month") for first in range(1, 13)]
    periods += [parse_period(code) for code in ("2025", "2025H1", "2025Q3", "2024")]
    rows = []
    for number, (unit, indicator) in enumerate(
        (unit, indicator) for unit in "ABDEMXYUV" for indicator in ("i1", "i2", "i3")
    ):
        for period in periods[number % 3 :: 2 + number % 2]:
            value = Decimal(number * 37 % 101) / 7
            counts = (Decimal(number), Decimal(7)) if indicator == "i2" else (None, None)
            part = ["", "female"][number % 2]
            measure, comparator = ["g", "kg"][number % 4 == 0], "=>"[number % 13 == 0]
            row = (unit, indicator, part, number_of(period), period.end.toordinal())
            value = value.quantize(Decimal("0.0001"))
            rows.append((*row, value, measure, comparator, *counts, len(rows)))
    return table_of(rows, FIGURES)


def question():
    made = register()
    return Question(
        register=made,
        on=ON,
        level="commune",
        kind="territory",
        org_units=sorted(made.units),
        periods=[YEAR, *map(parse_period, ("2025H1", "2025H2", "2025M08", "2024"))],
        indicators={
            "i1": Measured(Ways("sum", "sum"), "g"),
            "i2": Measured(Ways("none", "none"), "g"),
            "i3": Measured(Ways("max", "last"), "g"),
        },
    )


def counted(table):
    return Counter(tuple(row.items()) for row in table.to_pylist())


@pytest.mark.slow
def test_a_cluster_answers_every_question_as_duckdb_does(spark, tmp_path):
    path = tmp_path / "figures.parquet"
    pq.write_table(figures(), path)
    with engines.opened() as engine:
        recorder = Recorder(engine)
        totals = roll_up(recorder, path, question())
        days = {"between": (date(2025, 1, 1), date(2025, 8, 31)), "without": [1, 5, 8]}
        read_figures(recorder, path, ["i1", "i2"], with_parts=False, **days)

        assert {query for query, _, _ in recorder.asked} == {
            one.stem for one in engines.QUERIES.glob("*.sql")
        } - {"validate"}
        for query, tables, found in recorder.asked:
            assert counted(spark.answer(query, tables)) == counted(found), query
        assert roll_up(spark, path, question()) == totals
        for name, one in (("duckdb", engine), ("spark", spark)):
            (tmp_path / name).mkdir()
            roll_up_files(one, path, question(), tmp_path / name)
    for name in ("roll_up", "own"):
        written = [pq.read_table(tmp_path / of / f"{name}.parquet") for of in ("duckdb", "spark")]
        assert counted(written[0]) == counted(written[1]) != Counter()


@pytest.mark.slow
def test_a_cluster_checks_forms_as_duckdb_does(spark):
    tables = {
        "figures": pa.table(
            {
                "report": ["r", "r", "r"],
                "cell": ["a", "b", "c"],
                "value": pa.array([Decimal(9), Decimal(5), None], pa.decimal128(20, 4)),
            }
        ),
        "terms": pa.table({"comparison": [0, 0], "side": [1, 2], "cell": ["a", "b"]}),
        "rules": pa.table(
            {"comparison": [0], "number": ["V07"], "cell": ["a"], "greater": [1], "needed": [1]}
        ),
        "bounds": pa.table(
            {
                "number": ["V02", "V16"],
                "report": pa.array([None, "r"], pa.string()),
                "cell": ["a", "b"],
                "low": pa.array([Decimal(10), Decimal(1)], pa.decimal128(20, 4)),
                "high": pa.array([None, Decimal(4)], pa.decimal128(20, 4)),
            }
        ),
    }
    with engines.opened() as engine:
        found = engine.answer("validate", tables)

    assert found.num_rows == 3
    assert counted(spark.answer("validate", tables)) == counted(found)
