"""The layout of administrative papers: Decree 30's numbers, and its rules of writing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bcd138.domain.rules import rule

_LAST_PADDED_MONTH = 2


@dataclass(frozen=True, slots=True)
class Span:
    """What the decree allows, both ends included, and what we use of it."""

    low: float
    high: float
    used: float

    @property
    def holds(self) -> bool:
        """Return whether what we use is allowed."""
        return self.low <= self.used <= self.high


@dataclass(frozen=True, slots=True)
class Style:
    """How one component looks."""

    size: Span
    bold: bool
    italic: bool
    upper: bool
    align: Literal["left", "center", "right", "justify"]


@dataclass(frozen=True, slots=True)
class Body:
    """How paragraphs of the body stand; lengths in millimetres, gaps in points."""

    first_line_indent: Span
    gap: Span
    line_spacing: Span


@dataclass(frozen=True, slots=True)
class Layout:
    """Every number of the decree that a writer or a checker needs; lengths in millimetres.

    ``checked`` is false while nobody has compared them with the official text.
    """

    source: str
    annex: str
    checked: bool
    font: str
    width: float
    height: float
    margin_top: Span
    margin_bottom: Span
    margin_left: Span
    margin_right: Span
    body: Body
    styles: dict[str, Style]

    @property
    def text_width(self) -> float:
        """Return the width between the margins."""
        return self.width - self.margin_left.used - self.margin_right.used

    def spans(self) -> dict[str, Span]:
        """Return every allowed range by name, so that a checker can go through them."""
        return {
            "margin_top": self.margin_top,
            "margin_bottom": self.margin_bottom,
            "margin_left": self.margin_left,
            "margin_right": self.margin_right,
            "first_line_indent": self.body.first_line_indent,
            "gap": self.body.gap,
            "line_spacing": self.body.line_spacing,
        } | {f"{name}.size": style.size for name, style in self.styles.items()}

    def faults(self) -> list[str]:
        """Return the names of what is used outside the decree's range."""
        return [name for name, span in self.spans().items() if not span.holds]


@rule("decree30-number-and-symbol", "30/2020/NĐ-CP", article="Phụ lục I", checked=False)
def number_and_symbol(number: int | None, symbol: str) -> str:
    """Return "Số: 05/BC-BCĐ": a number under 10 gets a leading zero.

    A draft has no number yet; a space is left for it.

    Source: Phụ lục I, Nghị định 30/2020/NĐ-CP, on number and symbol.
    """
    written = " " * 8 if number is None else f"{number:02d}"
    return f"Số: {written}/{symbol}"


@rule("decree30-place-and-date", "30/2020/NĐ-CP", article="Phụ lục I", checked=False)
def place_and_date(place: str, on: date) -> str:
    """Return "Cao Bằng, ngày 05 tháng 01 năm 2020".

    Days under 10 and months 1 and 2 get a leading zero, other months none, so that
    nobody can write a digit in front: "ngày 12 tháng 3 năm 2019".

    Source: Phụ lục I, Nghị định 30/2020/NĐ-CP, on place and date.
    """
    day, month = _padded(on)
    return f"{place}, ngày {day} tháng {month} năm {on.year}"


def short_date(on: date) -> str:
    """Return a date inside a paper's text with the same leading zeros: "22/01/2024"."""
    day, month = _padded(on)
    return f"{day}/{month}/{on.year}"


def _padded(on: date) -> tuple[str, str]:
    month = f"{on.month:02d}" if on.month <= _LAST_PADDED_MONTH else f"{on.month}"
    return f"{on.day:02d}", month
