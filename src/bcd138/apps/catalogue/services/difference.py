"""What a loading changes, counted and in lines to print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Difference:
    """How many things were added, changed and retired, a line or more for each.

    ``touched`` are their codes. The lines of what was retired come last.
    """

    added: int = 0
    changed: int = 0
    lines: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)

    def add(self, code: str, lines: Iterable[str]) -> None:
        """Count something new."""
        self.added += 1
        self.touched.add(code)
        self.lines += lines

    def change(self, code: str, lines: Iterable[str]) -> None:
        """Count something that is no longer as it was."""
        self.changed += 1
        self.touched.add(code)
        self.lines += lines

    def retire(self, code: str, line: str) -> None:
        """Count something that left the files."""
        self.touched.add(code)
        self.retired.append(line)
