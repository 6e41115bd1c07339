"""The rules of the country's reporting, in plain Python: no framework, no clock, no files."""

from __future__ import annotations
