"""What the preview of an act shows: units, figures and people, as tables of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from bcd138.apps.reorganisations.selectors import Move, Preview
from bcd138.domain.org_unit import Link, Register, Succession
from bcd138.web.orgunits.words import level_words, share_words
from bcd138.web.reorganisations.sums import SumLine, sum_lines

OPEN_UP_TO = 50
_MOST = 2000


@dataclass(frozen=True, slots=True)
class Change:
    """One unit of a table: its name and code, and what happens to it."""

    name: str
    code: str
    note: str


@dataclass(frozen=True, slots=True)
class ChangeTable:
    """One kind of change: how many, and each; a long table is folded."""

    word: str
    title: str
    head: str
    rows: tuple[Change, ...]
    count: int

    @property
    def is_open(self) -> bool:
        """Tell whether the table is short enough to stand open."""
        return self.count <= OPEN_UP_TO

    @property
    def more(self) -> int:
        """Return how many rows are not shown."""
        return self.count - len(self.rows)


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """Everything the page says; ``is_backward`` where the act is effective before it is issued."""

    tables: tuple[ChangeTable, ...]
    figures: int
    late: int
    sums: tuple[SumLine, ...]
    moving: tuple[Move, ...]
    undecided: tuple[Move, ...]
    is_backward: bool
    is_past: bool


def preview_page(preview: Preview, *, issued_on: date, today: date) -> PreviewPage:
    """Put a preview without faults into words."""
    on = preview.effect.on
    return PreviewPage(
        tables=tuple(table for table in _tables(preview) if table.count),
        figures=preview.figures.count,
        late=preview.figures.late,
        sums=tuple(sum_lines(preview.figures.restated, preview.after)),
        moving=tuple(move for move in preview.moves if move.to),
        undecided=tuple(move for move in preview.moves if not move.to),
        is_backward=on < issued_on,
        is_past=on <= today,
    )


def _tables(preview: Preview) -> Iterable[ChangeTable]:
    effect, before, after = preview.effect, preview.before, preview.after
    on = effect.on
    follow = set(effect.followers)
    moved = [link for link in effect.moved if link not in follow]
    yield _table(
        "lap",
        _("Lập"),
        _("Hình thành từ"),
        [
            Change(after.name(unit.code, on), unit.code, _formed(after, unit.code, on))
            for unit in effect.units
        ],
    )
    yield _table(
        "thoi",
        _("Kết thúc"),
        _("Trở thành"),
        [
            Change(before.name(unit.code, on), unit.code, _became(after, unit.code))
            for unit in effect.ended_units
        ],
    )
    yield _table(
        "chuyen", _("Chuyển"), _("Trực thuộc"), [_moved(before, after, link, on) for link in moved]
    )
    yield _table(
        "di-theo",
        _("Đi theo"),
        _("Trực thuộc"),
        [_moved(before, after, link, on) for link in effect.followers],
    )
    yield _table(
        "doi-ten",
        _("Đổi tên"),
        _("Tên mới"),
        [Change(before.name(name.unit, on), name.unit, name.text) for name in effect.renamed],
    )


def _table(word: str, title: str, head: str, rows: Sequence[Change]) -> ChangeTable:
    return ChangeTable(word, title, head, tuple(rows[:_MOST]), len(rows))


def _formed(register: Register, code: str, on: date) -> str:
    """Return what a unit is formed from, with where it stands."""
    parts = [_part(register, arrow, arrow.before) for arrow in register.backward.get(code, ())]
    above = register.parent(code, on)
    where = level_words(register.units[code].level)
    if above:
        where = f"{where}, {register.name(above, on)}"
    return f"{' + '.join(parts) or _('không từ đơn vị nào')} · {where}"


def _became(register: Register, code: str) -> str:
    parts = [_part(register, arrow, arrow.after) for arrow in register.onward.get(code, ())]
    return ", ".join(parts) or _("không có đơn vị kế tiếp")


def _part(register: Register, arrow: Succession, code: str) -> str:
    day = arrow.on if code == arrow.after else arrow.on - timedelta(days=1)
    return f"{register.name(code, day)} ({share_words(arrow.share)})"


def _moved(before: Register, after: Register, link: Link, on: date) -> Change:
    old = before.parent(link.unit, on)
    told = {"old": before.name(old, on) if old else "–", "new": after.name(link.parent, on)}
    return Change(before.name(link.unit, on), link.unit, _("{old} → {new}").format(**told))
