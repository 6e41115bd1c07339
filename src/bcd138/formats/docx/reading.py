"""Reading the text of a Word file, with bounds on what a file may do to us."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from bcd138.domain.errors import Refused

MOST_BYTES = 50 * 1024 * 1024
MOST_RATIO = 200
_DEEPEST_TABLE = 20

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_BOX = qn("w:txbxContent")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {_FALLBACK, qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:instrText")}
_WRITTEN = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}


def read_text(content: bytes) -> str:
    """Return the text of a Word file in document order.

    A paragraph is a line. A table row is a line, its cells parted by tabs (a cell that
    spans columns is followed by that many empty ones); rows of a table inside a cell
    follow the row that holds it. A row of one cell is read as if there were no table.
    Page headers, footers, notes and deleted text are left out.

    Raises:
        Refused: ``text.broken`` (no Word file, encrypted, or larger inside than any
            report) or ``text.macros``.
    """
    _check_package(content)
    try:
        body = Document(BytesIO(content)).element.body
    except Exception as error:
        raise Refused("text.broken") from error
    return "\n".join(_lines(body, 0))


def _check_package(content: bytes) -> None:
    try:
        with ZipFile(BytesIO(content)) as package:
            entries = package.infolist()
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise Refused("text.broken") from error
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > MOST_BYTES or unpacked > MOST_RATIO * max(packed, 1):
        raise Refused("text.broken")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("text.broken")
    if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
        raise Refused("text.macros")


def _lines(container: Element, depth: int) -> Iterator[str]:
    if depth > _DEEPEST_TABLE:
        raise Refused("text.broken")
    for element in container.iterchildren():
        if element.tag == _PARAGRAPH:
            yield "".join(_pieces(element)).rstrip(" \t")
            for box in _boxes(element):
                yield from _lines(box, depth + 1)
        elif element.tag == _TABLE:
            yield from _rows(element, depth)
        elif element.tag not in _SKIPPED:
            yield from _lines(element, depth)


def _rows(table: Element, depth: int) -> Iterator[str]:
    for row in _found(table, _ROW):
        cells = list(_found(row, _CELL))
        if len(cells) == 1:
            yield from _lines(cells[0], depth + 1)
            continue
        yield "\t".join(_cells(cells, depth)).rstrip("\t")
        for cell in cells:
            for inner in _found(cell, _TABLE):
                yield from _rows(inner, depth + 1)


def _cells(cells: list[Element], depth: int) -> Iterator[str]:
    if depth > _DEEPEST_TABLE:
        raise Refused("text.broken")
    for cell in cells:
        texts = ("".join(_pieces(paragraph)) for paragraph in _found(cell, _PARAGRAPH))
        yield " ".join(word for text in texts for word in text.split())
        yield from [""] * (_columns_spanned(cell) - 1)


def _columns_spanned(cell: Element) -> int:
    spans = cell.xpath("./w:tcPr/w:gridSpan/@w:val")
    return min(int(spans[0]), 63) if spans and spans[0].isdigit() else 1


def _found(element: Element, tag: str) -> Iterator[Element]:
    """Yield the nearest descendants with ``tag``, through content controls and the like."""
    for child in element.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag not in _SKIPPED and child.tag not in {_TABLE, _PARAGRAPH}:
            yield from _found(child, tag)


def _pieces(element: Element) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _WRITTEN:
            yield _WRITTEN[child.tag]
        elif child.tag not in _SKIPPED and child.tag != _BOX:
            yield from _pieces(child)


def _boxes(element: Element) -> Iterator[Element]:
    for child in element.iterchildren():
        if child.tag == _BOX:
            yield child
        elif child.tag not in _SKIPPED:
            yield from _boxes(child)
