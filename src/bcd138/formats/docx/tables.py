"""Tables in Word: ruled ones for figures, borderless ones for the head and the foot."""

from __future__ import annotations

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from bcd138.domain.document.tree import Row, Run, Table
from bcd138.formats.docx.markup import paragraph, tag, twips
from bcd138.formats.docx.styles import NAMES

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_CELL_MARGIN_MM = 1.2


def ruled(table: Table) -> Element:
    """Return a table with lines; its header row is repeated and no row is split."""
    widths = [column.width for column in table.columns]
    head = [
        _cell(width, [_centred(Run(column.title, bold=True))], fill="E7E6E6")
        for width, column in zip(widths, table.columns, strict=True)
    ]
    rows = [_row(head, is_header=True)]
    rows += [_ruled_row(row, table) for row in table.rows]
    borders = [tag(side, val="single", sz=4, space=0, color="000000") for side in _SIDES]
    return _table(widths, rows, borders, margin=_CELL_MARGIN_MM, caption=table.caption)


def borderless(widths: list[float], rows: list[list[list[Element]]]) -> Element:
    """Return a table without lines: of each cell its paragraphs."""
    made = [
        _row([_cell(width, cell) for width, cell in zip(widths, row, strict=True)]) for row in rows
    ]
    return _table(widths, made, [tag(side, val="nil") for side in _SIDES], margin=1, caption="")


def _ruled_row(row: Row, table: Table) -> Element:
    style = NAMES["table"].id
    if row.is_band:
        width = sum(column.width for column in table.columns)
        settings = (tag("keepNext"),)
        band = [paragraph(style, *row.cells[0], settings=settings)]
        return _row([_cell(width, band, span=len(table.columns), fill="F5F5F5")])
    cells = []
    for column, runs in zip(table.columns, row.cells, strict=True):
        place = (tag("jc", val=column.align),)
        cells.append(_cell(column.width, [paragraph(style, *runs, settings=place)]))
    return _row(cells)


def _centred(run: Run) -> Element:
    return paragraph(NAMES["table"].id, run, settings=(tag("keepNext"), tag("jc", val="center")))


def _cell(width: float, content: list[Element], *, span: int = 1, fill: str = "") -> Element:
    settings = [tag("tcW", w=twips(width), type="dxa")]
    if span > 1:
        settings.append(tag("gridSpan", val=span))
    if fill:
        settings.append(tag("shd", val="clear", color="auto", fill=fill))
        settings.append(tag("vAlign", val="center"))
    return tag("tc", tag("tcPr", *settings), *content)


def _row(cells: list[Element], *, is_header: bool = False) -> Element:
    settings = [tag("cantSplit"), *([tag("tblHeader")] if is_header else [])]
    return tag("tr", tag("trPr", *settings), *cells)


def _table(
    widths: list[float], rows: list[Element], borders: list[Element], *, margin: float, caption: str
) -> Element:
    margins = [tag(side, w=twips(margin), type="dxa") for side in ("left", "right")]
    settings = [
        tag("tblW", w=sum(twips(width) for width in widths), type="dxa"),
        tag("jc", val="center"),
        tag("tblBorders", *borders),
        tag("tblLayout", type="fixed"),
        tag("tblCellMar", *margins),
        *([tag("tblCaption", val=caption)] if caption else []),
    ]
    grid = [tag("gridCol", w=twips(width)) for width in widths]
    return tag("tbl", tag("tblPr", *settings), tag("tblGrid", *grid), *rows)
