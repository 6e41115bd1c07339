"""Runs a command with DATABASE_URL pointing at a private PostgreSQL, then removes it.

    scripts/with_postgres.py pytest tests/integration

The cluster lies in a temporary folder, listens on a free port of this machine only and
is run by a user who is not root. Where no PostgreSQL is installed, one line says so and
the exit status is 0.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_START_SECONDS = 60
_SKIPPED = (
    "Bỏ qua kiểm thử trên PostgreSQL: máy chưa có postgresql (apt-get install postgresql)"
    " / PostgreSQL suite skipped: postgresql is not installed."
)


def main(command: list[str]) -> int:
    """Run ``command`` beside a fresh cluster and return its exit status."""
    programs = _programs()
    if programs is None:
        print(_SKIPPED)
        return 0
    with _cluster(programs) as url:
        return subprocess.run(
            command, env={**os.environ, "DATABASE_URL": url}, check=False
        ).returncode


def _programs() -> Path | None:
    """Return the folder of initdb and postgres: Debian's newest, else the PATH's."""
    versions = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    versions.sort(key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0)
    if versions:
        return versions[-1]
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def _cluster(programs: Path) -> Iterator[str]:
    user = _user()
    folder = Path(tempfile.mkdtemp(prefix="bcd138-postgres-"))
    server = None
    try:
        if user is not None:
            os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
        data, port = folder / "data", _free_port()
        initdb = [str(programs / "initdb"), "-D", str(data), "-U", "bcd138", "-A", "trust"]
        initdb += ["-E", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
        subprocess.run(initdb, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)
        postgres = [str(programs / "postgres"), "-D", str(data), "-p", str(port), "-k", str(folder)]
        for setting in ("listen_addresses=127.0.0.1", "fsync=off", "full_page_writes=off"):
            postgres += ["-c", setting]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(postgres, user=user, cwd=folder, stderr=log, stdout=log)
        _wait(server, port, folder / "log")
        yield f"postgresql://bcd138@127.0.0.1:{port}/postgres"
    finally:
        if server is not None and server.poll() is None:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=_START_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> str | None:
    """Return who runs the server: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Wait until the server answers.

    Raises:
        RuntimeError: It ended, or did not answer in time; with the end of its log.
    """
    import psycopg  # noqa: PLC0415 - only where there is a server to ask

    until = time.monotonic() + _START_SECONDS
    while server.poll() is None and time.monotonic() < until:
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="bcd138", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(log.read_text(encoding="utf-8", errors="replace")[-2000:])


def _end(number: int, frame: object) -> None:
    del frame
    raise SystemExit(128 + number)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _end)
    sys.exit(main(sys.argv[1:]))
