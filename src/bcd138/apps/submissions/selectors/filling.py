"""A report to fill in: which form, for whom, for when, and everything around its cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import CharField
from django.utils.timezone import localdate

from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.selectors import unit_ids_seen
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.catalogue.forms import Form
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.apps.statements import Select, given
from bcd138.apps.submissions import permissions
from bcd138.apps.submissions.around import around
from bcd138.apps.submissions.cells import entries_of, with_computed
from bcd138.apps.submissions.models import Submission
from bcd138.apps.submissions.selectors.deadlines import deadline_for
from bcd138.apps.submissions.selectors.reports import evidence_of, latest
from bcd138.domain.approval import EDITABLE, FIRST, Choice, Part, State, choices
from bcd138.domain.data_set import DataSet
from bcd138.domain.deadline import Deadline
from bcd138.domain.entry import Entry
from bcd138.domain.errors import Refused
from bcd138.domain.period import Period, parse_period
from bcd138.domain.validation import Around, Finding, findings

_COLUMNS = tuple(each.attname for each in OrgUnit._meta.concrete_fields)  # noqa: SLF001 - its columns
_UNIT = Select(
    lambda: (
        OrgUnit.objects.filter(code=given("code", CharField())).order_by().values_list(*_COLUMNS)
    )
)


@dataclass(frozen=True, slots=True)
class Place:
    """Which report: one form, of one unit, for one period."""

    org_unit: OrgUnit
    form: Form
    period: Period

    @property
    def data_set(self) -> DataSet:
        """Return the form as it is in force on the last day of the period."""
        return self.form.form


@dataclass(frozen=True, slots=True)
class EntryForm:
    """A report as its page shows it; ``evidence`` counts the files at each cell."""

    place: Place
    submission: Submission | None
    entries: Mapping[str, Entry]
    around: Around
    findings: tuple[Finding, ...]
    evidence: Mapping[str, int]
    deadline: Deadline
    parts: frozenset[Part]

    @property
    def state(self) -> State:
        """Return where the report stands; one nobody has begun is a draft."""
        return State(self.submission.state) if self.submission else FIRST

    @property
    def may_fill(self) -> bool:
        """Tell whether this person may write in it as it stands."""
        return self.state in EDITABLE and Part.PREPARER in self.parts

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Return every step one could ask for now, with the reason against it."""
        return choices(self.state, self.parts, self.place.org_unit.name)


def place(org_unit: str, data_set: str, period: str, *, by: User) -> Place:
    """Return the report that three codes name, if ``by`` may see the unit.

    Raises:
        OrgUnit.DoesNotExist: There is no such unit, or none that ``by`` may see.
        Refused: ``period.unreadable``, ``catalogue.unknown-data-set``,
            ``catalogue.no-form-on``, ``submission.period-not-of-form`` or
            ``submission.form-of-others``.
    """
    unit = OrgUnit.objects.filter(pk__in=unit_ids_seen(by)).get(code=org_unit)
    return _place(unit, data_set, period)


def place_to_fill(org_unit: str, data_set: str, period: str, *, by: User) -> Place:
    """Return the report that three codes name, if ``by`` may fill it in. Three queries.

    Raises:
        OrgUnit.DoesNotExist: There is no such unit, or none that ``by`` may see.
        Refused: ``submission.not-yours-to-fill``, or what ``place`` says.
    """
    unit = _unit(org_unit)
    if not permissions.can_fill(by, unit):
        place(org_unit, data_set, period, by=by)
        permissions.check_can_fill(by, unit)
    return _place(unit, data_set, period)


def places_to_fill(
    codes: Sequence[tuple[str, str, str]], *, by: User
) -> list[Place | Refused | None]:
    """Return the reports that codes name, in their order, for somebody who fills in many.

    Units and rights are asked once for all of them.

    Returns:
        For each the place, why it cannot be filled in, or ``None`` where ``by`` sees no such
        unit.
    """
    asked = {unit for unit, _, _ in codes}
    units = {unit.code: unit for unit in OrgUnit.objects.filter(code__in=asked)}
    mine = permissions.unit_ids_filled(by)
    forms: dict[tuple[str, date], Form] = {}
    found: list[Place | Refused | None] = []
    for unit_code, data_set, period in codes:
        unit = units.get(unit_code)
        try:
            if unit is None or unit.pk not in mine:
                found.append(place_to_fill(unit_code, data_set, period, by=by))
                continue
            found.append(_place(unit, data_set, period, forms))
        except Refused as refused:
            found.append(refused)
        except OrgUnit.DoesNotExist:
            found.append(None)
    return found


def entry_form(org_unit: str, data_set: str, period: str, *, by: User) -> EntryForm:
    """Return a report with everything around its cells, begun or not.

    Raises:
        OrgUnit.DoesNotExist: There is no such unit, or none that ``by`` may see.
        Refused: What ``place`` says.
    """
    where = place(org_unit, data_set, period, by=by)
    submission = latest(where.org_unit, where.form.data_set_id, where.period)
    return filled_form(where, submission, by=by)


def filled_form(where: Place, submission: Submission | None, *, by: User) -> EntryForm:
    """Return one revision of a report with everything around its cells.

    For callers that have asked who before.
    """
    form = where.data_set
    entries = entries_of(submission.cells) if submission else {}
    beside = around(where.org_unit, where.form, where.period)
    return EntryForm(
        place=where,
        submission=submission,
        entries=with_computed(form, entries),
        around=beside,
        findings=findings(form, entries, beside),
        evidence=evidence_of(submission) if submission else {},
        deadline=deadline_for(where.org_unit.pk, where.org_unit.level, where.form, where.period),
        parts=permissions.parts_of(by, where.org_unit, localdate()),
    )


def _unit(code: str) -> OrgUnit:
    row = _UNIT.first(code=code)
    if row is None:
        raise OrgUnit.DoesNotExist
    return OrgUnit.from_db(connection.alias, _COLUMNS, row)


def _place(
    unit: OrgUnit,
    data_set: str,
    code: str,
    forms: dict[tuple[str, date], Form] | None = None,
) -> Place:
    """Return a place; ``forms`` are those found before, by code and day."""
    period = parse_period(code)
    known = {} if forms is None else forms
    key = (data_set, period.end)
    form = known[key] = known.get(key) or catalogue.form_on(*key)
    if not form.has(period):
        raise Refused("submission.period-not-of-form", form=form.form.name, period=period.label)
    if not form.form.reporters.include(unit.level, unit.kind, unit.name):
        raise Refused("submission.form-of-others", form=form.form.name, org_unit=unit.name)
    return Place(unit, form, period)
