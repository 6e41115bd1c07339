"""Opening a report and putting it down: what every change of one has in common."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bcd138.apps.accounts.models import User
from bcd138.apps.submissions import permissions
from bcd138.apps.submissions.around import around
from bcd138.apps.submissions.cells import cells_of
from bcd138.apps.submissions.models import Submission
from bcd138.apps.submissions.selectors import Place
from bcd138.domain.approval import OPEN, State, Step, next_state
from bcd138.domain.entry import Entry
from bcd138.domain.errors import Refused
from bcd138.domain.validation import Finding, blocking, findings, unanswered


def opened(place: Place, *, by: User, at: datetime, version: int | None = None) -> Submission:
    """Return the open draft of a report, locked; a new one where there is none.

    After an approved one the next revision begins with its cells.

    Raises:
        Refused: ``submission.not-yours-to-fill``, ``submission.transition`` or
            ``submission.changed-meanwhile``.
    """
    return begun(last_revision(place), place, by=by, at=at, version=version)


def last_revision(place: Place) -> Submission | None:
    """Return the last revision of a report, locked; ``None`` where nobody has begun one."""
    return (
        Submission.objects.select_for_update()
        .filter(
            org_unit=place.org_unit,
            data_set=place.form.data_set_id,
            period_type=place.period.type,
            period_start=place.period.start,
            period_end=place.period.end,
        )
        .order_by("-revision")
        .first()
    )


def begun(
    last: Submission | None, place: Place, *, by: User, at: datetime, version: int | None = None
) -> Submission:
    """Return the draft that follows from the last revision: itself where it is open.

    Raises:
        Refused: What ``opened`` says.
    """
    permissions.check_can_fill(by, place.org_unit)
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
        period_type=place.period.type,
        period_start=place.period.start,
        period_end=place.period.end,
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
) -> tuple[Finding, ...]:
    """Save the cells of a report with what the checks say of them, and return that.

    Raises:
        Refused: ``submission.blocked`` where ``must_pass`` and something blocks it or
            waits for an explanation.
    """
    form = place.data_set
    found = findings(form, entries, around(place.org_unit, place.form, place.period))
    submission.cells = cells_of(entries)
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
    submission.save()
    return found


def check_passes(submission: Submission) -> None:
    """Refuse to send what something blocks, or what waits for an explanation.

    Raises:
        Refused: ``submission.blocked``.
    """
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
