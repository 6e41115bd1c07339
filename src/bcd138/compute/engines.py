"""The one module that knows which engine runs the questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TypeAlias

import duckdb
import pyarrow as pa

Source: TypeAlias = pa.Table | Path  # rows at hand, or a Parquet file of them
_DOWNLOADS = ("autoinstall_known_extensions", "autoload_known_extensions")
QUERIES = Path(__file__).parent / "queries"


class Engine:
    """An opened engine: it answers questions about named tables and keeps nothing."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def answer(self, query: str, tables: Mapping[str, Source]) -> pa.Table:
        """Return the rows that answer ``queries/<query>.sql`` over ``tables``.

        Args:
            query: The name of the question.
            tables: By the name that the question gives them.
        """
        return self.run((QUERIES / f"{query}.sql").read_text(encoding="utf-8"), tables)

    def run(self, sql: str, tables: Mapping[str, Source]) -> pa.Table:
        """Return the rows that answer a question given in SQL.

        The names last as long as the question, so that two of them never mix.
        """
        with self._connection.cursor() as asked:
            for name, source in tables.items():
                rows = asked.read_parquet(str(source)) if isinstance(source, Path) else source
                asked.register(name, rows)
            return asked.sql(sql).to_arrow_table()


@contextmanager
def opened() -> Iterator[Engine]:
    """Open an engine in memory: no file of its own, no download, no network.

    It is made for one piece of work in a process that does such work; a web process never
    imports this module at its start.
    """
    connection = _connect()
    try:
        yield Engine(connection)
    finally:
        connection.close()


@cache
def shared() -> Engine:
    """Return the engine of this process, opened when it is first asked for.

    Questions of several threads do not mix: each has a cursor and names of its own.
    """
    return Engine(_connect())


def _connect() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:", config=dict.fromkeys(_DOWNLOADS, "false"))
