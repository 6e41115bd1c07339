"""A document tree as plain text, one block a paragraph: for tests and for the terminal."""

from __future__ import annotations

from bcd138.domain.document.tree import (
    Annex,
    Block,
    Closing,
    DocumentTitle,
    DocumentTree,
    Heading,
    Note,
    Paragraph,
    Table,
    TitleBlock,
    words,
)


def write(tree: DocumentTree) -> str:
    """Return the whole paper as text; table cells are parted by " | "."""
    return "\n".join(line for block in tree.blocks for line in _lines(block)) + "\n"


def _lines(block: Block) -> list[str]:  # noqa: PLR0911 - one answer for each kind of block
    match block:
        case TitleBlock():
            left = [block.superior, block.issuer, block.number]
            right = [block.national_title, block.motto, block.place_and_date]
            return [line for line in left + right if line]
        case DocumentTitle():
            return ["", block.type_name, block.subject, ""]
        case Heading():
            return [block.line]
        case Paragraph():
            return [words(block.runs)]
        case Note():
            return [f"[{block.text}]"]
        case Annex():
            return ["", block.number, block.title, block.attached]
        case Table():
            head = " | ".join(column.title for column in block.columns)
            return [head, *(" | ".join(words(cell) for cell in row.cells) for row in block.rows)]
        case Closing():
            signed = [*block.titles, block.below, block.name]
            return ["", "Nơi nhận:", *block.lines, "", *(line for line in signed if line)]
