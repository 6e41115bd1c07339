"""The last look before signing: what blocks, what needs a word, what is left out, what changed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bcd138.apps.submissions.selectors import EntryForm
from bcd138.domain.entry import NOT_REPORTED
from bcd138.domain.vietnamese.numbers import write_number
from bcd138.web.entry.found import SILENT_NOW, FoundCell, cell_names, found_cells

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Change:
    """A number that is not what it was last period."""

    key: str
    name: str
    unit: str
    last: str
    value: str
    difference: str
    share: Decimal


@dataclass(frozen=True, slots=True)
class Left:
    """A cell without a number, and what it held last period."""

    key: str
    name: str
    last: str


@dataclass(frozen=True, slots=True)
class Review:
    """The panel; a report is sent only where nothing blocks and nothing waits for a word."""

    blocking: list[FoundCell]
    asking: list[FoundCell]
    answered: list[FoundCell]
    silent: list[Left]
    empty: int
    changes: list[Change]
    says_nothing: bool

    @property
    def may_send(self) -> bool:
        """Tell whether the report can go up as it is."""
        return not (self.blocking or self.asking or self.says_nothing)


def review_of(entry_form: EntryForm) -> Review:
    """Return what to look at before the report goes up."""
    form, entries = entry_form.place.data_set, entry_form.entries
    found = list(found_cells(form, entries, entry_form.findings).values())
    blocking = [cell for cell in found if cell.blocks]
    empty = sum(not entries.get(key, NOT_REPORTED).is_reported for key in form.entered)
    return Review(
        blocking=blocking,
        asking=[cell for cell in found if cell.is_open and not cell.blocks],
        answered=[cell for cell in found if cell.asks and not cell.is_open],
        silent=_silent(entry_form),
        empty=empty,
        changes=_changes(entry_form),
        says_nothing=empty == len(form.entered),
    )


def _silent(entry_form: EntryForm) -> list[Left]:
    names = cell_names(entry_form.place.data_set)
    return [
        Left(one.cell, names[one.cell], write_number(one.params["right"]))
        for one in entry_form.findings
        if one.rule == SILENT_NOW
    ]


def _changes(entry_form: EntryForm) -> list[Change]:
    """Return what is not as last period, the greatest share of change first."""
    names = cell_names(entry_form.place.data_set)
    changes = []
    for key, cell in entry_form.place.data_set.entered.items():
        value = entry_form.entries.get(key, NOT_REPORTED).value
        past = entry_form.around.past.get(key)
        if value is None or past is None or past.last is None or value == past.last:
            continue
        difference = value - past.last
        changes.append(
            Change(
                key=key,
                name=names[key],
                unit=cell.measure.unit,
                last=write_number(past.last),
                value=write_number(value),
                difference=f"{'+' if difference > 0 else '−'}{write_number(abs(difference))}",
                share=abs(difference) / max(past.last, _ZERO + 1),
            )
        )
    return sorted(changes, key=lambda change: -change.share)
