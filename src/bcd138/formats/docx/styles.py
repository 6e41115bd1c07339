"""The paragraph styles of a paper, made from the decree's layout."""

from __future__ import annotations

from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from bcd138.domain.document.layout import Layout, Style
from bcd138.formats.docx.markup import half_points, points, tag, twips

_JUSTIFY = {"left": "left", "center": "center", "right": "right", "justify": "both"}


@dataclass(frozen=True, slots=True)
class Named:
    """A style's id and name in Word, and how it stands: gaps in points."""

    id: str
    name: str
    before: float = 0
    after: float = 0
    is_indented: bool = False
    keeps_next: bool = False
    outline: int | None = None
    spaced: bool = False


NAMES = {
    "national_title": Named("QuocHieu", "Quốc hiệu"),
    "motto": Named("TieuNgu", "Tiêu ngữ"),
    "superior": Named("CoQuanChuQuan", "Cơ quan chủ quản"),
    "issuer": Named("CoQuanBanHanh", "Cơ quan ban hành"),
    "number": Named("SoKyHieu", "Số, ký hiệu", before=6),
    "place_and_date": Named("DiaDanhNgayThang", "Địa danh, ngày tháng", before=6),
    "type_name": Named("Title", "Title", before=18, keeps_next=True),
    "subject": Named("Subtitle", "Subtitle", keeps_next=True),
    "body": Named("BodyText", "Body Text", is_indented=True, spaced=True),
    "heading_1": Named(
        "Heading1", "heading 1", is_indented=True, spaced=True, keeps_next=True, outline=0
    ),
    "heading_2": Named(
        "Heading2", "heading 2", is_indented=True, spaced=True, keeps_next=True, outline=1
    ),
    "heading_3": Named(
        "Heading3", "heading 3", is_indented=True, spaced=True, keeps_next=True, outline=2
    ),
    "signatory": Named("NguoiKy", "Người ký", keeps_next=True),
    "recipients_lead": Named("NoiNhan", "Nơi nhận", keeps_next=True),
    "recipients": Named("DanhSachNoiNhan", "Danh sách nơi nhận", keeps_next=True),
    "annex_number": Named("PhuLuc", "Phụ lục", keeps_next=True, outline=0),
    "annex_title": Named("TenPhuLuc", "Tên phụ lục", after=6, keeps_next=True),
    "page_number": Named("Header", "header"),
    "table": Named("ChuTrongBang", "Chữ trong bảng", before=1, after=1),
    "note": Named("GhiChuBanNhap", "Ghi chú bản nháp", spaced=True),
}


def style_sheet(layout: Layout) -> list[Element]:
    """Return everything below ``w:styles``: defaults, Word's own, and ours."""
    return [
        _defaults(layout),
        _own("paragraph", "Normal", "Normal", is_default=True),
        _own("character", "DefaultParagraphFont", "Default Paragraph Font", is_default=True),
        _table_normal(),
        _own("numbering", "NoList", "No List", is_default=True),
        _line_style(),
        *(_style(name, style, layout) for name, style in layout.styles.items()),
    ]


def _defaults(layout: Layout) -> Element:
    fonts = tag("rFonts", **dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), layout.font))
    size = half_points(layout.styles["body"].size.used)
    language = tag("lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA")
    face = tag("rPr", fonts, tag("sz", val=size), tag("szCs", val=size), language)
    spacing = tag("spacing", before=0, after=0, line=240, lineRule="auto")
    paragraph = tag("pPr", tag("widowControl"), spacing)
    return tag("docDefaults", tag("rPrDefault", face), tag("pPrDefault", paragraph))


def _own(kind: str, style_id: str, name: str, *, is_default: bool) -> Element:
    return tag("style", tag("name", val=name), type=kind, default=int(is_default), styleId=style_id)


def _table_normal() -> Element:
    sides = [tag(side, w=width, type="dxa") for side, width in _NORMAL_CELL]
    style = _own("table", "TableNormal", "Normal Table", is_default=True)
    style.append(tag("tblPr", tag("tblInd", w=0, type="dxa"), tag("tblCellMar", *sides)))
    return style


_NORMAL_CELL = (("top", 0), ("left", 0), ("bottom", 0), ("right", 0))


def _line_style() -> Element:
    style = tag("style", type="paragraph", customStyle=1, styleId="Line")
    for child in (tag("name", val="Đường kẻ"), tag("basedOn", val="Normal"), tag("qFormat")):
        style.append(child)
    style.append(tag("rPr", tag("sz", val=4), tag("szCs", val=4)))
    return style


def _style(name: str, style: Style, layout: Layout) -> Element:
    named = NAMES[name]
    built_in = named.id in {"Title", "Subtitle", "BodyText", "Header"} or "Heading" in named.id
    kind = {} if built_in else {"customStyle": 1}
    return tag(
        "style",
        tag("name", val=named.name),
        tag("basedOn", val="Normal"),
        tag("next", val="BodyText" if named.keeps_next else named.id),
        tag("qFormat"),
        _paragraph_part(named, style, layout),
        _face(style),
        type="paragraph",
        styleId=named.id,
        **kind,
    )


def _paragraph_part(named: Named, style: Style, layout: Layout) -> Element:
    body = layout.body
    parts = [tag("keepNext")] if named.keeps_next else []
    parts.append(tag("widowControl"))
    if named.id == "GhiChuBanNhap":
        parts.append(tag("shd", val="clear", color="auto", fill="EDEDED"))
    before, after = (body.gap.used, 0.0) if named.spaced else (named.before, named.after)
    line = round(240 * body.line_spacing.used) if named.spaced else 240
    parts.append(
        tag("spacing", before=points(before), after=points(after), line=line, lineRule="auto")
    )
    if named.is_indented:
        parts.append(tag("ind", firstLine=twips(body.first_line_indent.used)))
    parts.append(tag("jc", val=_JUSTIFY[style.align]))
    if named.outline is not None:
        parts.append(tag("outlineLvl", val=named.outline))
    return tag("pPr", *parts)


def _face(style: Style) -> Element:
    faces = [tag(part) for part in ("b", "bCs") if style.bold]
    faces += [tag(part) for part in ("i", "iCs") if style.italic]
    size = half_points(style.size.used)
    color = tag("color", val="000000")
    return tag("rPr", *faces, color, tag("sz", val=size), tag("szCs", val=size))
