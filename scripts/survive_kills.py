"""Kills the server again and again while reports come in, and counts what is in the database.

    scripts/survive_kills.py [--reports 1000] [--clients 8] [--kills 10] [--database sqlite]

A fresh database and the server as it comes, on a free port of this machine. Clients send
reports of 120 figures over HTTP; every fourth of them is also signed and accepted. Meanwhile
every process of the server gets ``kill -9`` and the server is started again. A client sends
once more what got no answer, and nothing else. At the end nothing may be lost (every answer
of 2xx stands), doubled, or half (cells, their line, steps, figures and register agree); if
something is, the exit status is 1. The databases lie in ``--folder``.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import measure_submissions as measure

FORM = "commune_month"
EACH = 4  # of so many reports one goes on to be signed and accepted
WAY = (("submit", "sender"), ("sign", "sender"), ("approve", "receiver"))
SENT, ACCEPTED = (("submit",), ("submit", "sign", "receive", "approve"))
_PAUSE, _PATIENCE, _AGAIN = 0.05, 30, 600
_OK, _CONFLICT = range(200, 300), 409


@dataclass
class Told:
    """What the clients were told, together; ``odd`` is what nobody expected."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    counts: Counter[str] = field(default_factory=Counter)
    answered: dict[str, list[str]] = field(default_factory=dict)
    odd: list[str] = field(default_factory=list)
    seconds: float = 0
    over: threading.Event = field(default_factory=threading.Event)

    def add(self, report: str, step: str, what: str) -> None:
        """Keep one answer of 2xx: that the step stands."""
        with self.lock:
            self.counts["answered"] += 1
            self.counts[what] += 1
            self.answered.setdefault(report, []).append(step)

    def count(self, what: str, words: str = "") -> None:
        """Count something else that happened."""
        with self.lock:
            self.counts[what] += 1
            if words:
                self.odd.append(words)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run on each database and print a line; return 1 where the books are not right."""
    asked = _asked(arguments)
    if asked.inside:
        _inside(asked.inside, asked.folder, asked.reports, asked.clients)
        return 0
    is_right = True
    for kind in asked.database:
        with measure._database(kind, asked.folder) as (data, url):  # noqa: SLF001 - the script beside this one
            environment = {**os.environ, "BCD138_DATA": str(data), "DATABASE_URL": url}
            for command in (["migrate", "-v0"], ["load_catalogue", "-v0"]):
                _run([*_bcd138(), *command], environment)
            is_right &= _survived(asked, kind, data, environment)
    return 0 if is_right else 1


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Reports while the server is killed.")
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--database", nargs="+", default=["sqlite", "postgres"])
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--seed", type=int, default=138, help="of the moments of the kills")
    parser.add_argument("--inside", choices=["seed", "check"], help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def _survived(
    asked: argparse.Namespace, kind: str, data: Path, environment: Mapping[str, str]
) -> bool:
    """Send everything through all kills, count, print, and tell whether the books are right."""
    plan = _own("seed", asked, data, environment)
    port, told = _quiet_port(), Told()
    start = time.monotonic()
    with _server(port, environment) as server:
        people = {name: measure._signed_in(port, name) for name in plan["people"]}  # noqa: SLF001 - the script beside this one
        clients = [
            threading.Thread(target=_client, args=(port, people, share, plan, told))
            for share in plan["shares"]
        ]
        for client in clients:
            client.start()
        try:
            told.counts["kills"] = _kill_meanwhile(asked, server, clients, told)
            for client in clients:
                client.join()
        finally:
            told.over.set()
    told.seconds = time.monotonic() - start
    (data / "answered.json").write_text(json.dumps(told.answered), encoding="utf-8")
    found = _own("check", asked, data, environment)
    _print(kind, asked, told, found)
    return not told.odd and found["whole"] == asked.reports and not any(found["wrong"].values())


def _print(kind: str, asked: argparse.Namespace, told: Told, found: Mapping) -> None:
    counts, wrong = told.counts, found["wrong"]
    print(
        f"{kind:9}{asked.reports} reports, {asked.clients} clients, {counts['kills']} × kill -9"
        f" in {told.seconds:.0f} s: {counts['answered']} requests answered 2xx,"
        f" {counts['silent']} got no answer and were sent again"
        f" ({counts['stood']} of them stood already), {len(told.odd)} answered otherwise;"
        f" in the database {found['whole']} whole ({found['accepted']} accepted,"
        f" {found['figures']} figures), {wrong['lost']} lost, {wrong['doubled']} doubled,"
        f" {wrong['half']} half   ({found['durable']})",
        flush=True,
    )
    for words in [*told.odd, *found["examples"]][:5]:
        print(f"         {words}", file=sys.stderr)


def _bcd138() -> list[str]:
    return [sys.executable, "-m", "bcd138.cli"]


def _run(command: Sequence[str], environment: Mapping[str, str]) -> bytes:
    done = subprocess.run(command, env=dict(environment), check=True, stdout=subprocess.PIPE)
    return done.stdout


def _own(what: str, asked: argparse.Namespace, data: Path, environment: Mapping[str, str]) -> dict:
    """Run the part of this script that asks the database, in a process with its settings."""
    given = [str(Path(__file__)), "--inside", what, "--folder", str(data)]
    given += ["--reports", str(asked.reports), "--clients", str(asked.clients)]
    return json.loads(_run([sys.executable, *given], environment))


class Server:
    """``bcd138 serve`` in a group of processes of its own."""

    def __init__(self, port: int, environment: Mapping[str, str]) -> None:
        self.port, self.environment = port, dict(environment)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers.

        Raises:
            RuntimeError: It does not; with the end of what it said.
        """
        command = [*_bcd138(), "serve", "--port", str(self.port)]
        log = Path(self.environment["BCD138_DATA"]) / "server.log"
        with log.open("wb") as written:
            self.process = subprocess.Popen(
                command,
                env=self.environment,
                stdout=written,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until = time.monotonic() + measure.START_SECONDS
        while self.process.poll() is None and time.monotonic() < until:
            if self._answers():
                return
            time.sleep(_PAUSE)
        raise RuntimeError(log.read_text(encoding="utf-8", errors="replace")[-2000:])

    def kill(self) -> None:
        """Kill every process of it at once, and wait until none is left."""
        if self.process is None:
            return
        group = self.process.pid
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)
        self.process.wait()
        while _is_alive(group):
            time.sleep(_PAUSE / 10)

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            connection.request("GET", "/dang-nhap/")
            return connection.getresponse().status in _OK
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()


def _quiet_port() -> int:
    """Return a free port that no outgoing connection is ever given.

    While the server is down clients keep asking; the system could give one of them the very
    port it asks for, which then talks to itself and keeps the server from coming back.
    """
    given = Path("/proc/sys/net/ipv4/ip_local_port_range")
    low = int(given.read_text().split()[0]) if given.exists() else 32_768
    for port in random.SystemRandom().sample(range(low // 2, low), 100):
        with socket.socket() as trial, suppress(OSError):
            trial.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("no port is free")


def _is_alive(group: int) -> bool:
    """Tell whether a process of the group still runs; one nobody has waited for does not."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = path.read_text().rsplit(")", 1)[1].split()[:3]
        except OSError:
            continue
        if int(its_group) == group and state != "Z":
            return True
    return False


@contextmanager
def _server(port: int, environment: Mapping[str, str]) -> Iterator[Server]:
    server = Server(port, environment)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def _kill_meanwhile(
    asked: argparse.Namespace, server: Server, clients: Sequence[threading.Thread], told: Told
) -> int:
    """Kill the server each time another share of the reports is answered; return how often."""
    chance = random.Random(asked.seed)  # noqa: S311 - moments, not secrets
    for number in range(1, asked.kills + 1):
        wanted = asked.reports * number // (asked.kills + 1)
        while len(told.answered) < wanted and any(one.is_alive() for one in clients):
            time.sleep(0.002)
        time.sleep(chance.random() * _PAUSE)
        if not any(one.is_alive() for one in clients):
            return number - 1
        server.kill()
        server.start()
    return asked.kills


def _client(
    port: int, people: Mapping[str, object], share: Sequence[Mapping], plan: Mapping, told: Told
) -> None:
    """Send the reports of one client one after the other, each to the end of its way."""
    line = _Line(port, told)
    for report in share:
        where = {key: report[key] for key in ("org_unit", "data_set", "period")}
        for step, part in WAY[: None if report["goes_on"] else 1]:
            if step == "submit":
                given = measure._report_of(*where.values(), plan["cells"])  # noqa: SLF001 - the script beside this one
                address = "/api/v1/submissions"
            else:
                given, address = {**where, "step": step}, "/api/v1/submissions/steps"
            line.ask(people[report[part]], address, given, f"{_key(where)} {step}")
    line.close()


class _Line:
    """One client's connection; what gets no answer is sent again."""

    def __init__(self, port: int, told: Told) -> None:
        self.port, self.told = port, told
        self.connection: HTTPConnection | None = None

    def ask(self, person: measure.Session, address: str, given: Mapping, named: str) -> None:
        report, step = named.rsplit(" ", 1)
        body = json.dumps(given, separators=(",", ":"))
        head = {"Cookie": person.cookies, "X-CSRFToken": person.token}
        head["Content-Type"] = "application/json"
        was_silent = False
        for _ in range(_AGAIN):
            if self.told.over.is_set():
                break
            try:
                status, words = self._once(address, body, head)
            except (OSError, HTTPException) as error:
                self.close()
                was_silent |= not isinstance(error, ConnectionRefusedError)
                if not isinstance(error, ConnectionRefusedError):
                    self.told.count("silent")
                time.sleep(_PAUSE)
                continue
            if status in _OK:
                is_repeat = step == "submit" and status != 201 and was_silent  # noqa: PLR2004 - begun now
                self.told.add(report, step, "stood" if is_repeat else "done")
                return
            if status == _CONFLICT and was_silent and '"submission.transition"' in words:
                self.told.add(report, step, "stood")
                return
            if status != _CONFLICT or "changed-meanwhile" not in words:
                self.told.count("odd", f"{named}: {status} {words[:300]}")
                return
            time.sleep(_PAUSE)
        self.told.count("odd", f"{named}: no answer")

    def _once(self, address: str, body: str, head: Mapping[str, str]) -> tuple[int, str]:
        if self.connection is None:
            self.connection = HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
            self.connection.connect()
            self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.connection.request("POST", address, body, dict(head))
        answer = self.connection.getresponse()
        return answer.status, answer.read().decode()

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
        self.connection = None


def _key(where: Mapping[str, str]) -> str:
    return "/".join((where["org_unit"], where["data_set"], where["period"]))


def _inside(what: str, folder: Path, reports: int, clients: int) -> None:
    """Fill the database, or look through it, with the product's own tables."""
    import django  # noqa: PLC0415 - the environment names the database

    os.environ["DJANGO_SETTINGS_MODULE"] = "bcd138.config.settings"
    django.setup()
    if what == "seed":
        plan = _seed(reports, clients)
        (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
        print(json.dumps(plan))
    else:
        plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
        answered = json.loads((folder / "answered.json").read_text(encoding="utf-8"))
        print(json.dumps(_check(plan, answered)))


def _seed(reports: int, clients: int) -> dict:
    """Make the people who send and sign, who receives, and which report is whose."""
    from django.utils.timezone import localdate, now  # noqa: PLC0415

    from bcd138.apps.accounts.models import Assignment, SigningRight, User  # noqa: PLC0415
    from bcd138.apps.orgunits.models import OrgUnit  # noqa: PLC0415

    plan = measure._seed(reports, clients)  # noqa: SLF001 - the script beside this one
    senders = list(User.objects.filter(username__in=plan["people"]).order_by("pk"))
    receiver = User.objects.create(
        username="may-nhan", full_name="Máy nhận", password=senders[0].password
    )
    Assignment.objects.create(
        user=receiver, org_unit=OrgUnit.objects.get(code="VN"), role="standing"
    )
    SigningRight.objects.bulk_create(
        SigningRight(
            user_id=one.user_id,
            org_unit_id=one.org_unit_id,
            capacity="head",
            valid_from=localdate(),
            granted_by="survive_kills",
            granted_at=now(),
        )
        for one in Assignment.objects.filter(user__in=senders)
    )
    every = [(unit, period) for unit in plan["units"] for period in plan["periods"]]
    shares: list[list[dict]] = [[] for _ in range(clients)]
    for number, (unit, period) in enumerate(every[:reports]):
        client = plan["units"].index(unit) % clients
        shares[client].append(
            {
                "org_unit": unit,
                "data_set": FORM,
                "period": period,
                "sender": plan["people"][client],
                "receiver": receiver.username,
                "goes_on": number % EACH == 0,
            }
        )
    return {**plan, "people": [*plan["people"], receiver.username], "shares": shares}


def _check(plan: Mapping, answered: Mapping[str, list[str]]) -> dict:
    """Compare every report that was planned with what is in the database."""
    from bcd138.apps.audit.models import AuditEvent  # noqa: PLC0415
    from bcd138.apps.submissions.models import Submission  # noqa: PLC0415

    planned = {_key(report): report for share in plan["shares"] for report in share}
    found: dict[str, list[Submission]] = {}
    sent = Submission.objects.filter(org_unit__code__in=plan["units"])
    for one in sent.exclude(period_start__lt="2025-12-15").select_related("org_unit", "data_set"):
        found.setdefault(f"{one.org_unit.code}/{FORM}/{one.period.code}", []).append(one)
    events: dict[int, Counter[str]] = {}
    rows = AuditEvent.objects.filter(event__startswith="submission.")
    for event, about in rows.values_list("event", "about"):
        events.setdefault(about["submission"], Counter())[event.split(".")[1]] += 1
    wrong, examples = Counter(lost=0, doubled=0, half=0), []
    whole = accepted = figures = 0
    for key, report in planned.items():
        ones = found.pop(key, [])
        what = _wrong(ones, report, answered.get(key, []), events, plan)
        if what:
            wrong[what] += 1
            examples.append(f"{key}: {what} ({[one.state for one in ones]})")
            continue
        whole += 1
        accepted += ones[0].state == "approved"
        figures += ones[0].data_values.count()
    wrong["doubled"] += len(found)
    said = {"whole": whole, "accepted": accepted, "figures": figures, "durable": _durable()}
    return {**said, "wrong": dict(wrong), "examples": examples[:5]}


def _wrong(
    ones: Sequence, report: Mapping, told: Sequence[str], events: Mapping, plan: Mapping
) -> str:
    """Return what is wrong with one report, or nothing."""
    if not ones:
        return "lost" if told else "half"
    (first, *others) = ones
    steps = [step.step for step in first.steps.all()]
    wanted = ACCEPTED if report["goes_on"] else SENT
    if set(told) - set(steps):
        return "lost"
    register = events.get(first.pk, Counter())
    if others or len(steps) != len(set(steps)) or any(count > 1 for count in register.values()):
        return "doubled"
    acts = {"submit": "submitted", "sign": "signed", "approve": "approved"}
    is_whole = (
        tuple(steps) == wanted
        and set(register) == {acts[step] for step in steps if step in acts}
        and (first.revision, first.version) == (1, len(wanted) - (len(wanted) > 1))
        and _agrees(first, measure._stored(measure._report_of(  # noqa: SLF001 - the script beside this one
            report["org_unit"], FORM, report["period"], plan["cells"])))
    )  # fmt: skip
    return "" if is_whole else "half"


def _agrees(submission: object, wanted: Mapping) -> bool:
    """Tell whether cells, their line, what was signed and the figures say the same."""
    from bcd138.apps.catalogue import selectors as catalogue  # noqa: PLC0415
    from bcd138.apps.submissions.cells import entries_of, numbers_of, with_computed  # noqa: PLC0415
    from bcd138.apps.submissions.lines import line_of  # noqa: PLC0415

    one: object = submission
    form = catalogue.form_of(one.definition_id, one.period_end).form  # type: ignore[attr-defined]
    entries = entries_of(wanted)
    signed = [step.content["cells"] for step in one.steps.filter(step="sign")]  # type: ignore[attr-defined]
    numbers = {key: each.value for key, each in with_computed(form, entries).items()}
    rows = one.data_values.filter(superseded_at=None).select_related("indicator")  # type: ignore[attr-defined]
    counted = {row.cell: row.value for row in rows}
    is_counted = one.state == "approved"  # type: ignore[attr-defined]
    return (
        one.cells == wanted  # type: ignore[attr-defined]
        and one.numbers == line_of(form, entries)  # type: ignore[attr-defined]
        and one.filled_count == len(numbers_of(wanted))  # type: ignore[attr-defined]
        and signed == ([wanted] if is_counted else [])
        and len(rows) == len(counted)
        and {key: round(value, 4) for key, value in counted.items()}
        == ({key: round(value, 4) for key, value in numbers.items()} if is_counted else {})
    )


def _durable() -> str:
    from django.db import connection  # noqa: PLC0415

    asked = ("PRAGMA journal_mode", "PRAGMA synchronous")
    if connection.vendor == "postgresql":
        asked = ("SHOW fsync", "SHOW synchronous_commit")
    with connection.cursor() as cursor:
        said = [f"{one.split()[1]}={cursor.execute(one).fetchone()[0]}" for one in asked]
    return ", ".join(said)


if __name__ == "__main__":
    sys.exit(main())
