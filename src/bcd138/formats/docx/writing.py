"""Writing a document tree as a Word file that is the same bytes for the same tree."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.shared import Mm

from bcd138.domain.document.layout import Layout
from bcd138.domain.document.tree import Closing, DocumentTree
from bcd138.formats.docx.blocks import elements
from bcd138.formats.docx.markup import field, tag
from bcd138.formats.docx.styles import NAMES, style_sheet

_DROPPED = {
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
    RELATION.CUSTOM_XML,
    RELATION.EXTENDED_PROPERTIES,
    RELATION.FONT_TABLE,
    RELATION.NUMBERING,
    RELATION.THEME,
    RELATION.THUMBNAIL,
    RELATION.WEB_SETTINGS,
}
_HEADER_MM = 10
_WORD_2013 = "15"


def write(tree: DocumentTree, layout: Layout) -> bytes:
    """Return ``tree`` as a Word file that looks as ``layout`` says.

    The same tree gives the same bytes: no clock is read.
    """
    document = Document()
    _drop_parts(document)
    _replace(document.styles.element, style_sheet(layout))
    _replace(document.settings.element, _settings())
    _describe(document, tree)
    _set_page(document, layout)
    body = document.element.body
    for block, following in zip(tree.blocks, [*tree.blocks[1:], None], strict=True):
        made = elements(block, layout)
        if isinstance(following, Closing):
            _keep_with_next(made[-1])
        for element in made:
            body.insert(len(body) - 1, element)
    if len(body) > 1 and body[-2].tag == qn("w:tbl"):
        body.insert(len(body) - 1, tag("p"))
    kept = BytesIO()
    document.save(kept)
    return _same_bytes(kept.getvalue())


def _keep_with_next(paragraph: Element) -> None:
    """Let the last paragraph stand with the signature, which is never alone on a page."""
    for setting in (tag("keepLines"), tag("keepNext")):
        paragraph.pPr.insert(1, setting)


def _drop_parts(document: WordDocument) -> None:
    """Leave out what the blank document brings along: a picture, a theme, lists."""
    for rels in (document.part.rels, document.part.package.rels):
        for key, relation in list(rels.items()):
            if relation.reltype in _DROPPED:
                del rels[key]


def _replace(element: Element, children: list[Element]) -> None:
    for child in list(element):
        element.remove(child)
    for child in children:
        element.append(child)


def _settings() -> list[Element]:
    compatible = tag(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=_WORD_2013,
    )
    return [
        tag("zoom", percent=100),
        tag("defaultTabStop", val=720),
        tag("characterSpacingControl", val="doNotCompress"),
        tag("compat", compatible),
        tag("themeFontLang", val="vi-VN"),
        tag("decimalSymbol", val=","),
        tag("listSeparator", val=";"),
    ]


def _describe(document: WordDocument, tree: DocumentTree) -> None:
    about = document.core_properties
    about.title, about.author, about.last_modified_by = tree.title[:255], tree.author[:255], ""
    about.language, about.comments, about.keywords = "vi-VN", "", ""
    moment = tree.written_at.replace(tzinfo=None, microsecond=0)
    about.created = about.modified = moment
    about.revision = 1


def _set_page(document: WordDocument, layout: Layout) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(layout.width), Mm(layout.height)
    section.top_margin = Mm(layout.margin_top.used)
    section.bottom_margin = Mm(layout.margin_bottom.used)
    section.left_margin = Mm(layout.margin_left.used)
    section.right_margin = Mm(layout.margin_right.used)
    section.header_distance = section.footer_distance = Mm(_HEADER_MM)
    section.different_first_page_header_footer = True
    first = section.first_page_header
    first.is_linked_to_previous = False
    header = section.header
    header.is_linked_to_previous = False
    number = header.paragraphs[0]
    number.style = document.styles[NAMES["page_number"].name]
    for run in field("PAGE"):
        number.paragraph_format.element.append(run)


def _same_bytes(content: bytes) -> bytes:
    """Pack again without the moment of packing."""
    kept = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(kept, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return kept.getvalue()
