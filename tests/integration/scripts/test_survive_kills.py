"""The server is killed while reports come in: none is lost, doubled or half."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

SCRIPT = Path(__file__).resolve().parents[3] / "scripts/survive_kills.py"
KIND = {"sqlite": "sqlite", "postgresql": "postgres"}[connection.vendor]
REPORTS, KILLS = 64, 3


@pytest.mark.slow
def test_nothing_is_lost_doubled_or_half_when_the_server_is_killed():
    short = ["--reports", str(REPORTS), "--clients", "4", "--kills", str(KILLS)]
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(SCRIPT), *short, "--database", KIND],
        env={name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{KILLS} × kill -9" in done.stdout
    assert re.search(
        rf"0 answered otherwise; in the database {REPORTS} whole \(16 accepted, \d{{4}} figures\),"
        r" 0 lost, 0 doubled, 0 half",
        done.stdout,
    )
