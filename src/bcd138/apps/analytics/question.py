"""A question over totals: whose, of what, for when, in which borders and set against what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bcd138.domain.period import Period


class Against(StrEnum):
    """What a total is set against.

    ``AVERAGE`` is of the same period of the years before, ``YEAR`` the same period of one
    chosen year, ``PEERS`` the average of the other rows, ``UNIT`` one chosen unit.
    """

    NOTHING = ""
    LAST_YEAR = "last_year"
    BEFORE = "before"
    AVERAGE = "average"
    YEAR = "year"
    TARGET = "target"
    UNIT = "unit"
    PEERS = "peers"


class Down(StrEnum):
    """What stands in the rows; the others stand in the columns."""

    UNITS = "units"
    INDICATORS = "indicators"


@dataclass(frozen=True, slots=True)
class Base:
    """What is compared with: ``years`` counts those of an average or names the one year."""

    against: Against = Against.NOTHING
    years: int = 0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Sort:
    """The order of the rows: by one aspect of a column, or as the register has them.

    ``aspect`` is ``value``, ``base``, ``difference``, ``percent``, ``rate``,
    ``rank`` or ``reported``.
    """

    column: int = 0
    aspect: str = ""
    is_descending: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question over totals, as the address of a page, a file or a saved view asks it.

    Attributes:
        units: Codes. One alone stands above the units of level ``below``; several are peers.
        indicators: Codes, in the order of the columns.
        periods: In the order of their days.
        on: The day whose borders hold.
        below: The level of the units in the rows under a unit alone; empty for none.
        level: The level whose figures are added up; empty for the units' own figures.
        base: What each total is set against.
        breakdown: The code of a breakdown whose parts stand beside the whole; empty for none.
        per_100k: Whether counts are shown per 100,000 people too.
        is_ranked: Whether the rank of each unit stands beside its totals.
        down: What stands in the rows.
        sort: The order of the rows.
    """

    units: tuple[str, ...]
    indicators: tuple[str, ...]
    periods: tuple[Period, ...]
    on: date
    below: str = ""
    level: str = ""
    base: Base = Base()
    breakdown: str = ""
    per_100k: bool = False
    is_ranked: bool = False
    down: Down = Down.UNITS
    sort: Sort = Sort()

    @property
    def top(self) -> str:
        """Return the unit that stands above the rows; empty where several are peers."""
        return self.units[0] if len(self.units) == 1 else ""
