"""Reminding whose turn it is: by one tap of the level above, and by the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from bcd138.apps.accounts.models import User
from bcd138.apps.audit import services as audit
from bcd138.apps.notices import services as notices
from bcd138.apps.notices.models import Notice
from bcd138.apps.submissions.acting import people_of
from bcd138.apps.submissions.days import midnight
from bcd138.apps.submissions.matrix import arranged
from bcd138.apps.submissions.selectors.completeness import matrix
from bcd138.apps.submissions.selectors.owed import Owed, owed_in, owed_on
from bcd138.apps.submissions.services.keeping import about
from bcd138.domain.approval import Part
from bcd138.domain.errors import Refused

_BY_HAND = "notice.reminded"
_Told = tuple[int, str, str, str]


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many units and people were reminded; ``silent`` units have nobody to be told."""

    units: int
    people: int
    silent: int


@transaction.atomic
def remind(
    *,
    org_unit: str,
    data_set: str,
    year: int,
    part: Part | None = None,
    late: bool = False,
    by: User,
    at: datetime,
) -> Reminded:
    """Remind whoever has to prepare or sign what is owed below a unit, each once a day.

    Args:
        org_unit: The unit whose matrix is looked at; only those are reminded whose reports
            ``by`` receives.
        data_set: The form.
        year: The reporting year.
        part: Only those whose turn it is.
        late: Only those who are late.
        by: Who reminds.
        at: When.

    Raises:
        OrgUnit.DoesNotExist: There is no such unit, or none that ``by`` may see.
        Refused: ``completeness.nobody-to-remind`` or what the matrix refuses.
    """
    today = localdate(at)
    shown = arranged(matrix(org_unit, data_set, year, by=by, on=today), part, late=late)
    owed = owed_in(shown, part, late=late, by=by)
    before = _told(Notice.objects.filter(code=_BY_HAND, at__gte=midnight(today)))
    done = _tell(owed, before, by=by, at=at, on=today)
    if not done.people:
        raise Refused("completeness.nobody-to-remind")
    audit.record(
        "submission.reminded",
        by=by.username,
        at=at,
        org_unit=org_unit,
        data_set=data_set,
        year=year,
        units=sorted({each.code for each in owed}),
    )
    return done


@transaction.atomic
def remind_due(*, on: date, at: datetime) -> Reminded:
    """Send the reminders that the calendar has for a day; a second time it sends none."""
    before = _told(
        Notice.objects.filter(code__startswith="deadline.remind", about__on=on.isoformat())
    )
    return _tell(list(owed_on(on)), before, by=None, at=at, on=on)


def _told(found: QuerySet[Notice]) -> set[_Told]:
    rows = found.values_list("user", "about")
    return {
        (user, about.get("org_unit", ""), about.get("data_set", ""), about.get("period", ""))
        for user, about in rows
    }


def _tell(
    owed: Sequence[Owed], before: set[_Told], *, by: User | None, at: datetime, on: date
) -> Reminded:
    """Tell everybody whose turn it is and who was not told before."""
    people = people_of({each.org_unit_id for each in owed}, on)
    units: set[str] = set()
    silent: set[str] = set()
    reached: set[int] = set()
    for each in owed:
        leads_to = about(each.code, each.column.form.form.code, each.column.period)
        key = tuple(leads_to[name] for name in ("org_unit", "data_set", "period"))
        whom = people[each.part].get(each.org_unit_id, set())
        new = {person for person in whom if (person, *key) not in before}
        if not whom:
            silent.add(each.code)
        if not new:
            continue
        code, params = _words(each, by)
        if each.reminder is not None:
            leads_to["on"] = on.isoformat()
        notices.tell(new, code, params, about=leads_to, at=at)
        units.add(each.code)
        reached |= new
    return Reminded(len(units), len(reached), len(silent))


def _words(owed: Owed, by: User | None) -> tuple[str, dict[str, Any]]:
    named = {
        "org_unit": owed.name,
        "form": owed.column.form.form.name,
        "period": owed.column.period.label,
        "due_on": f"{owed.deadline.effective_on:%d/%m/%Y}",
    }
    if owed.reminder is None:
        return _BY_HAND, {**named, "by": str(by)}
    given = {name: value for name, value in owed.reminder.params.items() if name != "due_on"}
    return owed.reminder.code, {**given, **named}
