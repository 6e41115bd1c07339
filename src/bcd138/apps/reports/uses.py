"""Which figures stand in a draft, and what has become of them since it was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bcd138.apps.accounts.models import User
from bcd138.apps.reports.models import Report, Use
from bcd138.apps.submissions import selectors as submissions
from bcd138.apps.submissions.models import DataValue
from bcd138.apps.submissions.selectors import Correction, key_of
from bcd138.domain.document.facts import ReviewFacts

Changed = Mapping[Report, list[Correction]]


def figures_in(facts: ReviewFacts) -> list[int]:
    """Return the ids of the figures that facts are made of, each once.

    A total stands on every figure below it.
    """
    kept = (*facts.figures, *facts.before, *facts.aims, *facts.next_aims)
    return sorted({one for fact in kept for one in (fact.data_value, *fact.also)})


def changes_in(report: Report, *, by: User) -> tuple[Correction, ...]:
    """Return the figures of a draft that say something else now, as far as ``by`` sees them.

    Three queries.
    """
    stand = list(report.uses.values_list("data_value", flat=True))
    return submissions.corrections(stand, by=by)


def drafts_touched(figures: Iterable[int]) -> Changed:
    """Return the drafts that a change of figures touches, with what they say and what counts.

    A draft that was written from an earlier revision is one of them; what whoever drafted
    it may not see is left out. Two queries, and two for each person who drafted.
    """
    ended = {key_of(one): one for one in DataValue.objects.filter(pk__in=list(figures))}
    uses = (
        Use.objects.filter(
            data_value__org_unit__in={one.org_unit_id for one in ended.values()},
            data_value__indicator__in={one.indicator_id for one in ended.values()},
            data_value__period_start__in={one.period_start for one in ended.values()},
        )
        .select_related(
            "report__org_unit",
            "report__drafted_by",
            "data_value__org_unit",
            "data_value__indicator",
        )
        .defer("report__facts")
        .order_by("report", "pk")
    )
    known: dict[User, dict[tuple[object, ...], Correction]] = {}
    touched: dict[Report, list[Correction]] = {}
    for use in uses:
        person = use.report.drafted_by
        if person not in known:
            changes = submissions.corrections((one.pk for one in ended.values()), by=person)
            known[person] = {key_of(change.was): change for change in changes}
        change = known[person].get(key_of(use.data_value))
        if change is not None:
            told = Correction(use.data_value, change.now)
            touched.setdefault(use.report, []).append(told)
    return touched
