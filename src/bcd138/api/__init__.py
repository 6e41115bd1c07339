"""The door for other programs: JSON over HTTP, one folder a version."""

from __future__ import annotations
