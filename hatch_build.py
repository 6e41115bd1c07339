"""Refuses to build a wheel without the pinned front-end files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):
    """Checks that ``make assets`` has filled ``web/static/vendor``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Stop a real build whose pages would have no style; editable installs pass."""
        del build_data
        vendor = Path(self.root, "src/bcd138/web/static/vendor")
        if version != "editable" and not any(vendor.glob("*")):
            message = "front-end files are missing: run `make assets` first"
            raise RuntimeError(message)
