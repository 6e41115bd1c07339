"""``bcd138``: the command line's entry point."""

from __future__ import annotations

import os
import secrets
import sys

_STORES_NOTHING = (["read"], ["help"], ["--help"])


def main() -> None:
    """Run the command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bcd138.config.settings")
    if sys.argv[1:2] in _STORES_NOTHING:
        os.environ.setdefault("BCD138_SECRET_KEY", secrets.token_urlsafe(50))
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - settings first

    execute_from_command_line(["bcd138", *sys.argv[1:]])


if __name__ == "__main__":
    main()
