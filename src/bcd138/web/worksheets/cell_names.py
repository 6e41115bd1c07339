"""What the cells of a form are called where a person chooses one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bcd138.domain.data_set import DataSet, Row, Section


@dataclass(frozen=True, slots=True)
class CellName:
    """A cell by its number on paper and its words: "I.1.4", "Trộm cắp tài sản"."""

    key: str
    number: str
    words: str

    def __str__(self) -> str:
        return f"{self.number} {self.words}"


def cell_names(form: DataSet) -> Mapping[str, CellName]:
    """Return the name of every cell by its key, in the order of the paper form.

    A label that several rows have says also what it stands under.
    """
    labels = Counter(row.label for section in form.sections for row in section.rows)
    found: dict[str, CellName] = {}
    for section in form.sections:
        for row in section.rows:
            words = row.label
            if labels[row.label] > 1:
                words = f"{row.label} ({_above(section, row)})"
            for cell in row.cells:
                if cell is not None:
                    part = f" – {cell.option.name}" if cell.option is not None else ""
                    number = f"{section.number}.{row.number}"
                    found[cell.key] = CellName(cell.key, number, f"{words}{part}")
    return found


def _above(section: Section, row: Row) -> str:
    above = row.number.rpartition(".")[0]
    parent = next((each for each in section.rows if above and each.number == above), None)
    return parent.label if parent is not None else section.title
