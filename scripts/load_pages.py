"""Lets twenty people read pages at once and tells how long the server took for each page.

    BCD138_DATA=folder scripts/seed_country.py
    BCD138_DATA=folder scripts/load_pages.py [--users 20] [--seconds 60] [--pages /]

The database is the one of ``BCD138_DATA`` or ``DATABASE_URL``; the server is the one that
``bcd138 serve`` starts, with as many processes, and in addition writes down each request.
The time of the server is what its own log of requests says; what the people saw stands beside
it. Exit status 1 where something was answered otherwise than with 200, or a page took longer
than ``--limit`` milliseconds at p95.
"""

from __future__ import annotations

from gevent import monkey

monkey.patch_all()

import argparse  # noqa: E402 - the patches come first
import json  # noqa: E402
import os  # noqa: E402
import random  # noqa: E402
import re  # noqa: E402
import signal  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from collections.abc import Iterator, Sequence  # noqa: E402
from contextlib import contextmanager  # noqa: E402
from pathlib import Path  # noqa: E402

import gevent  # noqa: E402
import measure_submissions as measure  # noqa: E402
import seed_country  # noqa: E402
from locust import HttpUser, between  # noqa: E402
from locust.env import Environment  # noqa: E402

_PEOPLE = {"xa-": 8, "ky-": 4, "tinh-": 7}  # of twenty; the rest are of the country
_FORMAT = "%(status)d %(dt_ms).3f %(path)s"
_LINE = re.compile(r"(\d{3}) (\d+\.\d+) (/\S*)")
_MOST_WORKERS = 4


class Reader(HttpUser):
    """A person who opens one page after the other."""

    abstract = True
    names: Sequence[str] = ()
    pages: Sequence[str] = ()

    def on_start(self) -> None:
        """Come with the session of one of the people."""
        self.client.headers["Cookie"] = random.choice(self.names)  # noqa: S311 - who, no secret

    def read(self) -> None:
        """Open a page."""
        page = random.choice(self.pages)  # noqa: S311 - which, no secret
        with self.client.get(page, allow_redirects=False, catch_response=True) as answer:
            if answer.status_code != 200:  # noqa: PLR2004 - the only right answer
                answer.failure(f"{answer.status_code}")

    tasks = (read,)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read pages and print how long they took; return 1 where one took too long."""
    asked = _asked(arguments)
    if asked.inside:
        _inside(asked.users)
        return 0
    own = [sys.executable, __file__, "--inside", "--users", str(asked.users)]
    people = json.loads(subprocess.run(own, check=True, stdout=subprocess.PIPE).stdout)
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "requests"
        with _server(log) as port:
            signed_in = [measure._signed_in(port, *one) for one in people]  # noqa: SLF001 - the script beside this one
            Reader.names = [one.cookies for one in signed_in]
            for _ in range(_MOST_WORKERS):
                for page in asked.pages:
                    for names in Reader.names:
                        measure._ask(port, "GET", page, Cookie=names)  # noqa: SLF001 - the script beside this one
            begun = len(_lines(log))
            seen = _read(asked, port)
        lines = _lines(log)[begun:]
    told = [_told(page, asked, lines, seen) for page in asked.pages]
    return 0 if all(told) else 1


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Pages read by many people at once.")
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--pages", nargs="+", default=["/", "/tinh-hinh-nop/"])
    parser.add_argument("--pause", type=float, nargs=2, default=[1, 3], help="between two pages")
    parser.add_argument("--limit", type=float, default=100, help="milliseconds at p95")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def _read(asked: argparse.Namespace, port: int) -> Environment:
    """Let everybody read for a while; return what they saw."""
    Reader.abstract, Reader.pages, Reader.wait_time = False, asked.pages, between(*asked.pause)
    environment = Environment(user_classes=[Reader], host=f"http://127.0.0.1:{port}")
    runner = environment.create_local_runner()
    runner.start(asked.users, spawn_rate=asked.users)
    gevent.sleep(asked.seconds)
    runner.quit()
    return environment


def _told(
    page: str, asked: argparse.Namespace, lines: Sequence[re.Match[str]], seen: Environment
) -> bool:
    """Print how long a page took, and tell whether that is within the limit."""
    times = sorted(float(one[2]) for one in lines if one[3].split("?")[0] == page)
    if not times:
        print(f"{page} was not read")
        return False
    p50, p95 = (times[min(len(times) - 1, int(len(times) * share))] for share in (0.5, 0.95))
    stats = seen.stats.get(page, "GET")
    print(
        f"{page:20}{asked.users} users: {len(times)} pages; server p50 {p50:.1f} ms,"
        f" p95 {p95:.1f} ms; seen p95 {stats.get_response_time_percentile(0.95):.0f} ms;"
        f" {stats.num_failures} failed"
    )
    return p95 <= asked.limit and not stats.num_failures


@contextmanager
def _server(log: Path) -> Iterator[int]:
    """Run the application as ``bcd138 serve`` does, writing down each request."""
    port = measure._free_port()  # noqa: SLF001 - the script beside this one
    workers = min(_MOST_WORKERS, 2 * (os.cpu_count() or 1))
    command = [sys.executable, "-m", "granian", "bcd138.config.wsgi:application"]
    command += ["--interface", "wsgi", "--port", str(port), "--workers", str(workers)]
    command += ["--blocking-threads", "1", "--access-log", "--access-log-fmt", _FORMAT]
    with log.open("wb") as written:
        server = subprocess.Popen(command, stdout=written, stderr=subprocess.STDOUT)
    try:
        until = time.monotonic() + measure.START_SECONDS
        while server.poll() is None and time.monotonic() < until:
            try:
                measure._ask(port, "GET", "/dang-nhap/")  # noqa: SLF001 - the script beside this one
            except OSError:
                time.sleep(0.1)
            else:
                break
        yield port
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=measure.START_SECONDS)


def _lines(log: Path) -> list[re.Match[str]]:
    """Return each request that was written down: status, milliseconds and path."""
    text = log.read_text(encoding="utf-8", errors="replace")
    return [found for line in text.splitlines() if (found := _LINE.search(line))]


def _inside(users: int) -> None:
    """Print whom to sign in as, with their passwords, out of the database."""
    import django  # noqa: PLC0415 - the environment names the database

    os.environ["DJANGO_SETTINGS_MODULE"] = "bcd138.config.settings"
    django.setup()
    from bcd138.apps.accounts.demo import DEMO_PASSWORD  # noqa: PLC0415
    from bcd138.apps.accounts.models import User  # noqa: PLC0415

    people = []
    for prefix, share in _PEOPLE.items():
        found = User.objects.filter(username__startswith=prefix).order_by("pk")
        names = found.values_list("username", flat=True)[: share * users // 20]
        people += [(name, seed_country.PASSWORD) for name in names]
    print(json.dumps([*people, *[("hoa", DEMO_PASSWORD)] * (users - len(people))]))


if __name__ == "__main__":
    sys.exit(main())
