"""What a page of totals shows a person who has not chosen yet, and what may be chosen."""

from __future__ import annotations

from django.db.models import Case, F, Q, When
from django.utils.timezone import localdate

from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.selectors import unit_ids_seen, unit_seen
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.apps.orgunits.enums import Kind, Level
from bcd138.apps.orgunits.models import Closure, OrgUnit
from bcd138.apps.submissions.models import DataValue, Submission
from bcd138.domain.approval import State
from bcd138.domain.period import TO_DATE, Period, year_of

_HEADLINES = (
    "social_order_crime_cases",
    "social_order_crime_solved_cases",
    "social_order_clearance_rate",
)


def first_unit(*, by: User) -> OrgUnit | None:
    """Return the unit a person sees first of those assigned. One query.

    One that stands before one that has ended, a territory before an agency, the highest first.
    """
    mine = OrgUnit.objects.filter(pk__in=by.assignments.values("org_unit"))
    territory = Case(When(kind=Kind.TERRITORY, then=0), default=1)
    stands = F("valid_until").asc(nulls_first=True)
    return mine.order_by(stands, territory, orgunits.height(), "sort_key", "code").first()


def first_indicators() -> tuple[str, ...]:
    """Return the codes a person sees first: crime, cases solved and their share. One query."""
    known = catalogue.names()
    found = [code for code in _HEADLINES if code in known]
    return tuple(found or list(known)[: len(_HEADLINES)])


def first_period(org_unit_code: str, *, by: User) -> Period | None:
    """Return the latest period of which something counts for a unit or one below it.

    Of months it is what has come together since the year began, so that it compares with the
    year before. One query, two where no report was taken in.
    """
    unit = unit_seen(org_unit_code, by=by)
    below = orgunits.units_below(OrgUnit.objects.filter(pk=unit.pk).values("pk"))
    seen = {"org_unit__in": below}
    days = ("period_start", "period_end", "period_type")
    taken = Submission.objects.filter(**seen, state=State.APPROVED)
    latest = taken.order_by("-period_end", "period_start").values_list(*days).first()
    if latest is None:
        told = DataValue.objects.filter(**seen, submission=None, superseded_at=None, kind="result")
        latest = told.order_by("-period_end", "period_start").values_list(*days).first()
    return None if latest is None else to_date(Period(*latest))


def to_date(period: Period) -> Period:
    """Return what has come together from the beginning of the year to the end of a period.

    Of a month, a quarter or a half; anything else stays as it is, and so does a whole year.
    """
    if period.type not in {"month", "quarter", "half"}:
        return period
    year = year_of(period)
    if period.end == year.end:
        return year
    return Period(year.start, period.end, TO_DATE)


def level_below(unit: OrgUnit) -> str:
    """Return the level whose units stand in the rows under a unit; empty under a commune."""
    if unit.kind == Kind.AGENCY:
        return ""
    below = {Level.CENTRAL: Level.PROVINCE, Level.PROVINCE: Level.COMMUNE}
    return below.get(Level(unit.level), "")


def level_added(below: str, period: Period) -> str:
    """Return the level whose figures make the rows of a level by themselves; empty for their own.

    Communes report every month, provinces the year and its half: of anything else the
    provinces are the sums of their communes.
    """
    has_own = period.type not in {"month", "quarter", TO_DATE}
    return "" if has_own or below != Level.PROVINCE else Level.COMMUNE.value


def units_around(org_unit_code: str, *, by: User) -> tuple[OrgUnit, list[OrgUnit]]:
    """Return a unit, and the units to choose instead of it, the highest first.

    Those assigned, those right below one of them or below this unit, and the unit itself, as
    they stand today. Two queries.

    Raises:
        OrgUnit.DoesNotExist: There is no such unit, or none that ``by`` may see.
    """
    unit = unit_seen(org_unit_code, by=by)
    today = localdate()
    mine = OrgUnit.objects.filter(pk__in=by.assignments.values("org_unit"))
    under = Closure.objects.filter(
        Q(ancestor__in=mine.values("pk")) | Q(ancestor=unit), orgunits.holding(today), depth=1
    )
    chosen = Q(pk__in=mine.values("pk")) | Q(pk__in=under.values("descendant")) | Q(pk=unit.pk)
    found = OrgUnit.objects.filter(chosen, pk__in=unit_ids_seen(by))
    return unit, list(orgunits.by_height(found))
