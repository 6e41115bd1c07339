"""The one module that knows which engine runs the questions."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import pyarrow as pa

Source: TypeAlias = pa.Table | Path  # rows at hand, or a Parquet file of them
_DOWNLOADS = ("autoinstall_known_extensions", "autoload_known_extensions")
QUERIES = Path(__file__).parent / "queries"
_SPARK_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
}


@dataclass(frozen=True, slots=True)
class Cluster:
    """A Spark cluster by the address of its master, and above how many figures it is asked."""

    master: str
    above: int
    settings: tuple[tuple[str, str], ...] = ()


class Engine(ABC):
    """An opened engine: it answers questions about named tables and keeps nothing."""

    name: str

    def answer(self, query: str, tables: Mapping[str, Source]) -> pa.Table:
        """Return the rows that answer ``queries/<query>.sql`` over ``tables``.

        Args:
            query: The name of the question.
            tables: By the name that the question gives them.
        """
        return self.run(text_of(query), tables)

    @abstractmethod
    def run(self, sql: str, tables: Mapping[str, Source]) -> pa.Table:
        """Return the rows that answer a question given in SQL.

        The names last as long as the question, so that two of them never mix.

        Raises:
            OSError: A file is not there or cannot be read.
        """

    @abstractmethod
    def write(self, query: str, tables: Mapping[str, Source], path: Path) -> None:
        """Write the rows that answer a question to Parquet: no row passes through Python.

        Args:
            query: The name of the question.
            tables: By the name that the question gives them.
            path: A new file, or of an engine on several machines a new folder of files.
        """


def text_of(query: str) -> str:
    """Return the text of a question."""
    return (QUERIES / f"{query}.sql").read_text(encoding="utf-8")


class DuckDb(Engine):
    """DuckDB in memory: no file of its own, no download, no network."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self.name = f"duckdb {duckdb.__version__}"

    def run(self, sql: str, tables: Mapping[str, Source]) -> pa.Table:
        """Return the rows that answer a question given in SQL."""
        with self._connection.cursor() as asked:
            try:
                _name(asked, tables)
                return asked.sql(sql).to_arrow_table()
            except duckdb.IOException as error:
                raise OSError(str(error)) from error

    def write(self, query: str, tables: Mapping[str, Source], path: Path) -> None:
        """Write the rows that answer a question to one Parquet file."""
        with self._connection.cursor() as asked:
            _name(asked, tables)
            asked.sql(text_of(query)).write_parquet(str(path))


def _name(asked: duckdb.DuckDBPyConnection, tables: Mapping[str, Source]) -> None:
    for name, source in tables.items():
        rows = asked.read_parquet(str(source)) if isinstance(source, Path) else source
        asked.register(name, rows)


class Spark(Engine):
    """Spark over any number of machines; files lie where all of them find them."""

    def __init__(self, session: Any) -> None:  # noqa: ANN401 - its types come with the extra
        self._session = session
        self.name = f"spark {session.version}"

    def run(self, sql: str, tables: Mapping[str, Source]) -> pa.Table:
        """Return the rows that answer a question given in SQL."""
        return self._rows(sql, tables).toArrow()

    def write(self, query: str, tables: Mapping[str, Source], path: Path) -> None:
        """Write the rows that answer a question to a folder of Parquet files."""
        self._rows(text_of(query), tables).write.parquet(str(path))

    def _rows(self, sql: str, tables: Mapping[str, Source]) -> Any:  # noqa: ANN401 - its types come with the extra
        asked = self._session.newSession()
        for name, source in tables.items():
            is_file = isinstance(source, Path)
            rows = asked.read.parquet(str(source)) if is_file else asked.createDataFrame(source)
            rows.createOrReplaceTempView(name)
        return asked.sql(sql)


def choose(figures: int, cluster: Cluster | None) -> Cluster | None:
    """Return the cluster to ask about so many figures, ``None`` for DuckDB on this machine."""
    return cluster if cluster is not None and figures > cluster.above else None


@contextmanager
def opened(
    cluster: Cluster | None = None, settings: Mapping[str, str | int] | None = None
) -> Iterator[Engine]:
    """Open an engine for one piece of work, in a process that does such work.

    Args:
        cluster: Spark there; without it DuckDB in memory.
        settings: Of DuckDB: ``memory_limit``, ``threads``, ``temp_directory``.
    """
    if cluster is not None:
        with _spark(cluster) as session:
            yield Spark(session)
        return
    connection = _connect(settings or {})
    try:
        yield DuckDb(connection)
    finally:
        connection.close()


@cache
def shared() -> Engine:
    """Return DuckDB of this process, opened when it is first asked for.

    A web process never imports this module at its start. Questions of several threads do not
    mix: each has a cursor and names of its own.
    """
    return DuckDb(_connect({}))


def _connect(settings: Mapping[str, str | int]) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:", config={**dict.fromkeys(_DOWNLOADS, "false"), **settings})


@contextmanager
def _spark(cluster: Cluster) -> Iterator[Any]:
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra that few installations have

    builder = SparkSession.builder.master(cluster.master).appName("bcd138")
    for name, value in (_SPARK_SETTINGS | dict(cluster.settings)).items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    try:
        yield session
    finally:
        session.stop()
