"""Units' own workbooks: received, understood, put right by hand, and taken into a report."""

from __future__ import annotations
