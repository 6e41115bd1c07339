"""Faults of rows in words: each at its cell, in a list with links, and in a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bcd138.domain.org_unit import Register
from bcd138.domain.register_faults import Fault
from bcd138.domain.reorganisation import ActRow
from bcd138.web.reorganisations.words import cell_words, unit_words
from bcd138.web.templatetags.say import words_of

_NAMES_A_UNIT = {"unit", "parent", "successor", "children"}


@dataclass(frozen=True, slots=True)
class FaultLine:
    """A fault: the line and cell it stands at, and its words."""

    line: int | None
    column: str
    where: str
    words: str

    @property
    def anchor(self) -> str:
        """Return the id of the cell, or of the row where no cell is named."""
        if self.line is None:
            return ""
        return f"r{self.line}-{self.column}" if self.column else f"r{self.line}"


def fault_lines(
    faults: Iterable[Fault], rows: Sequence[ActRow], register: Register
) -> list[FaultLine]:
    """Put faults into words, units by their name, in the order of the rows."""
    names = {row.to: row.name for row in rows if row.to and row.name}
    cells = cell_words()
    said = [
        FaultLine(
            fault.row,
            fault.column,
            _where(fault, cells),
            words_of(fault.code, _named(fault, register, names)),
        )
        for fault in faults
    ]
    return sorted(dict.fromkeys(said), key=lambda one: (one.line is None, one.line or 0))


def by_line(found: Iterable[FaultLine]) -> dict[int, list[tuple[str, str]]]:
    """Return the cell and the words of every fault of each line."""
    lines: dict[int, list[tuple[str, str]]] = {}
    for one in found:
        if one.line is not None:
            lines.setdefault(one.line, []).append((one.column, one.words))
    return lines


def _where(fault: Fault, cells: dict[str, str]) -> str:
    if fault.row is None:
        return ""
    if fault.column in cells:
        return _("Dòng {n}, {cell}").format(n=fault.row, cell=cells[fault.column])
    return _("Dòng {n}").format(n=fault.row)


def _named(fault: Fault, register: Register, names: dict[str, str]) -> dict[str, object]:
    return {
        key: _unit(value, register, names) if key in _NAMES_A_UNIT else value
        for key, value in fault.params.items()
    }


def _unit(value: object, register: Register, names: dict[str, str]) -> object:
    if isinstance(value, list):
        return [_unit(one, register, names) for one in value]
    return unit_words(register, str(value), names)
