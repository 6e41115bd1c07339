"""Small pieces of WordprocessingML: elements, lengths, runs, paragraphs."""

from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from bcd138.domain.document.tree import Run

_TWIPS_PER_MM = 1440 / 25.4


def tag(name: str, /, *children: Element, **attributes: str | int) -> Element:
    """Return ``<w:name w:attribute="…">`` with ``children``."""
    element = OxmlElement(f"w:{name}", attrs={qn(f"w:{k}"): str(v) for k, v in attributes.items()})
    for child in children:
        element.append(child)
    return element


def twips(millimetres: float) -> int:
    """Return a length as Word counts it: 1.440 to the inch."""
    return round(millimetres * _TWIPS_PER_MM)


def points(size: float) -> int:
    """Return a gap in points as Word counts it: 20 to the point."""
    return round(size * 20)


def half_points(size: float) -> int:
    """Return a font size as Word counts it: 2 to the point."""
    return round(size * 2)


def text_run(run: Run) -> Element:
    """Return a run of text; its spaces are kept, and a percentage stays on one line."""
    text = tag("t")
    text.text = run.text.replace(" %", "\u00a0%")
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    faces = [tag(face) for face, is_on in (("b", run.bold), ("i", run.italic)) if is_on]
    return tag("r", *([tag("rPr", *faces)] if faces else []), text)


def paragraph(style: str, *runs: Run, settings: tuple[Element, ...] = ()) -> Element:
    """Return a paragraph; ``settings`` come after its style, in the schema's order."""
    head = tag("pPr", tag("pStyle", val=style), *settings)
    return tag("p", head, *(text_run(run) for run in runs if run.text))


def drawn_line(width: float, within: float, *, above: float = 0) -> Element:
    """Return a solid line of ``width`` mm, centred ``within`` so many mm."""
    side = twips(max(0.0, (within - width) / 2))
    border = tag("top", val="single", sz=6, space=1, color="000000")
    return paragraph(
        "Line",
        settings=(
            tag("pBdr", border),
            tag("spacing", before=points(above), after=0, line=60, lineRule="exact"),
            tag("ind", left=side, right=side),
        ),
    )


def field(instruction: str) -> list[Element]:
    """Return the runs of a field such as PAGE."""
    words = tag("instrText")
    words.text = instruction
    return [
        tag("r", tag("fldChar", fldCharType="begin")),
        tag("r", words),
        tag("r", tag("fldChar", fldCharType="separate")),
        text_run(Run("2")),
        tag("r", tag("fldChar", fldCharType="end")),
    ]
