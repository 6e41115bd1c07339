"""The columns of a worksheet: what each holds, and whose values."""

from __future__ import annotations

from dataclasses import dataclass

LABEL, NUMBER, UNIT, VALUE, OTHER = "label", "number", "unit", "value", "other"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its role, whose values it holds, and the part or kind its head names.

    ``whose`` is ``this`` where the values are of the period, else ``last``, ``same``,
    ``cumulative``, ``compare``, ``plan``, ``note``, ``option`` or ``unknown``; ``sure`` where the
    head says so in as many words.
    """

    place: int
    role: str
    head: str = ""
    whose: str = ""
    sure: bool = False
    option: str = ""
    kind: str = ""

    @property
    def may_hold_values(self) -> bool:
        """Tell whether a person may choose the column as the period's."""
        return self.role in {VALUE, OTHER} and self.whose != "note"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that have a role, the lines that hold heads, and where the table begins."""

    columns: tuple[Column, ...]
    head_lines: tuple[int, ...] = ()
    first_line: int = 1
    chosen: int | None = None

    def only(self, role: str) -> int | None:
        """Return the place of the one column with this role."""
        return next((each.place for each in self.columns if each.role == role), None)

    @property
    def values(self) -> tuple[Column, ...]:
        """Return the columns that hold totals of the period: one, or one a kind counted."""
        if self.chosen is not None:
            return tuple(each for each in self.columns if each.place == self.chosen)
        this = [each for each in self.columns if each.whose == "this"]
        for found in ([each for each in this if each.sure], this):
            kinds = {each.kind for each in found}
            if len(found) == 1 or (found and "" not in kinds and len(kinds) == len(found)):
                return tuple(found)
        return ()

    @property
    def options(self) -> tuple[Column, ...]:
        """Return the columns of parts that belong to the values."""
        return tuple(each for each in self.columns if each.whose == "option")

    @property
    def numeric(self) -> tuple[Column, ...]:
        """Return every column that may be chosen as the period's."""
        return tuple(each for each in self.columns if each.may_hold_values)
