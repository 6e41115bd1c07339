"""Filling in a report on its page: cells typed or pasted, words, empty cells in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Literal

from django.db import transaction

from bcd138.apps.accounts.models import User
from bcd138.apps.audit import services as audit
from bcd138.apps.submissions.around import around
from bcd138.apps.submissions.cells import cells_of, entries_of
from bcd138.apps.submissions.confirmed import confirmed_entries
from bcd138.apps.submissions.models import Submission
from bcd138.apps.submissions.selectors import Place
from bcd138.apps.submissions.services.book import opened, put_down
from bcd138.apps.submissions.services.keeping import told
from bcd138.domain.data_set import DataSet, Measure
from bcd138.domain.entry import NOT_REPORTED, Entry, State, read_cell
from bcd138.domain.errors import Refused
from bcd138.domain.validation import Finding, Past

LONGEST_REMARK = 2_000
_LONGEST_WORDS = 20_000
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Saved:
    """What a saving did: the report as it stands, the cells refused and what is odd now.

    ``is_repeat`` where the report said all of it before and nothing was written.
    """

    submission: Submission | None
    faults: Mapping[str, Refused]
    findings: tuple[Finding, ...]
    is_repeat: bool = False


@transaction.atomic
def save_cells(
    *,
    place: Place,
    typed: Mapping[str, str],
    by: User,
    at: datetime,
    remarks: Mapping[str, tuple[str, str]] | None = None,
    origins: Mapping[str, str] | None = None,
    version: int | None = None,
) -> Saved:
    """Save what was typed into cells; what cannot be read is kept beside its fault.

    Args:
        place: From ``selectors.place_to_fill``, which has asked who.
        typed: By cell key, as an officer writes it; an empty one empties the cell.
        by: Who.
        at: When.
        remarks: Comment and explanation by cell key, where they change.
        origins: Where a number comes from, by cell key; nothing where it was typed.
        version: The version of the report the person looks at; another one is refused.

    Raises:
        Refused: ``submission.not-yours-to-fill``, ``submission.transition``,
            ``submission.changed-meanwhile``, ``submission.unknown-cell`` or
            ``submission.remark-too-long``.
    """
    form = place.data_set
    check_keys(form, {*typed, *(remarks or {})})
    changes, faults = _read(form, typed, origins or {})
    submission = opened(place, by=by, at=at, version=version)
    before = entries_of(submission.cells)
    after = {**before, **_with_remarks(before, changes, remarks or {})}
    findings = put_down(submission, place, after, by=by, at=at)
    changed = {key for key in after if after[key] != before.get(key, NOT_REPORTED)}
    if changed:
        audit.record(
            "submission.cells-saved",
            by=by.username,
            at=at,
            **told(submission),
            cells=cells_of({key: after[key] for key in sorted(changed)}),
        )
    return Saved(submission, faults, findings)


@transaction.atomic
def save_narratives(
    *, place: Place, words: Mapping[str, str], by: User, at: datetime, version: int | None = None
) -> Submission:
    """Save what was written in the narrative parts of a report.

    Raises:
        Refused: As ``save_cells``, and ``submission.narrative-too-long``.
    """
    check_narratives(place.data_set, words)
    submission = opened(place, by=by, at=at, version=version)
    submission.narratives = with_narratives(submission, words)
    put_down(submission, place, entries_of(submission.cells), by=by, at=at)
    audit.record(
        "submission.narratives-saved",
        by=by.username,
        at=at,
        **told(submission),
        parts=sorted(words),
    )
    return submission


@transaction.atomic
def fill_empty(*, place: Place, how: Literal["zero", "unchanged"], by: User, at: datetime) -> Saved:
    """Fill the cells nobody has reported: with zero, or with the number of the period before.

    ``unchanged`` is for what stands from period to period, such as teams and models: it
    takes those cells alone whose values of periods are not added.

    Raises:
        Refused: As ``save_cells``.
    """
    submission = opened(place, by=by, at=at)
    entries = entries_of(submission.cells)
    past = around(place.org_unit, place.form, place.period).past if how == "unchanged" else {}
    for key, cell in place.data_set.entered.items():
        entry = entries.get(key, NOT_REPORTED)
        if entry.is_reported or entry.unread:
            continue
        value = _ZERO if how == "zero" else _unchanged(cell.measure, past.get(key))
        if value is not None:
            entries[key] = replace(entry, value=value, state=State.NUMBER, origin=how)
    findings = put_down(submission, place, entries, by=by, at=at)
    audit.record(f"submission.filled-{how}", by=by.username, at=at, **told(submission))
    return Saved(submission, {}, findings)


@transaction.atomic
def take_confirmed(*, place: Place, by: User, at: datetime) -> Saved:
    """Fill empty cells with the figures confirmed from texts for a period of this name.

    Raises:
        Refused: As ``save_cells``.
    """
    submission = opened(place, by=by, at=at)
    entries = entries_of(submission.cells)
    for key, entry in confirmed_entries(place.org_unit, place.form, place.period).items():
        if not entries.get(key, NOT_REPORTED).is_reported:
            entries[key] = entry
    findings = put_down(submission, place, entries, by=by, at=at)
    audit.record("submission.took-confirmed", by=by.username, at=at, **told(submission))
    return Saved(submission, {}, findings)


def _unchanged(measure: Measure, past: Past | None) -> Decimal | None:
    """Return the number of the period before, of what stands from period to period."""
    return past.last if past is not None and measure.across_periods != "sum" else None


def _read(
    form: DataSet, typed: Mapping[str, str], origins: Mapping[str, str]
) -> tuple[dict[str, Entry], dict[str, Refused]]:
    """Return the cells as read; one that cannot be read keeps its words, with the reason."""
    changes: dict[str, Entry] = {}
    faults: dict[str, Refused] = {}
    for key, words in typed.items():
        origin = origins.get(key, "")
        try:
            changes[key] = replace(read_cell(words, form.cells[key].measure), origin=origin)
        except Refused as refused:
            faults[key] = refused
            changes[key] = Entry(unread=words.strip()[:LONGEST_REMARK], origin=origin)
    return changes, faults


def _with_remarks(
    before: Mapping[str, Entry],
    changes: Mapping[str, Entry],
    remarks: Mapping[str, tuple[str, str]],
) -> dict[str, Entry]:
    """Return the changed cells; what was said about a cell stays when its number changes."""
    after: dict[str, Entry] = {}
    for key in {*changes, *remarks}:
        old = before.get(key, NOT_REPORTED)
        comment, explanation = remarks.get(key, (old.comment, old.explanation))
        after[key] = replace(
            changes.get(key, old), comment=comment.strip(), explanation=explanation.strip()
        )
    check_remarks(after)
    return after


def with_narratives(submission: Submission, words: Mapping[str, str]) -> dict[str, str]:
    """Return the narrative parts of a report with those that change; empty ones go."""
    kept = {**submission.narratives, **words}
    return {code: text for code, text in kept.items() if text.strip()}


def check_remarks(entries: Mapping[str, Entry]) -> None:
    """Refuse a comment or an explanation nobody would read to its end.

    Raises:
        Refused: ``submission.remark-too-long``.
    """
    for entry in entries.values():
        if len(entry.comment) > LONGEST_REMARK or len(entry.explanation) > LONGEST_REMARK:
            raise Refused("submission.remark-too-long", limit=LONGEST_REMARK)


def check_narratives(form: DataSet, words: Mapping[str, str]) -> None:
    """Refuse words for no part of the form, or too many.

    Raises:
        Refused: ``submission.unknown-cell`` or ``submission.narrative-too-long``.
    """
    known = {narrative.code: narrative.title for narrative in form.narratives}
    for code, text in words.items():
        if code not in known:
            raise Refused("submission.unknown-cell", cell=code)
        if len(text) > _LONGEST_WORDS:
            raise Refused("submission.narrative-too-long", title=known[code], limit=_LONGEST_WORDS)


def check_keys(form: DataSet, keys: set[str]) -> None:
    """Refuse cells that nobody fills in on this form.

    Raises:
        Refused: ``submission.unknown-cell`` with the first of them.
    """
    unknown = sorted(keys - form.entered.keys())
    if unknown:
        raise Refused("submission.unknown-cell", cell=", ".join(unknown[:5]))
