"""The rows of a request: typed into the grid, kept from before, pasted, or in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bcd138.domain.errors import Refused
from bcd138.domain.register_faults import Fault
from bcd138.domain.reorganisation import ActRow
from bcd138.formats.act_columns import CELLS
from bcd138.formats.act_sheet import LARGEST_FILE, ActSheet, read_act_file, read_pasted
from bcd138.web.reorganisations.kept import kept
from bcd138.web.requests import PageRequest
from bcd138.web.templatetags.say import words_of

_MOST_BLANK = 20


@dataclass(slots=True)
class Typed:
    """Rows in the order of their lines; what is wrong with the table or the file that came."""

    rows: tuple[ActRow, ...]
    pasted: str = ""
    pasted_faults: list[str] = field(default_factory=list)
    file_faults: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    from_sheet: bool = False
    blank: int = 0

    @property
    def has_faults(self) -> bool:
        """Tell whether the table or the file could not be taken."""
        return bool(self.pasted_faults or self.file_faults)


def typed_rows(request: PageRequest) -> Typed:
    """Return every row the request brings; a table that cannot be read stays in its box.

    Raises:
        Refused: ``reorganisation.rows-altered``.
    """
    data = request.POST
    before = kept(data["kept"]).rows if data.get("kept") else ()
    in_grid = list(_grid(request))
    typed = Typed(
        _in_order([*before, *in_grid]),
        data.get("pasted", ""),
        from_sheet=data.get("from_sheet") == "yes",
        blank=min(len(data.getlist("row")) - len(in_grid), _MOST_BLANK),
    )
    replaces = data.get("replaces") == "yes"
    if typed.pasted.strip():
        sheet = _read(lambda: read_pasted(data["pasted"]), typed.pasted_faults, typed)
        if sheet is not None:
            typed.rows = _behind(() if replaces else typed.rows, sheet.rows)
            typed.pasted = ""
    file = request.FILES.get("file")
    if file is not None:
        content = file.read(LARGEST_FILE + 1)
        sheet = _read(lambda: read_act_file(content), typed.file_faults, typed)
        if sheet is not None:
            typed.rows = _behind(sheet.rows, () if replaces else typed.rows)
    return typed


def _grid(request: PageRequest) -> Iterable[ActRow]:
    for line in request.POST.getlist("row"):
        cells = {cell: " ".join(request.POST.get(f"{line}-{cell}", "").split()) for cell in CELLS}
        if line.isdecimal() and any(cells.values()):
            yield ActRow(int(line), **cells)


def _read(reader: Callable[[], ActSheet], faults: list[str], typed: Typed) -> ActSheet | None:
    try:
        sheet = reader()
    except Refused as refused:
        faults.append(words_of(refused.code, refused.params))
        return None
    faults += _said(sheet.faults)
    if not sheet.rows:
        faults.append(words_of("table.empty", {}))
    if faults:
        return None
    count = len(sheet.rows)
    read = ngettext("Đã đọc {n} dòng của bảng.", "Đã đọc {n} dòng của bảng.", count)
    typed.notices += [read.format(n=count), *_said(sheet.notices)]
    typed.from_sheet = True
    return sheet


def _said(faults: Iterable[Fault]) -> list[str]:
    said = [(fault.row, words_of(fault.code, fault.params)) for fault in faults]
    return [
        _("Dòng {n}: {words}").format(n=row, words=words) if row else words for row, words in said
    ]


def _behind(first: Sequence[ActRow], then: Sequence[ActRow]) -> tuple[ActRow, ...]:
    """Return the first rows with their own lines, and the others behind them."""
    last = max((row.line for row in first), default=0)
    if not first:
        return tuple(then)
    moved = (replace(row, line=last + number) for number, row in enumerate(then, start=1))
    return (*first, *moved)


def _in_order(rows: Iterable[ActRow]) -> tuple[ActRow, ...]:
    """Return rows by line, each line once: of two with one number the latter goes behind."""
    found = sorted(rows, key=lambda row: row.line)
    lines = {row.line for row in found}
    if len(lines) == len(found):
        return tuple(found)
    return tuple(replace(row, line=number) for number, row in enumerate(found, start=1))
