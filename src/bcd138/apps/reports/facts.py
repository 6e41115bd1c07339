"""Rows of the rooms below turned into the facts a review is written from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from bcd138.apps.intake.models import ReceivedText, Suggestion
from bcd138.apps.submissions.models import DataValue
from bcd138.domain.document.facts import Award, Fact, Meeting, Office
from bcd138.domain.extraction.reading import Change
from bcd138.domain.vietnamese.text import fold

Details = dict[int, dict[str, Any]]


def facts_of(values: Iterable[DataValue], details: Details) -> tuple[Fact, ...]:
    """Return figures in the catalogue's order, each group in one piece."""
    rows = sorted(values, key=lambda value: value.indicator.position)
    groups = list(dict.fromkeys(value.indicator.group for value in rows))
    rows.sort(key=lambda value: groups.index(value.indicator.group))
    return tuple(_fact(value, details.get(value.pk, {})) for value in rows)


def awards_of(suggestions: Iterable[Suggestion]) -> tuple[Award, ...]:
    """Return lines of commendation; a line that a second text repeats is taken once."""
    found: dict[tuple[object, ...], Award] = {}
    for suggestion in suggestions:
        award = _award(suggestion)
        counts = (award.collectives, award.individuals, award.total_unsplit)
        key = (fold(award.grantor), award.form, award.forms_mixed, *counts)
        found.setdefault(key, award)
    return tuple(found.values())


def tasks_of(suggestions: Iterable[Suggestion]) -> tuple[str, ...]:
    """Return tasks in the order of the texts, each once."""
    texts = (str(one.details.get("text") or one.quote).strip() for one in suggestions)
    return tuple({fold(text): text for text in texts if text}.values())


def chair_of(texts: Iterable[ReceivedText]) -> Office | None:
    """Return who chairs the committee, as the newest text names them."""
    people = (person for text in texts for person in text.people)
    found = (person for person in people if person.get("role") == "chair")
    return next((Office(one["name"], one.get("position") or "") for one in found), None)


def meeting_of(texts: Iterable[ReceivedText]) -> Meeting | None:
    """Return when and where the conference was held, as the newest dated text says."""
    for text in texts:
        if isinstance(text.conference_on, date):
            return Meeting(text.conference_on, text.conference_session, text.conference_place)
    return None


def committee_of(texts: Iterable[ReceivedText]) -> str:
    """Return the committee's name as the newest text that names it."""
    return next((text.committee for text in texts if text.committee), "")


def _fact(value: DataValue, details: dict[str, Any]) -> Fact:
    indicator = value.indicator
    return Fact(
        indicator=indicator.code,
        name=indicator.name,
        group=indicator.group,
        group_name=indicator.group_name,
        value_type=indicator.value_type,
        direction=indicator.direction,
        amount=value.amount,
        source_title=str(value.source_text),
        quote=value.source_quote,
        data_value=value.pk,
        revision=value.revision,
        stated=_stated(details.get("change")),
    )


def _stated(change: dict[str, Any] | None) -> Change | None:
    if not change:
        return None
    return Change(
        Decimal(str(change["value"])), change["unit"], change["direction"], change["base"]
    )


def _award(suggestion: Suggestion) -> Award:
    given = suggestion.details
    return Award(
        grantor=given.get("grantor") or "",
        form=given.get("form") or "unspecified",
        collectives=given.get("collectives"),
        individuals=given.get("individuals"),
        total_unsplit=given.get("total_unsplit"),
        forms_mixed=tuple(given.get("forms_mixed") or ()),
        counts_in_total=given.get("counts_in_total", True),
        source_title=str(suggestion.text),
        quote=suggestion.quote,
    )
