"""Everything that changes received workbooks and what is remembered of their rows."""

from __future__ import annotations

from bcd138.apps.worksheets.services.mend import (
    choose_column,
    choose_sheet,
    forget_mapping,
    map_row,
    repair_cell,
)
from bcd138.apps.worksheets.services.receive import Receipt, receive
from bcd138.apps.worksheets.services.take import set_aside, take

__all__ = [
    "Receipt",
    "choose_column",
    "choose_sheet",
    "forget_mapping",
    "map_row",
    "receive",
    "repair_cell",
    "set_aside",
    "take",
]
