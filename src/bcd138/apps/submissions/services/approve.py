"""Taking a report in: its cells become figures that count."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from bcd138.apps.accounts.models import User
from bcd138.apps.audit import services as audit
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.apps.submissions import selectors
from bcd138.apps.submissions.cells import entries_of, with_computed
from bcd138.apps.submissions.days import in_period
from bcd138.apps.submissions.models import DataValue, Submission
from bcd138.apps.submissions.services.book import check_passes, locked
from bcd138.apps.submissions.services.keeping import keep_step, told
from bcd138.apps.submissions.signals import figures_replaced
from bcd138.domain.approval import COUNTED, State, Step, next_state
from bcd138.domain.data_set import TOTAL, Cell, cell_key
from bcd138.domain.entry import NOT_REPORTED, Entry
from bcd138.domain.errors import Refused


@transaction.atomic
def approve(
    *, submission_id: int, by: User, at: datetime, version: int | None = None
) -> Submission:
    """Accept a report: every number of it counts from now on, in place of what counted.

    One that was signed and not received yet is received by this. The amendment of a closed
    report is closed again at once.

    Args:
        submission_id: Its unit stays locked until the transaction ends, so revisions of
            figures never collide.
        by: Who.
        at: When.
        version: The version that was looked at; another one is refused.

    Raises:
        Submission.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``submission.not-yours-to-approve``, ``submission.transition`` or
            ``submission.changed-meanwhile``.
    """
    submission = locked(submission_id, Step.APPROVE, by=by, at=at, version=version)
    submission.approved_by, submission.approved_at = by, at
    submission.version += 1
    orgunits.locked(submission.org_unit_id)
    was_closed = _end_revision_before(submission, by, at)
    keep_step(submission, Step.APPROVE, by=by, at=at)
    if was_closed:
        submission.state = next_state(State.APPROVED, Step.CLOSE)
        keep_step(submission, Step.CLOSE, by=by, at=at)
    submission.save()
    replaced = _put_in_force(submission, by, at)
    audit.record(
        "submission.approved", by=by.username, at=at, **told(submission), replaced=replaced
    )
    if replaced:
        figures_replaced.send(Submission, figures=tuple(replaced), by=by, at=at)
    return submission


@transaction.atomic
def approve_all(
    *, versions: Mapping[int, int], by: User, at: datetime
) -> tuple[list[Submission], dict[int, Refused]]:
    """Accept many reports; return those accepted, and what blocks the others, by id.

    One with a finding that blocks or waits for an explanation is left for a person to read,
    and so is one that somebody changed since it was looked at.

    Args:
        versions: By id the version that was looked at.
        by: Who.
        at: When.
    """
    approved: list[Submission] = []
    refused: dict[int, Refused] = {}
    waiting = selectors.submissions(by=by).in_bulk(list(versions))
    for submission_id, submission in sorted(waiting.items()):
        try:
            check_passes(submission)
            version = versions[submission_id]
            approved.append(approve(submission_id=submission_id, by=by, at=at, version=version))
        except Refused as refusal:
            refused[submission_id] = refusal
    return approved, refused


def _end_revision_before(submission: Submission, by: User, at: datetime) -> bool:
    """End the revision that counted until now; tell whether it was closed."""
    before = (
        Submission.objects.filter(
            org_unit=submission.org_unit_id,
            data_set=submission.data_set_id,
            **in_period(submission.period),
            state__in=[state.value for state in COUNTED],
        )
        .exclude(pk=submission.pk)
        .first()
    )
    if before is None:
        return False
    was_closed = before.state == State.CLOSED
    before.state = next_state(State(before.state), Step.SUPERSEDE)
    before.save(update_fields=["state"])
    keep_step(before, Step.SUPERSEDE, by=by, at=at)
    return was_closed


def _put_in_force(submission: Submission, by: User, at: datetime) -> list[int]:
    """Make figures of the numbers of a report and return the ids of those they replace."""
    form = catalogue.form_of(submission.definition_id, submission.period_end).form
    entries = with_computed(form, entries_of(submission.cells))
    codes = {cell.measure.code for cell in form.cells.values()}
    indicators = {one.code: one for one in Indicator.objects.filter(code__in=codes)}
    numbers = {key: cell for key, cell in form.cells.items() if _has_number(entries, key)}
    revisions, ended = _booked(submission, indicators, set(numbers))
    DataValue.objects.filter(pk__in=ended).update(superseded_at=at)
    DataValue.objects.bulk_create(
        DataValue(
            org_unit_id=submission.org_unit_id,
            indicator=indicators[cell.measure.code],
            breakdown=cell.option.code if cell.option else TOTAL,
            kind="result",
            **in_period(submission.period),
            revision=revisions.get(key, 0) + 1,
            unit=cell.measure.unit,
            submission=submission,
            confirmed_by=by,
            confirmed_at=at,
            **_amount(cell, entries[key], entries),
        )
        for key, cell in numbers.items()
    )
    return ended


def _booked(
    submission: Submission, indicators: Mapping[str, Indicator], told: set[str]
) -> tuple[dict[str, int], list[int]]:
    """Return the last revision of each cell in the books, and the figures that end now.

    Those are what counted in the cells told now, and what an earlier revision of this report
    told in cells that are empty now.
    """
    code_of = {one.pk: code for code, one in indicators.items()}
    own = DataValue.objects.filter(
        org_unit=submission.org_unit_id,
        indicator__in=code_of,
        kind="result",
        **in_period(submission.period),
    ).order_by("revision")
    revisions: dict[str, int] = {}
    ended: list[int] = []
    rows = own.values_list(
        "pk", "indicator", "breakdown", "revision", "superseded_at", "submission__data_set"
    )
    for pk, indicator, breakdown, revision, superseded_at, data_set in rows:
        key = cell_key(code_of[indicator], breakdown)
        revisions[key] = revision
        if superseded_at is None and (key in told or data_set == submission.data_set_id):
            ended.append(pk)
    return revisions, ended


def _has_number(entries: Mapping[str, Entry], key: str) -> bool:
    return entries.get(key, NOT_REPORTED).value is not None


def _amount(cell: Cell, entry: Entry, entries: Mapping[str, Entry]) -> dict[str, Decimal | None]:
    """Return the columns of how much; the two counts are those of a ratio."""
    measure = cell.measure
    if not measure.is_computed:
        return {"value": entry.value}
    return {
        "value": entry.value,
        "numerator": entries.get(measure.numerator, NOT_REPORTED).value,
        "denominator": entries.get(measure.denominator, NOT_REPORTED).value,
    }
