"""Pages where an officer fills in a report, sends it, and where it is taken in."""

from __future__ import annotations
