"""The committee of an org unit: its list on a chosen day, and the forms that keep it."""

from __future__ import annotations
