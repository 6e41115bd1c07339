"""Central, province, commune and member agencies, with their dates of validity."""

from __future__ import annotations
