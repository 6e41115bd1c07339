"""Whether the heading of a received file carries a secrecy mark; such a file is not kept."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape

from bcd138.domain.vietnamese.text import nfc

_HEADING_LINES = 20
_HEADING_BYTES = 1024 * 1024
_MARK = re.compile(r"^(?:(?:MỨC )?ĐỘ MẬT )?(?:TUYỆT MẬT|TỐI MẬT|MẬT)$")
_PLACES_ON_A_LINE = re.compile(r"\t|[ \u00a0]{2,}")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_PART = re.compile(r"^word/(?:document|header\d*)\.xml$")
_LINE_ENDS = re.compile(r"</w:p>|<w:(?:br|cr)\b[^<>]*>")
_TAB = re.compile(r"<w:tab\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")


def is_marked_secret(text: str) -> bool:
    """Tell whether a mark (MẬT, TỐI MẬT, TUYỆT MẬT) stands alone in the first lines."""
    lines = (line for line in nfc(text).splitlines() if line.strip())
    return any(
        _MARK.match(_NOT_LETTERS.sub(" ", place).strip().upper())
        for _, line in zip(range(_HEADING_LINES), lines, strict=False)
        for place in _PLACES_ON_A_LINE.split(line)
    )


def is_marked_secret_word(content: bytes) -> bool:
    """Tell whether a Word file's page headers or first paragraphs carry a mark.

    Each paragraph is looked at alone: a stamp under the number of a paper stands in one
    cell with it, and the text that is read has a cell on one line.
    """
    return any(is_marked_secret(heading) for heading in _headings(content))


def _headings(content: bytes) -> Iterator[str]:
    """Yield the first words of the body and of every page header, a paragraph a line."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in package.namelist():
                if _PART.match(name):
                    with package.open(name) as part:
                        yield _words(part.read(_HEADING_BYTES).decode("utf-8", "replace"))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error):
        return  # the reader of the text says what is broken


def _words(markup: str) -> str:
    lines = _TAB.sub("\t", _LINE_ENDS.sub("\n", markup))
    return unescape(_TAG.sub("", lines))
