"""Each kind of block of a document tree as it stands in Word."""

from __future__ import annotations

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from bcd138.domain.document.layout import Layout
from bcd138.domain.document.tree import (
    Annex,
    Block,
    Closing,
    DocumentTitle,
    Heading,
    Note,
    Paragraph,
    Run,
    Table,
    TitleBlock,
)
from bcd138.formats.docx.markup import drawn_line, paragraph, tag
from bcd138.formats.docx.styles import NAMES
from bcd138.formats.docx.tables import borderless, ruled

_LEFT_SHARE = 0.43  # the national title needs the wider right half to stand on one line
_LETTER_SHARE = 0.7  # of a capital's width to its height in points, near enough for a line
_MOTTO_SHARE = 4.45  # millimetres of the motto's length for each point of its size
_MM_PER_POINT = 25.4 / 72
_SIGNATURE_LINES = 4


def elements(block: Block, layout: Layout) -> list[Element]:  # noqa: PLR0911 - one answer per kind
    """Return the Word elements of ``block``."""
    match block:
        case TitleBlock():
            return _title_block(block, layout)
        case DocumentTitle():
            return _document_title(block, layout)
        case Heading():
            return [_styled(f"heading_{block.level}", block.line, layout)]
        case Paragraph():
            return [paragraph(NAMES["body"].id, *block.runs)]
        case Note():
            return [_styled("note", block.text, layout)]
        case Annex():
            return _annex(block, layout)
        case Table():
            return [ruled(block)]
        case Closing():
            return _closing(block, layout)


def _styled(name: str, text: str, layout: Layout, *settings: Element) -> Element:
    words = text.upper() if layout.styles[name].upper else text
    return paragraph(NAMES[name].id, Run(words), settings=settings)


def _title_block(block: TitleBlock, layout: Layout) -> list[Element]:
    left = layout.text_width * _LEFT_SHARE
    right = layout.text_width - left
    issued = [
        *([_styled("superior", block.superior, layout)] if block.superior else []),
        _styled("issuer", block.issuer, layout),
        drawn_line(_line_below(block.issuer, layout, "issuer", left), left, above=2),
    ]
    motto = layout.styles["motto"].size.used * _MOTTO_SHARE
    nation = [
        _styled("national_title", block.national_title, layout),
        _styled("motto", block.motto, layout),
        drawn_line(motto, right, above=2),
    ]
    numbered = [_styled("number", block.number, layout)]
    dated = [_styled("place_and_date", block.place_and_date, layout)]
    return [borderless([left, right], [[issued, nation], [numbered, dated]]), paragraph("Line")]


def _line_below(text: str, layout: Layout, style: str, within: float) -> float:
    """Return 2/5 of the text's length, between the decree's 1/3 and 1/2."""
    size = layout.styles[style].size.used
    return 0.4 * min(len(text) * size * _LETTER_SHARE * _MM_PER_POINT, within)


def _document_title(block: DocumentTitle, layout: Layout) -> list[Element]:
    return [
        _styled("type_name", block.type_name, layout),
        _styled("subject", block.subject, layout),
        drawn_line(layout.text_width * 0.35, layout.text_width, above=4),
    ]


def _annex(block: Annex, layout: Layout) -> list[Element]:
    attached = (tag("spacing", before=0, after=120), tag("jc", val="center"))
    return [
        _styled("annex_number", block.number, layout, tag("pageBreakBefore")),
        _styled("annex_title", block.title, layout),
        paragraph(
            "Normal", Run(block.attached, italic=True), settings=(tag("keepNext"), *attached)
        ),
    ]


def _closing(block: Closing, layout: Layout) -> list[Element]:
    left = layout.text_width * 0.5
    recipients = [
        _styled("recipients_lead", "Nơi nhận:", layout),
        *(_styled("recipients", line, layout) for line in block.lines),
    ]
    lines = [*block.titles, *[""] * _SIGNATURE_LINES, block.below, block.name or "…" * 12]
    signed = [_styled("signatory", line, layout) for line in lines]
    gap = paragraph("Normal", settings=(tag("keepNext"),))
    table = borderless([left, layout.text_width - left], [[recipients, signed]])
    return [gap, table]
