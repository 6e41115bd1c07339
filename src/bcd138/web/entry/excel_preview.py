"""What a filled-in Excel form would change, before it is taken."""

from __future__ import annotations

from dataclasses import dataclass

from bcd138.apps.submissions.selectors import EntryForm
from bcd138.domain.entry import NOT_REPORTED, Entry, write_entry
from bcd138.formats.entry_form.head import check_belongs, read_form_head
from bcd138.formats.entry_form.reading import FormRead, ReadCell, read_entry_form
from bcd138.web.entry.found import cell_names
from bcd138.web.entry.presenters import summary_of
from bcd138.web.entry.typed import shown
from bcd138.web.templatetags.say import words_of


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that the file would change: its address there, old and new."""

    key: str
    name: str
    address: str
    old: str
    new: str
    origin: str
    is_taken: bool


@dataclass(frozen=True, slots=True)
class CellFault:
    """One cell of the file that could not be read, and why."""

    name: str
    address: str
    typed: str
    why: str


@dataclass(frozen=True, slots=True)
class RemarkChange:
    """A comment or an explanation that the file brings."""

    key: str
    name: str
    comment: str
    explanation: str


@dataclass(frozen=True, slots=True)
class WordsChange:
    """A part in words that the file brings."""

    code: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything the file would change; ``is_stale`` where the report was saved since."""

    changes: list[CellChange]
    faults: list[CellFault]
    remarks: list[RemarkChange]
    narratives: list[WordsChange]
    same: int
    is_stale: bool

    @property
    def brings_nothing(self) -> bool:
        """Tell whether there is nothing to take."""
        return not (self.changes or self.remarks or self.narratives)


def preview_of(content: bytes, there: EntryForm) -> Preview:
    """Return what a file changes against the report as it stands.

    Raises:
        Refused: The file is no form of ours, or of another form, unit, period or version.
    """
    place = there.place
    head = read_form_head(content)
    check_belongs(
        head,
        data_set=place.data_set,
        org_unit_code=place.org_unit.code,
        org_unit_name=place.org_unit.name,
        period=place.period,
    )
    read = read_entry_form(content, place.data_set)
    is_stale = head.version != summary_of(there).version
    names = cell_names(place.data_set)
    good = [cell for cell in read.cells if cell.fault is None]
    changed = [cell for cell in good if write_entry(cell.entry) != shown(_at(there, cell.key))]
    return Preview(
        changes=[_change(cell, there, names[cell.key], is_stale=is_stale) for cell in changed],
        faults=[_fault(cell, names[cell.key]) for cell in read.faults],
        remarks=_remarks(read, there, names),
        narratives=_narratives(read, there),
        same=len(good) - len(changed),
        is_stale=is_stale,
    )


def _at(there: EntryForm, key: str) -> Entry:
    return there.entries.get(key, NOT_REPORTED)


def _change(cell: ReadCell, there: EntryForm, name: str, *, is_stale: bool) -> CellChange:
    """Return the change; a cell that a stale file leaves empty is not emptied unasked."""
    new = write_entry(cell.entry)
    return CellChange(
        key=cell.key,
        name=name,
        address=cell.address,
        old=shown(_at(there, cell.key)),
        new=new,
        origin=cell.entry.origin,
        is_taken=bool(new) or not is_stale,
    )


def _fault(cell: ReadCell, name: str) -> CellFault:
    why = words_of(cell.fault.code, cell.fault.params) if cell.fault else ""
    return CellFault(name, cell.address, cell.typed, why)


def _remarks(read: FormRead, there: EntryForm, names: dict[str, str]) -> list[RemarkChange]:
    """Return the words at cells that differ; of computed cells none are kept."""
    entered = there.place.data_set.entered
    brought = [
        RemarkChange(key, names[key], read.comments.get(key, ""), read.explanations.get(key, ""))
        for key in entered
        if key in read.comments or key in read.explanations
    ]
    return [
        one
        for one in brought
        if (one.comment, one.explanation)
        != (_at(there, one.key).comment, _at(there, one.key).explanation)
    ]


def _narratives(read: FormRead, there: EntryForm) -> list[WordsChange]:
    kept = there.submission.narratives if there.submission else {}
    return [
        WordsChange(one.code, one.title, read.narratives[one.code])
        for one in there.place.data_set.narratives
        if one.code in read.narratives and read.narratives[one.code] != kept.get(one.code, "")
    ]
