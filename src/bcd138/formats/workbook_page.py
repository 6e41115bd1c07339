"""What every workbook we write has in common: texts stay texts, one look of heads, A4."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
HEAD: dict[str, Any] = {"bold": True, "bg_color": "#E3EEF8", "bottom": 1, "text_wrap": True}
_A4 = 9


def print_on_a4(page: Worksheet, head: int, last: int | None = None) -> None:
    """Let a sheet print lying on A4, as wide as the paper, its head on every page.

    The head is one row, or goes on until ``last``.
    """
    page.repeat_rows(head, last)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
