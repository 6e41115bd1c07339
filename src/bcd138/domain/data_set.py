"""A data set: the form that a unit fills in for a period, as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from bcd138.domain.vietnamese.text import fold

TOTAL = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One way a count is broken down: ``sex.female``, "Nữ"."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Category:
    """A breakdown: its options, and whether they make up the whole.

    The parts of an exhaustive one add up to the total; of another they stay at or below it.
    """

    code: str
    name: str
    options: tuple[Option, ...]
    is_exhaustive: bool = True


@dataclass(frozen=True, slots=True)
class Measure:
    """What a row of a form counts, as the catalogue defines it on the day of the period.

    ``numerator`` and ``denominator`` are codes where the value is computed from two others,
    times ``factor``. ``places`` is how many decimals an officer may write.
    """

    code: str
    name: str
    unit: str
    value_type: str = "count"
    direction: str = "neutral"
    numerator: str = ""
    denominator: str = ""
    factor: int = 1
    across_units: str = "sum"
    across_periods: str = "sum"

    @property
    def is_computed(self) -> bool:
        """Tell whether the value follows from two others and is never typed."""
        return self.value_type in {"ratio", "change"}

    @property
    def places(self) -> int:
        """Return how many decimals may be written: none of a count, two of money and weight."""
        return 0 if self.value_type in {"count", "rank"} else 2


@dataclass(frozen=True, slots=True)
class Cell:
    """One place for a figure: what is counted, and of which part.

    ``key`` is the code of the measure, with the option behind a colon where it is a part:
    ``drug_offenders:sex.female``. It is the same in every form, file and table.
    """

    measure: Measure
    option: Option | None = None

    @property
    def key(self) -> str:
        """Return the name of the cell that every form and file uses."""
        return cell_key(self.measure.code, self.option.code if self.option else TOTAL)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the form: its number on paper, its words, and a cell or none per column."""

    number: str
    label: str
    measure: Measure
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A table of the form: columns are the total first, then options of breakdowns."""

    number: str
    title: str
    columns: tuple[Option | None, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Narrative:
    """A part of the form written in words: results, difficulties, causes, proposals."""

    code: str
    title: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class FormRule:
    """A check that this form asks for beside those that hold for every form.

    ``kind`` is one of ``domain.validation``'s templates; ``left`` and ``right`` are cell
    keys whose sums are compared. ``other`` names another data set where it crosses forms;
    ``low`` and ``high`` are the ends of a range, both allowed.
    """

    code: str
    kind: str
    left: tuple[str, ...]
    right: tuple[str, ...] = ()
    severity: str = "explain"
    words: str = ""
    other: str = ""
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Reporters:
    """Who fills a form in: units of a level, or agencies whose names begin so."""

    level: str
    kind: str = "territory"
    names_begin: tuple[str, ...] = ()

    def include(self, level: str, kind: str, name: str) -> bool:
        """Tell whether a unit of this level, kind and name fills the form in."""
        if (level, kind) != (self.level, self.kind):
            return False
        if not self.names_begin:
            return True
        folded = fold(name)
        return any(folded.startswith(fold(one)) for one in self.names_begin)


@dataclass(frozen=True)
class DataSet:
    """One version of a form, in force from ``valid_from`` on."""

    code: str
    name: str
    regime: str
    period_type: str
    reporters: Reporters
    sections: tuple[Section, ...]
    valid_from: date
    narratives: tuple[Narrative, ...] = ()
    rules: tuple[FormRule, ...] = ()
    categories: Mapping[str, Category] = field(default_factory=dict)
    source: str = ""
    article: str = ""
    checked: bool = False
    due_days: int | None = None
    guidance: str = ""

    @cached_property
    def cells(self) -> Mapping[str, Cell]:
        """Return every cell by its key, in the order of the paper form."""
        return {cell.key: cell for cell in _cells(self.sections)}

    @cached_property
    def entered(self) -> Mapping[str, Cell]:
        """Return the cells a person fills in: all but the computed ones."""
        return {key: cell for key, cell in self.cells.items() if not cell.measure.is_computed}

    def parts_of(self, code: str) -> Mapping[str, tuple[Cell, ...]]:
        """Return the cells of each breakdown of one measure, by category."""
        parts: dict[str, list[Cell]] = {}
        for cell in self.cells.values():
            if cell.measure.code == code and cell.option is not None:
                parts.setdefault(category_of(cell.option.code), []).append(cell)
        return {code: tuple(cells) for code, cells in parts.items()}


def cell_key(measure: str, option: str = TOTAL) -> str:
    """Return the key of the cell of ``measure``, or of one of its parts."""
    return f"{measure}:{option}" if option else measure


def split_key(key: str) -> tuple[str, str]:
    """Return the measure and the option that a cell key names."""
    measure, _, option = key.partition(":")
    return measure, option


def category_of(option: str) -> str:
    """Return the breakdown to which an option such as ``sex.female`` belongs."""
    return option.partition(".")[0]


def _cells(sections: Iterable[Section]) -> Iterable[Cell]:
    for section in sections:
        for row in section.rows:
            yield from (cell for cell in row.cells if cell is not None)
