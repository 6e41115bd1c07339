"""The server process refuses an address it cannot have, before it says anything else."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from io import StringIO
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.core.management import CommandError, call_command

from bcd138.apps.accounts.services import add_person


def serve(*options):
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("serve", *options, stdout=out)
    return error.value, out.getvalue()


def test_a_taken_port_is_named_with_the_next_one():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        error, said = serve("--port", str(port))

    assert error.returncode == 2
    assert f"Cổng {port} đang được chương trình khác dùng" in str(error)
    assert said == ""


@pytest.mark.parametrize("port", ["0", "65536", "-1"])
def test_what_is_no_port_is_refused(port):
    error, _ = serve(f"--port={port}")

    assert error.returncode == 2


def test_an_address_of_another_machine_is_refused():
    error, _ = serve("--host", "192.0.2.1")

    assert error.returncode == 2


@pytest.mark.django_db
def test_demo_accounts_are_not_opened_to_other_machines(units, at):
    add_person(
        username="thu",
        full_name="Người Thử",
        position="",
        org_unit=units.an_binh,
        role="standing",
        password="cong-khai",  # noqa: S106 - public on purpose
        by="bcd138",
        at=at,
        is_demo=True,
    )

    error, said = serve("--host", "0.0.0.0", "--port", str(free_port()))  # noqa: S104 - refused

    assert error.returncode == 2
    assert "tài khoản minh họa" in str(error)
    assert said == ""


def bcd138(folder, *arguments):
    environment = {**os.environ, "BCD138_DATA": str(folder), "DATABASE_URL": ""}
    command = [sys.executable, "-m", "bcd138.cli", *arguments]
    return subprocess.Popen(  # noqa: S603 - our own program
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as trial:
        return trial.getsockname()[1]


@pytest.mark.slow
def test_before_migrating_there_is_a_clear_word(tmp_path):
    process = bcd138(tmp_path, "serve", "--port", str(free_port()))

    said, _ = process.communicate(timeout=60)

    assert (process.returncode, "bcd138 migrate" in said) == (2, True)


@pytest.mark.slow
def test_the_site_answers_and_ctrl_c_stops_it(tmp_path):
    bcd138(tmp_path, "migrate", "-v0").communicate(timeout=120)
    port = free_port()
    process = bcd138(tmp_path, "serve", "--port", str(port), "--workers", "1")

    try:
        status = _status_when_up(f"http://127.0.0.1:{port}/dang-nhap/", process)
    finally:
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=30)

    assert status == 200
    assert process.returncode == 0
    assert f"http://127.0.0.1:{port}" in said
    assert said.rstrip().endswith("Đã dừng.")


def _status_when_up(address, process):
    for _ in range(200):
        try:
            with urlopen(address, timeout=5) as answer:  # noqa: S310 - our own address
                return answer.status
        except URLError:
            assert process.poll() is None, process.communicate()[0]
            time.sleep(0.1)
    return None
