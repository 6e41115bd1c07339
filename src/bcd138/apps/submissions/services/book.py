"""Opening a report and putting it down: what every change of one has in common."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import connection
from django.db.models import BigAutoField, CharField, DateField

from bcd138.apps.accounts.models import User
from bcd138.apps.statements import Insert, Select, given
from bcd138.apps.submissions import permissions
from bcd138.apps.submissions.around import around
from bcd138.apps.submissions.cells import cells_of
from bcd138.apps.submissions.days import in_period
from bcd138.apps.submissions.lines import line_of
from bcd138.apps.submissions.models import Submission
from bcd138.apps.submissions.selectors import Place
from bcd138.domain.approval import OPEN, State, Step, next_state
from bcd138.domain.entry import Entry
from bcd138.domain.errors import Refused
from bcd138.domain.validation import Around, Finding, blocking, findings, unanswered

_COLUMNS = tuple(each.attname for each in Submission._meta.concrete_fields)  # noqa: SLF001 - its columns
_LAST = Select(
    lambda: (
        Submission.objects.select_for_update()
        .filter(
            org_unit=given("org_unit", BigAutoField()),
            data_set=given("data_set", BigAutoField()),
            period_type=given("type", CharField()),
            period_start=given("start", DateField()),
            period_end=given("end", DateField()),
        )
        .order_by("-revision")
        .values_list(*_COLUMNS)[:1]
    )
)
_ADDING = Insert(Submission)


def opened(place: Place, *, by: User, at: datetime, version: int | None = None) -> Submission:
    """Return the open draft of a report, locked; a new one where there is none.

    After an approved one the next revision begins with its cells.

    Raises:
        Refused: ``submission.not-yours-to-fill``, ``submission.transition`` or
            ``submission.changed-meanwhile``.
    """
    permissions.check_can_fill(by, place.org_unit)
    return begun(last_revision(place), place, by=by, at=at, version=version)


def last_revision(place: Place) -> Submission | None:
    """Return the last revision of a report, locked; ``None`` where nobody has begun one."""
    period = place.period
    row = _LAST.first(
        org_unit=place.org_unit.pk,
        data_set=place.form.data_set_id,
        type=period.type,
        start=period.start,
        end=period.end,
    )
    return None if row is None else Submission.from_db(connection.alias, _COLUMNS, row)


def begun(
    last: Submission | None, place: Place, *, by: User, at: datetime, version: int | None = None
) -> Submission:
    """Return the draft that follows from the last revision: itself where it is open.

    For callers that have asked who before.

    Raises:
        Refused: ``submission.transition`` or ``submission.changed-meanwhile``.
    """
    if last is not None and last.state in OPEN:
        next_state(State(last.state), Step.SAVE)
        if version is not None and version != last.version:
            raise Refused("submission.changed-meanwhile", org_unit=place.org_unit.name)
        last.org_unit = place.org_unit
        return last
    return Submission(
        org_unit=place.org_unit,
        data_set_id=place.form.data_set_id,
        definition_id=place.form.definition_id,
        **in_period(place.period),
        revision=last.revision + 1 if last else 1,
        version=0,
        cells=last.cells if last else {},
        narratives=last.narratives if last else {},
        saved_by=by,
        saved_at=at,
    )


def put_down(
    submission: Submission,
    place: Place,
    entries: Mapping[str, Entry],
    *,
    by: User,
    at: datetime,
    must_pass: bool = False,
    beside: Around | None = None,
) -> tuple[Finding, ...]:
    """Save the cells of a report with what the checks say of them, and return that.

    Args:
        submission: From ``opened``.
        place: Which report it is.
        entries: All its cells.
        by: Who.
        at: When.
        must_pass: Whether it is to be sent.
        beside: What it is checked against, where the caller has read that before.

    Raises:
        Refused: ``submission.blocked`` where ``must_pass`` and something blocks it or
            waits for an explanation.
    """
    form = place.data_set
    beside = beside or around(place.org_unit, place.form, place.period)
    found = findings(form, entries, beside)
    submission.cells = cells_of(entries)
    submission.numbers = line_of(form, entries)
    submission.cell_count = len(form.entered)
    submission.filled_count = sum(
        entries[key].is_reported for key in form.entered if key in entries
    )
    submission.blocking_count = len(blocking(found))
    submission.unanswered_count = len(unanswered(found))
    if must_pass:
        check_passes(submission)
    submission.version += 1
    submission.saved_by, submission.saved_at = by, at
    if submission.pk is None:
        _ADDING.add(submission)
    else:
        submission.save()
    return found


def check_passes(submission: Submission) -> None:
    """Refuse to send what says nothing, what something blocks, or what waits for a word.

    Raises:
        Refused: ``submission.empty`` or ``submission.blocked``.
    """
    if not submission.filled_count and not submission.blocking_count:
        raise Refused("submission.empty")
    if submission.blocking_count or submission.unanswered_count:
        raise Refused(
            "submission.blocked",
            blocking=submission.blocking_count,
            unanswered=submission.unanswered_count,
        )


def told(submission: Submission) -> dict[str, object]:
    """Return what an event says of a report."""
    return {
        "submission": submission.pk,
        "org_unit": submission.org_unit.code,
        "definition": submission.definition_id,
        "period": submission.period.code,
        "revision": submission.revision,
        "version": submission.version,
    }
