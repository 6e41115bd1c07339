"""Rows of the rooms below turned into the facts a review is written from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from bcd138.apps.analytics.restated import Cited
from bcd138.apps.committees.selectors import InOffice
from bcd138.apps.intake.models import ReceivedText, Suggestion
from bcd138.apps.submissions.models import DataValue
from bcd138.domain.document.facts import Award, Fact, Meeting, Office, Signature
from bcd138.domain.extraction.reading import Change
from bcd138.domain.figure import Amount
from bcd138.domain.vietnamese.text import fold

Details = dict[int, dict[str, Any]]


def facts_of(
    values: Iterable[DataValue], details: Details, joined: Iterable[Cited] = ()
) -> tuple[Fact, ...]:
    """Return figures in the catalogue's order, each group in one piece.

    ``joined`` are totals of the units that this one was formed from, or of the parts of the
    period; one is taken where the unit itself has no figure.
    """
    facts = {value.indicator: _fact(value, details.get(value.pk, {})) for value in values}
    for cited in joined:
        fact = _total_fact(cited)
        if fact is not None:
            facts.setdefault(cited.indicator, fact)
    rows = sorted(facts, key=lambda indicator: indicator.position)
    groups = list(dict.fromkeys(indicator.group for indicator in rows))
    rows.sort(key=lambda indicator: groups.index(indicator.group))
    return tuple(facts[indicator] for indicator in rows)


def _total_fact(cited: Cited) -> Fact | None:
    """Return a total as a fact; ``None`` where its parts make none."""
    indicator, total = cited.indicator, cited.total
    sources = [cited.values[part.figure.source] for part in total.parts if part.figure.source]
    amount = _total_amount(cited, sources)
    if amount is None or total.why_not:
        return None
    first, *others = sources
    return Fact(
        indicator=indicator.code,
        name=indicator.name,
        group=indicator.group,
        group_name=indicator.group_name,
        value_type=indicator.value_type,
        direction=indicator.direction,
        amount=amount,
        source_title="; ".join(
            f"{source.org_unit.name}, {source.period.label}" for source in sources
        ),
        quote=" + ".join(str(source.amount) for source in sources),
        data_value=first.pk,
        revision=first.revision,
        reported=total.reported,
        expected=total.expected,
        also=tuple(source.pk for source in others),
    )


def _total_amount(cited: Cited, sources: Sequence[DataValue]) -> Amount | None:
    """Return how much a total is: one figure taken as it is as it was written.

    Where all are written in one unit, so is their sum: 64 and 118 triệu đồng are 182. An
    estimate says "khoảng".
    """
    total = cited.total
    counts = (total.numerator, total.denominator)
    if total.taken is not None:
        return sources[0].amount
    if total.value is None:
        return None if total.percent is None else Amount(total.percent, "%", "=", *counts)
    if total.is_estimate:
        value = total.value.quantize(Decimal(1), ROUND_HALF_UP)
        return Amount(value, cited.unit, "~", *counts)
    return Amount(total.value, cited.unit, "=", *counts)


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
    """Return who chairs the committee, as the newest text that names one does."""
    people = (person for text in texts for person in text.people)
    found = (person for person in people if person.get("role") == "chair")
    return next((Office(one["name"], one.get("position") or "") for one in found), None)


def meeting_of(texts: Iterable[ReceivedText], led_by: Office | None) -> Meeting | None:
    """Return when and where the conference was held, as the newest dated text says."""
    for text in texts:
        if isinstance(text.conference_on, date):
            session, place = text.conference_session, text.conference_place
            return Meeting(text.conference_on, session, place, led_by)
    return None


def head_of(registered: InOffice, named: Office | None) -> Office | None:
    """Return who heads the committee on the day of writing.

    Where the register knows who signs that day but no chair, the seat is empty: whom an older
    text names is not put back into it.
    """
    if registered.signer is None:
        return named
    chair = registered.chair
    return Office(chair.person, chair.position) if chair else None


def signature_of(registered: InOffice) -> Signature | None:
    """Return who signs on the day of writing, by the register of committees."""
    signer = registered.signer
    return Signature(signer.person, signer.position, signer.titles) if signer else None


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
        source_title=value.source_name,
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
