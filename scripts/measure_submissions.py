"""Measures how many reports of 120 figures a second come in over HTTP.

    scripts/measure_submissions.py [--reports 1500] [--clients 1 8] [--database sqlite postgres]
                                   [--batch 1 25]

Fresh databases and server processes on free ports of this machine; people who sign in on the
page; the real forms of communes, each report that of another commune or month, checked
against the twelve months before it. Afterwards every report that was answered with 201 has to
be in the database once, with all its figures and one audit event; if one is not, the exit
status is 1. ``--batch`` is how many reports a request brings: one, as a unit sends its own,
or those of many communes, as a province's system sends them; times are of requests. The
databases lie in the folder of ``--folder``: put it on the disk that is to be measured, since
every report is on that disk before it is answered.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import with_postgres

PASSWORD = "do-tai-bao-cao-138"  # noqa: S105 - of invented people in a database for one run
SEEDED, PER_UNIT = 12, 11  # months of 2025 in the books, months of 2026 to be sent
START_SECONDS = 60
_PART = 20
_RULED = {  # what the rules of the forms set beside other cells
    "social_order_crime_cases": 1200,
    "social_order_crime_solved_cases": 1000,
    "drug_prosecuted_cases": 40,
    "drug_admin_cases": 20,
    "drug_pending_cases": 20,
    "people_tips_valuable": 20,
    "safe_agencies": 20,
    "safe_enterprises": 20,
    "safe_schools": 20,
}
TYPE = b"Content-Type: application/json\r\n"


@dataclass(frozen=True)
class Session:
    """A person signed in."""

    cookies: str
    token: str


@dataclass(frozen=True)
class Run:
    """What came of one run; ``seconds`` are from the first request to the last answer."""

    answered: int
    refused: int
    seconds: float
    times: Sequence[float]

    def at(self, share: float) -> float:
        """Return how many milliseconds that share of the requests took at most."""
        return sorted(self.times)[min(len(self.times) - 1, int(len(self.times) * share))] * 1000


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return 1 where a report is missing."""
    asked = _asked(arguments)
    if asked.inside:
        _inside(asked.inside, asked.folder, asked.reports, asked.most)
        return 0
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f};", end=" ")
    print(f"{asked.data_set}, {asked.reports} reports a run, generator on the same machine")
    whole = True
    for kind in asked.database:
        with _database(kind, asked.folder) as (data, url):
            environment = {**os.environ, "BCD138_DATA": str(data), "DATABASE_URL": url}
            for command in (["migrate", "-v0"], ["load_catalogue", "-v0"]):
                subprocess.run(
                    [*_bcd138(), *command], env=environment, check=True, stdout=subprocess.DEVNULL
                )
            for batch in asked.batch:
                for clients in asked.clients:
                    whole &= _measured(asked, kind, clients, data, environment, batch=batch)
    return 0 if whole else 1


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Reports a second over HTTP.")
    parser.add_argument("--reports", type=int, default=1500, help="reports in each run")
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8])
    parser.add_argument("--batch", type=int, nargs="+", default=[1], help="reports in a request")
    parser.add_argument("--database", nargs="+", default=["sqlite", "postgres"])
    parser.add_argument("--data-set", default="commune_month")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--serve", default="", help="more options of bcd138 serve")
    parser.add_argument("--inside", choices=["seed", "check"], help=argparse.SUPPRESS)
    parser.add_argument("--most", type=int, default=0, help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def _measured(
    asked: argparse.Namespace,
    kind: str,
    clients: int,
    data: Path,
    environment: dict[str, str],
    *,
    batch: int,
) -> bool:
    """Run once, print one line, and tell whether the database has everything."""
    plan = _own(asked, "seed", data, environment, clients)
    with _server(environment, asked.serve) as port:
        people = [_signed_in(port, name) for name in plan["people"]]
        shares = [
            _requests(
                port,
                person,
                [
                    _report_of(unit, asked.data_set, period, plan["cells"])
                    for period in plan["periods"]
                    for unit in plan["units"][place::clients]
                ][: asked.reports // clients],
                batch,
            )
            for place, person in enumerate(people)
        ]
        _warm(port, people)
        run = asyncio.run(_run(port, shares))
    found = _own(asked, "check", data, environment, clients)
    is_whole = found["whole"] == run.answered and not run.refused and not found["torn"]
    print(
        f"{kind:9}{clients} clients, {batch:2} a request:"
        f" {run.answered / run.seconds:7.1f} reports/s"
        f"   p50 {run.at(0.5):5.1f} ms   p95 {run.at(0.95):5.1f} ms"
        f"   {run.answered} taken, {run.refused} requests refused,"
        f" {found['whole']} whole in the database, {found['torn']} torn   ({found['durable']})",
        flush=True,
    )
    return is_whole


def _bcd138() -> list[str]:
    return [sys.executable, "-m", "bcd138.cli"]


def _own(
    asked: argparse.Namespace, what: str, data: Path, environment: dict[str, str], clients: int
) -> dict:
    """Run the part of this script that asks the database, in a process with its settings."""
    given = [str(Path(__file__)), "--inside", what, "--folder", str(data)]
    given += ["--reports", str(asked.reports), "--most", str(clients)]
    given += ["--data-set", asked.data_set]
    done = subprocess.run(
        [sys.executable, *given], env=environment, check=True, stdout=subprocess.PIPE
    )
    return json.loads(done.stdout)


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[tuple[Path, str]]:
    """Give a data folder and the address of an empty database whose commits reach the disk."""
    data = Path(tempfile.mkdtemp(prefix="bcd138-measure-", dir=folder))
    try:
        if kind == "sqlite":
            yield data, ""
        else:
            with _postgres(data) as url:
                yield data, url
    finally:
        shutil.rmtree(data, ignore_errors=True)


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    """Run PostgreSQL as it comes: nothing about its durability is changed."""
    programs = with_postgres._programs()  # noqa: SLF001 - the script beside this one
    user, port = with_postgres._user(), _free_port()  # noqa: SLF001 - the script beside this one
    if programs is None:
        raise SystemExit(with_postgres._SKIPPED)  # noqa: SLF001 - the script beside this one
    folder.chmod(0o755)
    home = folder / "postgres"
    home.mkdir()
    if user is not None:
        shutil.chown(home, user)
    initdb = [str(programs / "initdb"), "-D", str(home / "data"), "-U", "bcd138", "-A", "trust"]
    initdb += ["-E", "UTF8", "--locale", "C.UTF-8"]
    subprocess.run(initdb, check=True, user=user, cwd=home, stdout=subprocess.DEVNULL)
    command = [str(programs / "postgres"), "-D", str(home / "data"), "-p", str(port)]
    command += ["-k", str(home), "-c", "listen_addresses=127.0.0.1"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, user=user, cwd=home, stderr=log, stdout=log)
    try:
        with_postgres._wait(server, port, folder / "log")  # noqa: SLF001 - the script beside this one
        yield f"postgresql://bcd138@127.0.0.1:{port}/postgres"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=START_SECONDS)


@contextmanager
def _server(environment: dict[str, str], options: str) -> Iterator[int]:
    """Run ``bcd138 serve`` as it comes on a free port."""
    port = _free_port()
    command = [*_bcd138(), "serve", "--port", str(port), *options.split()]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + START_SECONDS
        while server.poll() is None and time.monotonic() < until:
            try:
                _ask(port, "GET", "/dang-nhap/")
            except OSError:
                time.sleep(0.1)
            else:
                break
        yield port
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=START_SECONDS)


def _free_port() -> int:
    return with_postgres._free_port()  # noqa: SLF001 - the script beside this one


def _ask(port: int, method: str, path: str, body: str = "", **headers: str) -> SimpleCookie:
    """Ask once over a connection of its own and return the cookies that came."""
    connection = HTTPConnection("127.0.0.1", port, timeout=START_SECONDS)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body or None, named)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    cookies = SimpleCookie()
    for line in answer.headers.get_all("Set-Cookie", []):
        cookies.load(line)
    return cookies


def _signed_in(port: int, username: str, password: str = PASSWORD) -> Session:
    """Sign in on the page, as a person does."""
    first = _ask(port, "GET", "/dang-nhap/")["csrftoken"].value
    form = {"username": username, "password": password, "csrfmiddlewaretoken": first}
    cookies = _ask(
        port,
        "POST",
        "/dang-nhap/",
        urlencode(form),
        Cookie=f"csrftoken={first}",
        Content_Type="application/x-www-form-urlencoded",
    )
    if "sessionid" not in cookies:
        raise SystemExit(f"{username} cannot sign in")
    token = cookies["csrftoken"].value if "csrftoken" in cookies else first
    return Session(f"csrftoken={token}; sessionid={cookies['sessionid'].value}", token)


def _requests(
    port: int, person: Session, reports: Sequence[dict[str, object]], batch: int
) -> list[tuple[bytes, int]]:
    """Return the bytes of the requests, made before the clock runs, and how many each brings."""
    if batch == 1:
        return [(_request(port, person, "", report), 1) for report in reports]
    groups = [reports[start : start + batch] for start in range(0, len(reports), batch)]
    return [(_request(port, person, "/batch", {"reports": group}), len(group)) for group in groups]


def _request(port: int, person: Session, below: str, given: dict[str, object]) -> bytes:
    body = json.dumps(given, separators=(",", ":")).encode()
    head = f"POST /api/v1/submissions{below} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
    head += f"Cookie: {person.cookies}\r\nX-CSRFToken: {person.token}\r\n"
    return head.encode() + TYPE + f"Content-Length: {len(body)}\r\n\r\n".encode() + body


def _warm(port: int, people: Sequence[Session]) -> None:
    """Let every process of the server read its code and the catalogue once."""
    for _ in range(10):
        for person in people:
            _ask(port, "GET", "/api/v1/data-sets", Cookie=person.cookies)


async def _run(port: int, shares: Sequence[Sequence[tuple[bytes, int]]]) -> Run:
    """Send each client's requests over one connection of its own, one after the other."""
    times: list[float] = []
    refused: list[bytes] = []
    start = time.perf_counter()
    taken = await asyncio.gather(*(_client(port, share, times, refused) for share in shares))
    seconds = time.perf_counter() - start
    if refused:
        print(refused[0].decode(errors="replace")[:500], file=sys.stderr)
    return Run(sum(taken), len(refused), seconds, times)


async def _client(
    port: int, requests: Sequence[tuple[bytes, int]], times: list[float], refused: list[bytes]
) -> int:
    """Send one client's requests and return how many reports were taken."""
    taken = 0
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request, count in requests:
        start = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        body = await reader.readexactly(length)
        times.append(time.perf_counter() - start)
        if _is_taken(head, body, count):
            taken += count
        else:
            refused.append(head + body)
    writer.close()
    return taken


def _is_taken(head: bytes, body: bytes, count: int) -> bool:
    """Tell whether an answer says that all its reports were taken as new."""
    if head.startswith(b"HTTP/1.1 201"):
        return True
    if not head.startswith(b"HTTP/1.1 200"):
        return False
    outcomes = json.loads(body)["reports"]
    return [one["status"] for one in outcomes] == [201] * count


def _report_of(unit: str, data_set: str, period: str, cells: dict[str, int]) -> dict[str, object]:
    """Return a report that says nothing unusual; another one for each unit and month."""
    turn = sum(map(ord, unit + period))
    values = [
        {"cell": key, "value": base * (_PART + turn % 3) // _PART} for key, base in cells.items()
    ]
    return {
        "org_unit": unit,
        "data_set": data_set,
        "period": period,
        "values": values,
        "narratives": {},
        "send": True,
    }


def _inside(what: str, folder: Path, reports: int, clients: int) -> None:
    """Fill the database, or count what came, with the product's own tables."""
    import django  # noqa: PLC0415 - the environment names the database

    os.environ["DJANGO_SETTINGS_MODULE"] = "bcd138.config.settings"
    django.setup()
    if what == "seed":
        plan = _seed(reports, clients)
        (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
        print(json.dumps(plan))
    else:
        plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
        print(json.dumps(_check(plan)))


def _seed(reports: int, clients: int) -> dict:
    """Make the people, their units, and twelve reports of each unit that were sent before."""
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415
    from django.utils.timezone import now  # noqa: PLC0415

    from bcd138.apps.accounts.models import Assignment, User  # noqa: PLC0415
    from bcd138.apps.catalogue import selectors as catalogue  # noqa: PLC0415
    from bcd138.apps.orgunits.models import OrgUnit  # noqa: PLC0415
    from bcd138.apps.submissions.cells import entries_of  # noqa: PLC0415
    from bcd138.apps.submissions.lines import line_of  # noqa: PLC0415
    from bcd138.apps.submissions.models import Submission  # noqa: PLC0415
    from bcd138.domain.period import parse_period  # noqa: PLC0415

    free = OrgUnit.objects.filter(level="commune", valid_until=None).order_by("code")
    free = free.exclude(pk__in=Submission.objects.values("org_unit"))
    units = list(free[: (reports // PER_UNIT // clients + 1) * clients])
    hashed = make_password(PASSWORD)
    known = User.objects.count()
    people = [
        User.objects.create(
            username=f"may-{known + place}", full_name=f"Máy {place}", password=hashed
        )
        for place in range(clients)
    ]
    Assignment.objects.bulk_create(
        Assignment(user=people[place % clients], org_unit=unit, role="reporter")
        for place, unit in enumerate(units)
    )
    before, coming = ([f"{year}M{month:02d}--12-15" for month in range(1, count + 1)]
                      for year, count in ((2025, SEEDED), (2026, PER_UNIT)))  # fmt: skip
    found = catalogue.form_on("commune_month", parse_period(before[0]).end)
    cells = _ordinary(found.form)
    at = now()
    Submission.objects.bulk_create(
        (
            Submission(
                org_unit=unit,
                data_set_id=found.data_set_id,
                definition_id=found.definition_id,
                period_type=period.type,
                period_start=period.start,
                period_end=period.end,
                state="submitted",
                cells=stored,
                numbers=line_of(found.form, entries_of(stored)),
                cell_count=len(cells),
                filled_count=len(cells),
                saved_by=people[0],
                saved_at=at,
                submitted_by=people[0],
                submitted_at=at,
            )
            for unit in units
            for code, period in ((each, parse_period(each)) for each in before)
            for stored in [_stored(_report_of(unit.code, "commune_month", code, cells))]
        ),
        batch_size=500,
    )
    codes = [unit.code for unit in units]
    names = [person.username for person in people]
    return {"people": names, "units": codes, "periods": coming, "cells": cells}


def _ordinary(form: object) -> dict[str, int]:
    """Return a usual number for each cell, within what the form's rules ask."""
    numbers: dict[str, int] = {}
    for key, cell in form.entered.items():  # type: ignore[attr-defined]
        kinds = form.parts_of(key).values() if cell.option is None else ()  # type: ignore[attr-defined]
        whole = max((_PART * len(parts) for parts in kinds), default=0)
        numbers[key] = _PART if cell.option else whole or 5 * _PART
    return numbers | {key: number for key, number in _RULED.items() if key in numbers}


def _stored(report: dict) -> dict[str, dict[str, str]]:
    return {one["cell"]: {"v": str(one["value"]), "o": "api"} for one in report["values"]}


def _check(plan: dict) -> dict:
    """Count the reports of the run that are whole, and those that are not."""
    from django.db import connection  # noqa: PLC0415

    from bcd138.apps.audit.models import AuditEvent  # noqa: PLC0415
    from bcd138.apps.submissions.models import Submission  # noqa: PLC0415

    ours = set(plan["units"])
    events: dict[int, list[dict]] = {}
    for about in AuditEvent.objects.filter(event="submission.submitted").values_list(
        "about", flat=True
    ):
        if about["org_unit"] in ours:
            events.setdefault(about["submission"], []).append(about)
    whole = torn = 0
    seen = set()
    sent = Submission.objects.filter(org_unit__code__in=plan["units"])
    sent = sent.exclude(period_start__lt="2025-12-15").select_related("org_unit", "data_set")
    for one in sent.iterator():
        key = one.org_unit.code, one.data_set.code, one.period.code
        wanted = _stored(_report_of(*key, plan["cells"]))
        told = events.pop(one.pk, [])
        is_whole = (
            key not in seen
            and (one.state, one.revision, one.version) == ("submitted", 1, 1)
            and one.cells == wanted
            and [about["cells"] for about in told] == [wanted]
        )
        seen.add(key)
        whole, torn = whole + is_whole, torn + (not is_whole)
    asked = ("PRAGMA journal_mode", "PRAGMA synchronous")
    if connection.vendor == "postgresql":
        asked = ("SHOW fsync", "SHOW synchronous_commit")
    with connection.cursor() as cursor:
        said = [f"{one.split()[1]}={cursor.execute(one).fetchone()[0]}" for one in asked]
    return {"whole": whole, "torn": torn + len(events), "durable": ", ".join(said)}


if __name__ == "__main__":
    sys.exit(main())
