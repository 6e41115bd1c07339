"""Word files: reading their text, writing a document tree."""

from __future__ import annotations

from bcd138.formats.docx.reading import read_text
from bcd138.formats.docx.writing import write

__all__ = ["read_text", "write"]
