"""A document as data: blocks that every writer (Word, web page, plain text) puts down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one face; a confirmed figure keeps the id of its data value."""

    text: str
    bold: bool = False
    italic: bool = False
    data_value: int | None = None


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """The head of a paper: who issues it, number, national title, place and date."""

    superior: str
    issuer: str
    number: str
    place_and_date: str
    national_title: str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    motto: str = "Độc lập - Tự do - Hạnh phúc"


@dataclass(frozen=True, slots=True)
class DocumentTitle:
    """The type of the paper and what it is about."""

    type_name: str
    subject: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is a part (I.), 2 a section (1.), 3 a point (a)."""

    level: Literal[1, 2, 3]
    number: str
    text: str

    @property
    def line(self) -> str:
        """Return number and words as they stand on the page."""
        return f"{self.number} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A visible remark to the reader of a draft, never part of what is reported."""

    text: str


@dataclass(frozen=True, slots=True)
class Annex:
    """The head of an annex, on a new page, with the paper it is attached to."""

    number: str
    title: str
    attached: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``width`` is in millimetres."""

    title: str
    width: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """A row: one tuple of runs per cell. A band is a group's name across all columns."""

    cells: tuple[tuple[Run, ...], ...]
    is_band: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row that every page repeats."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """The foot of a paper: to whom it goes at the left, who signs at the right.

    ``titles`` stand above the signature, ``below`` (a title in the state's own body)
    beneath it; an empty ``name`` leaves the line open.
    """

    recipients: tuple[str, ...]
    titles: tuple[str, ...]
    below: str
    name: str

    @property
    def lines(self) -> list[str]:
        """Return the recipients as the decree writes them: "- … ;", the last with "."."""
        ends = [";"] * (len(self.recipients) - 1) + ["."]
        return [f"- {name}{end}" for name, end in zip(self.recipients, ends, strict=True)]


Block = TitleBlock | DocumentTitle | Heading | Paragraph | Note | Annex | Table | Closing


@dataclass(frozen=True, slots=True)
class DocumentTree:
    """A whole paper, and what its file says about itself."""

    title: str
    author: str
    written_at: datetime
    blocks: tuple[Block, ...]


def words(runs: tuple[Run, ...]) -> str:
    """Return the text of ``runs``."""
    return "".join(run.text for run in runs)
