"""Reports given whole: by another system, one or many at a time, or by our Excel form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from bcd138.apps.accounts.models import User
from bcd138.apps.audit import services as audit
from bcd138.apps.submissions import permissions, selectors
from bcd138.apps.submissions.around import around, around_all
from bcd138.apps.submissions.cells import entries_of
from bcd138.apps.submissions.models import Submission
from bcd138.apps.submissions.selectors import Place
from bcd138.apps.submissions.services.book import (
    Amendment,
    begun,
    last_revision,
    last_revisions,
    weigh,
)
from bcd138.apps.submissions.services.fill import (
    Saved,
    check_keys,
    check_narratives,
    check_remarks,
    with_narratives,
)
from bcd138.apps.submissions.services.keeping import (
    keep,
    keep_amendment,
    keep_new,
    keep_step,
    keep_steps,
    told,
)
from bcd138.domain.approval import COMPLETE, State, Step, next_state
from bcd138.domain.entry import NOT_REPORTED, Entry
from bcd138.domain.errors import Refused
from bcd138.domain.period import Period
from bcd138.domain.validation import Around, findings

_Key = tuple[int, int, Period]


@dataclass(frozen=True, slots=True)
class GivenReport:
    """A report as it was given: the cells and words that change, and whether to pass it up."""

    place: Place
    entries: Mapping[str, Entry]
    narratives: Mapping[str, str]
    send: bool
    amendment: Amendment | None = None


def record_report(
    *,
    place: Place,
    entries: Mapping[str, Entry],
    narratives: Mapping[str, str],
    by: User,
    at: datetime,
    send: bool,
    dry_run: bool = False,
    amendment: Amendment | None = None,
) -> Saved:
    """Save a report whole, and pass it up if asked.

    Cells that are not named stay as they are. With ``send`` it goes up only where nothing
    blocks it; then everything stands in one transaction. What says nothing new changes
    nothing, so whoever got no answer may ask again. What it is checked against is read
    before the report is locked: the lock is short. One that counts changes only with an
    ``amendment``.

    Raises:
        Refused: As ``save_cells`` and ``save_narratives``; ``submission.blocked`` or
            ``deadline.locked`` where it cannot be passed up.
    """
    given = GivenReport(place, entries, narratives, send, amendment)
    _check(given)
    permissions.check_can_fill(by, place.org_unit)
    beside = around(place.org_unit, place.form, place.period)
    with transaction.atomic():
        last = last_revision(place)
        saved = _written(given, last, beside, by, at, must_pass=send and not dry_run)
        if saved.submission is not None and not saved.is_repeat:
            keep(saved.submission)
            _keep_steps(given, saved.submission, by, at)
            audit.record(_event(given), by=by.username, at=at, **_told_whole(saved.submission))
        if dry_run:
            transaction.set_rollback(True)
    return Saved(None, {}, saved.findings, is_repeat=saved.is_repeat) if dry_run else saved


def record_reports(
    *, reports: Sequence[GivenReport], by: User, at: datetime
) -> list[Saved | Refused]:
    """Save many reports at once, each for itself; all that are taken stand together.

    Returns:
        What became of each, in the order given: saved as ``record_report`` does, or why not.
        The same place a second time is refused with ``submission.given-twice``.
    """
    mine = permissions.unit_ids_filled(by)
    outcomes: dict[int, Saved | Refused] = {}
    sound: dict[int, GivenReport] = {}
    taken: set[_Key] = set()
    for index, given in enumerate(reports):
        try:
            _check_first(given.place, taken)
            _check(given)
            if given.place.org_unit.pk not in mine:
                permissions.check_can_fill(by, given.place.org_unit)
            sound[index] = given
        except Refused as refused:
            outcomes[index] = refused
    places = [given.place for given in sound.values()]
    beside = around_all((place.org_unit, place.form, place.period) for place in places)
    written: list[tuple[GivenReport, Submission]] = []
    with transaction.atomic():
        last = last_revisions(places)
        for (index, given), around_it in zip(sound.items(), beside, strict=True):
            try:
                before = last.get(_key(given.place))
                saved = _written(given, before, around_it, by, at, must_pass=given.send)
            except Refused as refused:
                outcomes[index] = refused
                continue
            outcomes[index] = saved
            if saved.submission is not None and not saved.is_repeat:
                written.append((given, saved.submission))
        _keep_all(written, by, at)
    return [outcomes[index] for index in range(len(reports))]


def _check_first(place: Place, taken: set[_Key]) -> None:
    key = _key(place)
    if key in taken:
        raise Refused("submission.given-twice", org_unit=place.org_unit.name)
    taken.add(key)


def _key(place: Place) -> _Key:
    return place.org_unit.pk, place.form.data_set_id, place.period


def _check(given: GivenReport) -> None:
    form = given.place.data_set
    check_keys(form, set(given.entries))
    check_remarks(given.entries)
    check_narratives(form, given.narratives)


def _written(
    given: GivenReport,
    last: Submission | None,
    beside: Around,
    by: User,
    at: datetime,
    *,
    must_pass: bool,
) -> Saved:
    """Return a report with what was given, still to be kept; or as it says it already."""
    place = given.place
    if last is not None and _says(last, given):
        found = findings(place.data_set, entries_of(last.cells), beside)
        return Saved(last, {}, found, is_repeat=True)
    submission = begun(last, place, by=by, at=at, amendment=given.amendment)
    submission.narratives = with_narratives(submission, given.narratives)
    if given.send:
        selectors.check_still_open(submission, localdate(at), place.form)
        submission.state = next_state(State(submission.state), Step.SUBMIT)
        submission.submitted_by, submission.submitted_at = by, at
    entries = {**entries_of(submission.cells), **given.entries}
    found = weigh(submission, place, entries, beside, by=by, at=at, must_pass=must_pass)
    return Saved(submission, {}, found)


def _says(last: Submission, given: GivenReport) -> bool:
    """Tell whether a report says this already, and stands where it is to stand."""
    if given.send and last.state not in COMPLETE:
        return False
    if with_narratives(last, given.narratives) != last.narratives:
        return False
    before = entries_of(last.cells)
    return all(before.get(key, NOT_REPORTED) == entry for key, entry in given.entries.items())


def _keep_steps(given: GivenReport, submission: Submission, by: User, at: datetime) -> None:
    if _amends(given, submission):
        keep_amendment(submission, by=by, at=at)
    if given.send:
        keep_step(submission, Step.SUBMIT, by=by, at=at)


def _keep_all(written: Iterable[tuple[GivenReport, Submission]], by: User, at: datetime) -> None:
    """Keep many reports with a statement for each table; amendments each by itself."""
    plain: list[tuple[GivenReport, Submission]] = []
    for given, submission in written:
        if _amends(given, submission):
            keep(submission)
            _keep_steps(given, submission, by, at)
            audit.record(_event(given), by=by.username, at=at, **_told_whole(submission))
        else:
            plain.append((given, submission))
    keep_new([one for _, one in plain if one.pk is None])
    for _, submission in plain:
        if submission.version > 1:
            submission.save()
    keep_steps((one for given, one in plain if given.send), Step.SUBMIT, by=by, at=at)
    audit.record_all(
        ((_event(given), _told_whole(one)) for given, one in plain), by=by.username, at=at
    )


def _amends(given: GivenReport, submission: Submission) -> bool:
    return given.amendment is not None and submission.version == 1


def _event(given: GivenReport) -> str:
    return "submission.submitted" if given.send else "submission.cells-saved"


def _told_whole(submission: Submission) -> dict[str, object]:
    return {**told(submission), "cells": submission.cells}
