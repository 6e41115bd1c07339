"""``bcd138 serve``: the site on this machine, with the accounts of the demo to enter by."""

from __future__ import annotations

import errno
import os
import socket
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from bcd138.apps.accounts.demo import DEMO_PASSWORD
from bcd138.apps.accounts.enums import Role
from bcd138.apps.accounts.selectors import demo_assignments

_MOST_WORKERS = 4
_THIS_MACHINE = ("127.0.0.1", "::1", "localhost")
_PORTS = range(1, 65536)


class Command(BaseCommand):
    """Runs the server process until Ctrl+C."""

    help = "Chạy trang web trên máy này / Serve the site on this machine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the address and how many processes and threads answer.

        Threads of one process take turns with Python's lock; processes do not.
        """
        workers = min(_MOST_WORKERS, 2 * (os.cpu_count() or 1))
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8138)
        parser.add_argument("--workers", type=int, default=workers)
        parser.add_argument("--threads", type=int, default=1)

    def handle(
        self, *args: Any, host: str, port: int, workers: int, threads: int, **options: Any
    ) -> None:
        """Say where the site is and who may enter, then answer until stopped."""
        del args, options
        _check_free(host, port)
        _check_database()
        _check_demo_stays_here(host)
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        self.stdout.write(f"\nBCĐ 138 chạy tại http://{host}:{port}  (Ctrl+C để dừng)")
        self._print_demo_accounts()
        self.stdout.flush()
        Granian(
            "bcd138.config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=max(1, workers),
            blocking_threads=max(1, threads),
            log_level=LogLevels.warning,
        ).serve()
        self.stdout.write("Đã dừng.")

    def _print_demo_accounts(self) -> None:
        rows = [
            (one.user.username, one.user.full_name, one.org_unit.name, Role(one.role).label)
            for one in demo_assignments()
        ]
        if not rows:
            return
        self.stdout.write(f"\nTài khoản minh họa (mật khẩu chung: {DEMO_PASSWORD}):")
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        for row in rows:
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self.stdout.write(f"  {'  '.join(cells)}".rstrip())


def _check_demo_stays_here(host: str) -> None:
    """Refuse to open accounts with a public password to other machines."""
    if host not in _THIS_MACHINE and demo_assignments().exists():
        raise CommandError(
            "Cơ sở dữ liệu này có tài khoản minh họa với mật khẩu công khai nên chỉ mở trên máy"
            " này. Mời dùng thư mục dữ liệu khác (BCD138_DATA) cho việc thật"
            " / demo accounts with a public password are served on this machine only",
            returncode=2,
        )


def _check_free(host: str, port: int) -> None:
    """Refuse an address that another program holds or that is not of this machine."""
    if port not in _PORTS:
        raise CommandError(f"Cổng {port} không hợp lệ / not a port", returncode=2)
    try:
        family, kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            words = (
                f"Cổng {port} đang được chương trình khác dùng. Mời dừng chương trình đó, hoặc"
                f" chọn cổng khác: --port {port + 1} / port {port} is taken."
            )
        else:
            words = f"Không chạy được tại {host}:{port} / cannot listen there: {error.strerror}"
        raise CommandError(words, returncode=2) from error


def _check_database() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError(
            "Cơ sở dữ liệu chưa sẵn sàng: chạy bcd138 migrate trước / run bcd138 migrate first",
            returncode=2,
        )
