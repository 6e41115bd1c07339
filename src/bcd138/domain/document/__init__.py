"""A paper as data: its tree, its layout and how it is composed."""

from __future__ import annotations
