"""The file of Decree 30's numbers, read into a layout."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from bcd138.domain.document.layout import Body, Layout, Span, Style
from bcd138.formats.parameters import load_parameter

_NAME = "layout/decree_30_2020"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Range(_Strict):
    low: float
    high: float
    used: float


class _Style(_Strict):
    size: _Range
    bold: bool = False
    italic: bool = False
    upper: bool = False
    align: Literal["left", "center", "right", "justify"]


class _Page(_Strict):
    width: float
    height: float


class _Margins(_Strict):
    top: _Range
    bottom: _Range
    left: _Range
    right: _Range


class _Body(_Strict):
    first_line_indent: _Range
    gap: _Range
    line_spacing: _Range


class _Layout(_Strict):
    annex: str
    checked: bool
    font: str
    page: _Page
    margins: _Margins
    body: _Body
    styles: dict[str, _Style]


def load_layout(folder: Path, *, on: date) -> Layout:
    """Return the layout in force on the day ``on``.

    Args:
        folder: The catalogues.
        on: The day the paper is written.

    Raises:
        ValueError: The file has another shape, nothing is in force on that day, or what
            it uses lies outside the decree's range.
    """
    parameter = load_parameter(folder, _NAME, on=on)
    if parameter is None:
        raise ValueError(f"{_NAME}: chưa có hiệu lực / not in force: {on}")
    given = _Layout.model_validate(parameter.value)
    layout = Layout(
        source=parameter.source,
        annex=given.annex,
        checked=given.checked,
        font=given.font,
        width=given.page.width,
        height=given.page.height,
        margin_top=_span(given.margins.top),
        margin_bottom=_span(given.margins.bottom),
        margin_left=_span(given.margins.left),
        margin_right=_span(given.margins.right),
        body=Body(
            _span(given.body.first_line_indent),
            _span(given.body.gap),
            _span(given.body.line_spacing),
        ),
        styles={name: _style(style) for name, style in given.styles.items()},
    )
    if layout.faults():
        raise ValueError(f"{_NAME}: ngoài khoảng cho phép / outside the range: {layout.faults()}")
    return layout


def _span(given: _Range) -> Span:
    return Span(given.low, given.high, given.used)


def _style(given: _Style) -> Style:
    return Style(_span(given.size), given.bold, given.italic, given.upper, given.align)
