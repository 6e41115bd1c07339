"""What the rooms above may listen to, in the transaction in which it happens."""

from __future__ import annotations

from django.dispatch import Signal

figures_replaced = Signal()
"""Figures no longer count: ``figures`` their ids, ``by`` who, ``at`` when."""
