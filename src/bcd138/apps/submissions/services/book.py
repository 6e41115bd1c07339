"""Opening a report and putting it down: what every change of one has in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import BigAutoField, CharField, DateField
from django.utils.timezone import localdate

from bcd138.apps.accounts.models import User
from bcd138.apps.statements import Select, given
from bcd138.apps.submissions import permissions, selectors
from bcd138.apps.submissions.around import around
from bcd138.apps.submissions.cells import cells_of
from bcd138.apps.submissions.days import in_period
from bcd138.apps.submissions.lines import line_of
from bcd138.apps.submissions.models import Submission
from bcd138.apps.submissions.selectors import Place
from bcd138.apps.submissions.services.keeping import keep, keep_step
from bcd138.domain.approval import OPEN, State, Step, check_amendment, next_state, steps_of
from bcd138.domain.entry import Entry
from bcd138.domain.errors import Refused
from bcd138.domain.period import Period
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


@dataclass(frozen=True, slots=True)
class Amendment:
    """Why a report that counts is amended, and which paper decides it."""

    reason: str
    paper: str = ""


def opened(
    place: Place,
    *,
    by: User,
    at: datetime,
    version: int | None = None,
    amendment: Amendment | None = None,
) -> Submission:
    """Return the open draft of a report, locked; a new one where there is none.

    After one that counts only an ``amendment`` begins the next revision, with its cells.

    Raises:
        Refused: ``submission.not-yours-to-fill``, ``submission.transition``,
            ``submission.changed-meanwhile``, ``submission.amend-first`` or what
            ``check_amendment`` refuses.
    """
    permissions.check_can_fill(by, place.org_unit)
    last = last_revision(place)
    return begun(last, place, by=by, at=at, version=version, amendment=amendment)


def locked(
    submission_id: int,
    step: Step,
    *,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Submission:
    """Return a report that ``by`` may see, locked, in the state that ``step`` leads to.

    Args:
        submission_id: Which.
        step: Asked in this order: does the state lead on by it, and is it this person's.
        by: Who.
        at: When.
        version: The version that was looked at; another one is refused.

    Raises:
        Submission.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``submission.changed-meanwhile``, ``submission.transition`` or what the
            permissions of the room refuse.
    """
    visible = selectors.submissions(by=by).filter(pk=submission_id)
    submission = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("org_unit", "data_set")
        .get(pk__in=visible.values("pk"))
    )
    if version is not None and version != submission.version:
        raise Refused("submission.changed-meanwhile", org_unit=submission.org_unit.name)
    steps = steps_of(State(submission.state), step)
    for each in steps:
        before = State(submission.state)
        submission.state = next_state(before, each)
        permissions.check_can_take(before, each, by, submission.org_unit, localdate(at))
    if len(steps) > 1:
        keep_step(submission, Step.RECEIVE, by=by, at=at, state=State.RECEIVED)
    return submission


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


def last_revisions(places: Iterable[Place]) -> dict[tuple[int, int, Period], Submission]:
    """Return the last revisions of many reports, locked: one query for each form and period.

    By unit, form and period; what nobody has begun is not there.
    """
    units: dict[tuple[int, Period], list[int]] = {}
    for place in places:
        units.setdefault((place.form.data_set_id, place.period), []).append(place.org_unit.pk)
    found: dict[tuple[int, int, Period], Submission] = {}
    for (data_set, period), ids in units.items():
        rows = Submission.objects.select_for_update().filter(
            org_unit__in=ids, data_set=data_set, **in_period(period)
        )
        for one in rows.order_by("org_unit", "revision"):
            found[one.org_unit_id, data_set, period] = one
    return found


def begun(
    last: Submission | None,
    place: Place,
    *,
    by: User,
    at: datetime,
    version: int | None = None,
    amendment: Amendment | None = None,
) -> Submission:
    """Return the draft that follows from the last revision: itself where it is open.

    For callers that have asked who before.

    Raises:
        Refused: ``submission.transition``, ``submission.changed-meanwhile``,
            ``submission.amend-first`` or what ``check_amendment`` refuses.
    """
    if last is not None and last.state in OPEN:
        next_state(State(last.state), Step.SAVE)
        if version is not None and version != last.version:
            raise Refused("submission.changed-meanwhile", org_unit=place.org_unit.name)
        last.org_unit = place.org_unit
        return last
    if last is not None:
        if amendment is None:
            raise Refused("submission.amend-first", org_unit=place.org_unit.name)
        check_amendment(State(last.state), amendment.reason, amendment.paper)
    elif amendment is not None:
        raise Refused("submission.nothing-to-amend", org_unit=place.org_unit.name)
    return Submission(
        org_unit=place.org_unit,
        data_set_id=place.form.data_set_id,
        definition_id=place.form.definition_id,
        **in_period(place.period),
        revision=last.revision + 1 if last else 1,
        version=0,
        cells=last.cells if last else {},
        narratives=last.narratives if last else {},
        amendment_reason=amendment.reason.strip() if amendment else "",
        amendment_paper=amendment.paper.strip() if amendment else "",
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

    Args:
        submission: From ``opened``.
        place: Which report it is.
        entries: All its cells.
        by: Who.
        at: When.
        must_pass: Whether it is to be sent.

    Raises:
        Refused: As ``weigh``.
    """
    beside = around(place.org_unit, place.form, place.period)
    found = weigh(submission, place, entries, beside, by=by, at=at, must_pass=must_pass)
    keep(submission)
    return found


def weigh(
    submission: Submission,
    place: Place,
    entries: Mapping[str, Entry],
    beside: Around,
    *,
    by: User,
    at: datetime,
    must_pass: bool = False,
) -> tuple[Finding, ...]:
    """Write the cells into a report that is saved later, and return what the checks say.

    Raises:
        Refused: ``submission.empty`` or ``submission.blocked`` where ``must_pass`` and it
            says nothing, something blocks it or waits for an explanation.
    """
    form = place.data_set
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
