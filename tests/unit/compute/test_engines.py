"""Engines: named tables in, a table out, nothing kept, and one text that any engine may run."""

from __future__ import annotations

import re
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bcd138.compute import engines

TEXTS = sorted(engines.QUERIES.glob("*.sql"))
NOT_PORTABLE = re.compile(
    r"\b(qualify|filter\s*\(|if\s*\(|iff\s*\(|lateral|attach|pivot|exclude|asof|using\s+sample|try_cast)"
    r"|::|//",
    re.IGNORECASE,
)
STARTS = """
import sys, django
django.setup()
import bcd138.config.urls
print(sorted({"duckdb", "pyarrow"} & set(sys.modules)))
"""


@pytest.fixture
def engine():
    with engines.opened() as engine:
        yield engine


def test_tables_and_parquet_files_are_asked_by_name(engine, tmp_path):
    table = pa.table({"a": [1, 2, 3]})
    pq.write_table(table, tmp_path / "b.parquet")

    found = engine.run(
        "select one.a from one inner join two on two.a = one.a order by one.a desc",
        {"one": table, "two": tmp_path / "b.parquet"},
    )

    assert found.to_pylist() == [{"a": 3}, {"a": 2}, {"a": 1}]


def test_a_name_lasts_as_long_as_its_question(engine):
    engine.run("select * from one", {"one": pa.table({"a": [1]})})

    assert engine.run("select a from one", {"one": pa.table({"a": [2]})})["a"].to_pylist() == [2]
    with pytest.raises(Exception, match="one does not exist"):
        engine.run("select a from one", {})


def test_an_engine_downloads_nothing(engine):
    found = engine.run(
        "select name, value from duckdb_settings() where name like 'auto%extensions'", {}
    )

    assert {row["value"] for row in found.to_pylist()} == {"false"}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_question_is_portable(path):
    text = "\n".join(line.partition("--")[0] for line in path.read_text("utf-8").splitlines())

    assert NOT_PORTABLE.findall(text) == []
    assert text == text.lower()


@pytest.mark.slow
def test_the_web_starts_without_an_engine(tmp_path):
    asked = [sys.executable, "-c", STARTS]
    environment = {
        "DJANGO_SETTINGS_MODULE": "bcd138.config.settings",
        "BCD138_DATA": str(tmp_path),
        "PATH": "",
    }
    answer = subprocess.run(  # noqa: S603 - our own interpreter and text
        asked, env=environment, capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == "[]"
