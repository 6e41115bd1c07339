"""The rooms: one concern each, stacked so that each looks only down."""

from __future__ import annotations
