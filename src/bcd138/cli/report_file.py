"""The bytes of a file named on the command line."""

from __future__ import annotations

from pathlib import Path

from bcd138.domain.errors import Refused
from bcd138.formats.text_file import LARGEST_FILE, megabytes


def content_of(path: Path) -> bytes:
    """Return the bytes, and no more of a huge file than it takes to refuse it.

    Raises:
        Refused: ``text.not-there`` or ``text.too-large``.
    """
    try:
        with path.open("rb") as handle:
            content = handle.read(LARGEST_FILE + 1)
        size = max(path.stat().st_size, len(content))
    except OSError as error:
        raise Refused("text.not-there", name=shown(path.name)) from error
    if size > LARGEST_FILE:
        raise Refused(
            "text.too-large",
            name=shown(path.name),
            size=megabytes(size),
            limit=megabytes(LARGEST_FILE),
        )
    return content


def shown(name: str) -> str:
    """Return a file's name as it can be printed and kept: what is no UTF-8 as a question mark."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
