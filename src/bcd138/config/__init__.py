"""The roof: settings, addresses and system checks; the only reader of the environment."""

from __future__ import annotations
