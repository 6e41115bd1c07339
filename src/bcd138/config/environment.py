"""The only reader of environment variables: all of them, checked once, at start-up."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

_LAST_PORT = 65_535
_TRUE, _FALSE = {"1", "yes", "true", "on"}, {"", "0", "no", "false", "off"}


class WrongSettings(SystemExit):
    """Everything that is wrong with the environment, in both languages.

    It ends the program with these words: a trace of calls would hide them.
    """

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(["Cấu hình sai / wrong settings:", *faults]))


@dataclass(frozen=True, slots=True)
class Environment:
    """What the outside says: where data lies, which database, behind which names."""

    data_folder: Path
    secret_key: str
    database: dict[str, Any]
    allowed_hosts: list[str]
    trusted_origins: list[str]
    behind_tls: bool
    debug: bool
    mail: Mail
    spark: Spark | None


@dataclass(frozen=True, slots=True)
class Mail:
    """The server that takes e-mail; without a ``host`` none is sent."""

    host: str = ""
    port: int = 587
    user: str = ""
    password: str = ""
    starttls: bool = True
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Spark:
    """A Spark cluster for totals in bulk, and above how many figures it is worth asking."""

    master: str
    above: int = 200_000_000


def read_environment(variables: Mapping[str, str] | None = None) -> Environment:
    """Return the environment as settings.

    ``BCD138_DATA`` folder of data (default ``var`` where the program is started),
    ``DATABASE_URL`` (default: an SQLite file there), ``BCD138_SECRET_KEY`` or
    ``BCD138_SECRET_KEY_FILE`` (default: made once and kept there), ``BCD138_HOSTS`` names
    it answers to, with commas (default: this machine), ``BCD138_TLS`` and
    ``BCD138_DEBUG`` yes or no. Reminders go out by e-mail too where ``BCD138_EMAIL_HOST``
    names a server: ``BCD138_EMAIL_PORT`` (default 587), ``BCD138_EMAIL_USER`` and
    ``BCD138_EMAIL_PASSWORD`` where it wants them, ``BCD138_EMAIL_TLS`` yes or no (default
    yes: STARTTLS), ``BCD138_EMAIL_FROM`` the address they come from. Totals in bulk are left
    to a Spark cluster where ``BCD138_SPARK_MASTER`` names one (``spark://...``) and there are
    more figures than ``BCD138_SPARK_ABOVE`` (default 200000000).

    Raises:
        WrongSettings: With every fault at once.
    """
    given = os.environ if variables is None else variables
    faults: list[str] = []
    folder = Path(given.get("BCD138_DATA") or "var").resolve()
    database = _database(given.get("DATABASE_URL", ""), folder, faults)
    hosts = [host.strip() for host in given.get("BCD138_HOSTS", "").split(",") if host.strip()]
    behind_tls = _yes_or_no(given, "BCD138_TLS", faults)
    debug = _yes_or_no(given, "BCD138_DEBUG", faults)
    mail = _mail(given, faults)
    spark = _spark(given, faults)
    secret_key = _secret_key(given, folder, faults)
    if faults:
        raise WrongSettings(faults)
    return Environment(
        data_folder=folder,
        secret_key=secret_key,
        database=database,
        allowed_hosts=hosts or ["127.0.0.1", "localhost", "[::1]"],
        trusted_origins=[f"https://{host}" for host in hosts] if behind_tls else [],
        behind_tls=behind_tls,
        debug=debug,
        mail=mail,
        spark=spark,
    )


def _yes_or_no(given: Mapping[str, str], name: str, faults: list[str]) -> bool:
    value = given.get(name, "").strip().lower()
    if value not in _TRUE | _FALSE:
        faults.append(f"{name}={value}: ghi yes hoặc no / write yes or no")
    return value in _TRUE


def _mail(given: Mapping[str, str], faults: list[str]) -> Mail:
    host = given.get("BCD138_EMAIL_HOST", "").strip()
    sender = given.get("BCD138_EMAIL_FROM", "").strip()
    port = given.get("BCD138_EMAIL_PORT", "").strip() or "587"
    if not (port.isascii() and port.isdecimal() and 0 < int(port) <= _LAST_PORT):
        faults.append(f"BCD138_EMAIL_PORT={port}: ghi số cổng từ 1 đến 65535 / write a port number")
        port = "587"
    if host and "@" not in sender:
        faults.append(
            f"BCD138_EMAIL_FROM={sender}: ghi địa chỉ gửi thư / write the address mail comes from"
        )
    return Mail(
        host=host,
        port=int(port),
        user=given.get("BCD138_EMAIL_USER", ""),
        password=given.get("BCD138_EMAIL_PASSWORD", ""),
        starttls=_yes_or_no({"BCD138_EMAIL_TLS": "yes"} | dict(given), "BCD138_EMAIL_TLS", faults),
        sender=sender,
    )


def _spark(given: Mapping[str, str], faults: list[str]) -> Spark | None:
    master = given.get("BCD138_SPARK_MASTER", "").strip()
    above = given.get("BCD138_SPARK_ABOVE", "").strip()
    if above and not (above.isascii() and above.isdecimal()):
        faults.append(f"BCD138_SPARK_ABOVE={above}: ghi số lượng số liệu / write how many figures")
        above = ""
    if not master:
        return None
    return Spark(master, int(above)) if above else Spark(master)


def _database(url: str, folder: Path, faults: list[str]) -> dict[str, Any]:
    if not url:
        return _sqlite(folder / "bcd138.sqlite3")
    try:
        parts = urlsplit(url)
        port = str(parts.port or "")
    except ValueError:
        parts, port = SplitResult("", "", "", "", ""), ""
    if parts.scheme == "sqlite" and parts.path:
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme in {"postgres", "postgresql"} and len(parts.path) > 1:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": port,
            "CONN_MAX_AGE": 60,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    faults.append(
        "DATABASE_URL: dùng postgresql://người:mật-khẩu@máy:cổng/tên hoặc sqlite:////thư/mục/tệp"
        " / use postgresql://user:password@host:port/name or sqlite:////folder/file"
    )
    return {}


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "bcd138.config.sqlite",
        "NAME": path,
        "TEST": {"NAME": ":memory:"},
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def _secret_key(given: Mapping[str, str], folder: Path, faults: list[str]) -> str:
    if given.get("BCD138_SECRET_KEY"):
        return given["BCD138_SECRET_KEY"]
    named = given.get("BCD138_SECRET_KEY_FILE")
    path = Path(named) if named else folder / "secret_key"
    try:
        if not named and not path.exists():
            _make_secret(path)
        kept = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        faults.append(f"{path}: không đọc hoặc ghi được / cannot be read or written: {error}")
        return ""
    if not kept:
        faults.append(f"{path}: không có khóa bí mật nào / holds no secret key")
    return kept


def _make_secret(path: Path) -> None:
    """Write a new key whole before it gets its name: another process may be reading it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(
        "w", dir=path.parent, prefix=f"{path.name}.", encoding="ascii", delete=False
    ) as made:
        made.write(secrets.token_urlsafe(50))
    Path(made.name).replace(path)
