"""What a drawing engine made, rebuilt from known elements and attributes alone.

Nothing is kept that runs, styles or loads. Links lead where they were meant to and nowhere
else: the engine sees only a number, and each is looked up again here.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from bcd138.formats.chart_frame import OUR_HOST, Links

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_ELEMENTS = frozenset({"g", "path", "line", "rect", "circle", "text", "tspan", "a"})
_ATTRIBUTES = frozenset(
    {
        "d",
        "transform",
        "x",
        "x1",
        "x2",
        "y",
        "y1",
        "y2",
        "width",
        "height",
        "fill",
        "fill-opacity",
        "stroke",
        "stroke-width",
        "stroke-dasharray",
        "stroke-miterlimit",
        "stroke-opacity",
        "text-anchor",
        "font-family",
        "font-size",
        "font-weight",
        "opacity",
    }
)


def clean_svg(drawn: str, *, links: Links = (), title: str = "", told: str = "") -> str:
    """Return a drawing as one element of a page.

    Args:
        drawn: The SVG of the engine.
        links: Where each link leads and what it is called, in the order of their numbers.
        title: What the drawing is called.
        told: What it shows, in words.
    """
    source = ET.fromstring(drawn)  # noqa: S314 - our own engine made it
    made = ET.Element("svg", {"xmlns": _SVG[1:-1], "viewBox": source.get("viewBox", "0 0 1 1")})
    made.set("class", "drawn-chart")
    made.set("width", source.get("width", ""))
    made.set("height", source.get("height", ""))
    # A drawing that one may press into is a group: what is in an image cannot be reached.
    made.set("role", "group" if links else "img")
    made.set("aria-label", title)
    ET.SubElement(made, "title").text = title
    ET.SubElement(made, "desc").text = told
    for child in source:
        _copy(child, made, links)
    return ET.tostring(made, encoding="unicode")


def _copy(source: ET.Element, into: ET.Element, links: Links) -> None:
    name = source.tag.removeprefix(_SVG)
    if name not in _ELEMENTS or _is_unseen(source):
        return
    if name == "a":
        made = _linked(source, into, links)
    else:
        kept = {key: value for key, value in source.attrib.items() if key in _ATTRIBUTES}
        made = ET.SubElement(into, name, kept)
    made.text = (source.text or "").strip() or None
    for child in source:
        _copy(child, made, links)
    if name == "g" and not len(made):
        into.remove(made)


def _linked(source: ET.Element, into: ET.Element, links: Links) -> ET.Element:
    number = source.get(_LINK, "").removeprefix(OUR_HOST)
    if not number.isdecimal() or int(number) >= len(links):
        return ET.SubElement(into, "g")
    href, words = links[int(number)]
    made = ET.SubElement(into, "a", {"href": href, "aria-label": words})
    ET.SubElement(made, "title").text = words
    return made


def _is_unseen(source: ET.Element) -> bool:
    """Tell whether an element draws nothing: the engine writes many of those."""
    hidden = source.get("opacity") == "0" or source.get("display") == "none"
    empty = source.tag == f"{_SVG}path" and source.get("d") in {"", "M0,0h0v0h0Z"}
    return hidden or empty
