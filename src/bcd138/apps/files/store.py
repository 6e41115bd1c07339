"""The folder of stored bytes: the only module that touches it."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings


def path_of(sha256: str) -> Path:
    """Return where the bytes with this digest lie, two levels deep."""
    return Path(settings.FILES_ROOT, sha256[:2], sha256[2:4], sha256)


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of ``content`` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def put(content: bytes) -> str:
    """Write ``content`` under its digest, whole or not at all, and return the digest."""
    sha256 = digest_of(content)
    path = path_of(sha256)
    if path.exists():
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=f"{sha256}.", delete=False) as waiting:
        waiting.write(content)
        waiting.flush()
        os.fsync(waiting.fileno())
    Path(waiting.name).replace(path)
    return sha256


def get(sha256: str) -> bytes:
    """Return the bytes with this digest.

    Raises:
        FileNotFoundError: They are not there.
    """
    return path_of(sha256).read_bytes()
