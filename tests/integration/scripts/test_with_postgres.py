"""The private PostgreSQL of the tests: it is there for the command and gone after it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[3] / "scripts/with_postgres.py"
ASKS = """
import os, sys, psycopg
with psycopg.connect(os.environ["DATABASE_URL"]) as server:
    print(os.environ["DATABASE_URL"], server.execute("select 138").fetchone()[0])
sys.exit(7)
"""
_INSTALLED = shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))

pytestmark = pytest.mark.slow


def _run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(SCRIPT), *command],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(not _INSTALLED, reason="máy chưa có postgresql / postgresql is not installed")
def test_the_command_has_a_server_and_its_status_is_passed_on():
    done = _run(sys.executable, "-c", ASKS)

    url, answer = done.stdout.split()
    assert (done.returncode, answer) == (7, "138"), done.stderr
    again = _run(sys.executable, "-c", f"import psycopg; psycopg.connect({url!r})")
    assert "refused" in again.stderr


@pytest.mark.skipif(bool(_INSTALLED), reason="máy có postgresql / postgresql is installed")
def test_without_a_server_one_line_says_so_and_nothing_fails():
    done = _run("false")

    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1)
