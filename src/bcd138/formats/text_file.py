"""Bytes of a received file as the text that is read, or a clear word why not."""

from __future__ import annotations

import codecs
import io
import zipfile

from bcd138.domain.errors import Refused
from bcd138.domain.vietnamese.numbers import write_number
from bcd138.formats import docx
from bcd138.formats.secrecy import is_marked_secret, is_marked_secret_word

FORMATS = "TXT (UTF-8, UTF-16), DOCX"
LARGEST_FILE = 10 * 1024 * 1024
LONGEST_TEXT = 400_000  # a hundred pages and more; read within seconds
_LARGEST_UNPACKED = 20 * LARGEST_FILE
_MANY_NULS = 0.5  # UTF-16 of Vietnamese prose: every second byte of most letters is zero
_FEW_NULS = 0.05

_SEEMS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\xd0\xcf\x11\xe0", "Word, Excel 97-2003 (.doc, .xls)"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf", "7Z"),
    (b"Rar!", "RAR"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"SQLite format 3", "SQLite"),
)
_INSIDE_ZIP = (("xl/", "Excel (.xlsx)"), ("ppt/", "PowerPoint (.pptx)"), ("content.xml", "ODF"))
_CONTROL = bytes([*range(9), *range(14, 32), 127])
_MUCH_CONTROL = 0.02  # old Vietnamese fonts put a few letters there; programs and pictures many
_BINARY = "nhị phân / binary"


def read_text_file(content: bytes, name: str) -> str:
    """Return the text of a plain text or Word file, exactly as it stands there.

    Args:
        content: The file's bytes.
        name: What the person calls it; only for the words of a refusal.

    Raises:
        Refused: ``text.empty``, ``text.too-large``, ``text.binary``, ``text.encoding``,
            ``text.broken`` or ``text.secret``; nothing is kept of a refused file.
    """
    if len(content) > LARGEST_FILE:
        size, limit = megabytes(len(content)), megabytes(LARGEST_FILE)
        raise Refused("text.too-large", name=name, size=size, limit=limit)
    text = _decode(content, name)
    if len(text) > LONGEST_TEXT:
        size, limit = f"{write_number(len(text))} ký tự", f"{write_number(LONGEST_TEXT)} ký tự"
        raise Refused("text.too-large", name=name, size=size, limit=limit)
    if is_marked_secret(text):
        raise Refused("text.secret", name=name)
    if not text.strip("\ufeff\u200b \t\r\n\f\v\u00a0"):
        raise Refused("text.empty", name=name)
    return text


def megabytes(size: int) -> str:
    """Return a number of bytes as a refusal says it: "50,0 MB"."""
    return f"{size / 1024 / 1024:.1f} MB".replace(".", ",")


def _decode(content: bytes, name: str) -> str:
    if content.startswith(b"PK\x03\x04"):
        return _read_word(content, name)
    seems = next((what for magic, what in _SEEMS if content.startswith(magic)), None)
    if seems is not None:
        raise Refused("text.binary", name=name, seems=seems, formats=FORMATS)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _without_nul(_decode_as("utf-16", content, name), name)
    if _seems_unmarked_utf16(content):
        raise Refused("text.encoding", name=name, line=1, byte=content.index(0) + 1)
    control = len(content) - len(content.translate(None, _CONTROL))
    if b"\x00" in content or control > _MUCH_CONTROL * len(content):
        raise Refused("text.binary", name=name, seems=_BINARY, formats=FORMATS)
    return _decode_as("utf-8", content, name).removeprefix("\ufeff")


def _without_nul(text: str, name: str) -> str:
    """Refuse a text with a null character: no report has one, and PostgreSQL keeps none."""
    if "\0" in text:
        raise Refused("text.binary", name=name, seems=_BINARY, formats=FORMATS)
    return text


def _seems_unmarked_utf16(content: bytes) -> bool:
    half = max(len(content) // 2, 1)
    fewer, more = sorted(content[first::2].count(0) / half for first in (0, 1))
    return more > _MANY_NULS and fewer < _FEW_NULS


def _decode_as(encoding: str, content: bytes, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].decode(encoding, errors="ignore").count("\n") + 1
        raise Refused("text.encoding", name=name, line=line, byte=error.start + 1) from error


def _read_word(content: bytes, name: str) -> str:
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Refused("text.broken", name=name) from error
    names = {member.filename for member in members}
    if "word/document.xml" not in names:
        seems = (what for part, what in _INSIDE_ZIP if any(n.startswith(part) for n in names))
        raise Refused("text.binary", name=name, seems=next(seems, "ZIP"), formats=FORMATS)
    unpacked = sum(member.file_size for member in members)
    if unpacked > _LARGEST_UNPACKED:
        size, limit = megabytes(unpacked), megabytes(_LARGEST_UNPACKED)
        raise Refused("text.too-large", name=name, size=size, limit=limit)
    if is_marked_secret_word(content):
        raise Refused("text.secret", name=name)
    try:
        return docx.read_text(content)
    except Refused as refusal:
        raise Refused(refusal.code, **{**refusal.params, "name": name}) from refusal
