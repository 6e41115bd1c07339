"""One question about millions of rows at a time, in portable SQL that any engine may run."""

from __future__ import annotations
