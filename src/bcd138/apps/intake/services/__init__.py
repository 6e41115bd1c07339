"""Everything that changes received texts and what was suggested from them."""

from __future__ import annotations

from bcd138.apps.intake.services.decide import (
    confirm,
    confirm_certain,
    correct,
    reject,
    reopen,
)
from bcd138.apps.intake.services.place import choose_period, choose_unit
from bcd138.apps.intake.services.receive import Receipt, receive, store_reading

__all__ = [
    "Receipt",
    "choose_period",
    "choose_unit",
    "confirm",
    "confirm_certain",
    "correct",
    "receive",
    "reject",
    "reopen",
    "store_reading",
]
