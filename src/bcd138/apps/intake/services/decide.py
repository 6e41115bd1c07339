"""A named person decides on what was read; only then a figure enters the books."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localtime

from bcd138.apps.accounts.models import User
from bcd138.apps.audit import services as audit
from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.intake import selectors
from bcd138.apps.intake.details import as_json
from bcd138.apps.intake.enums import SuggestionKind, SuggestionState
from bcd138.apps.intake.models import ReceivedText, Suggestion
from bcd138.apps.intake.services import book
from bcd138.apps.intake.services.place import locked_text
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.domain.errors import Refused
from bcd138.domain.figure import Amount, check_amount
from bcd138.domain.period import parse_period


@transaction.atomic
def confirm(*, suggestion_id: int, by: User, at: datetime, supersede: bool = False) -> Suggestion:
    """Say yes to what was read: a figure enters the books, an award or task is marked.

    Args:
        suggestion_id: Its text stays locked until the transaction ends.
        by: Who answers for it.
        at: When.
        supersede: Replace a different figure in force instead of refusing.

    Raises:
        Suggestion.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``intake.not-yours``, ``intake.already-decided``, ``intake.no-unit``,
            ``intake.no-period`` or ``intake.same-figure-confirmed``.
    """
    suggestion = _locked_pending(suggestion_id, by)
    return _accept(suggestion, by, at, supersede=supersede)


@transaction.atomic
def correct(
    *,
    suggestion_id: int,
    by: User,
    at: datetime,
    indicator_code: str,
    value: Decimal,
    unit: str,
    comparator: str,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    period_code: str | None = None,
    supersede: bool = False,
) -> Suggestion:
    """Put a figure right and confirm it; what was read stays in ``details["read"]``.

    Args:
        suggestion_id: A pending figure.
        by: Who answers for it.
        at: When.
        indicator_code: What is counted.
        value: In ``unit``, with ``comparator`` and the counts as the sentence means them.
        unit: As written.
        comparator: One of ``= > >= < <= ~``.
        numerator: Of a ratio, if the sentence gives it.
        denominator: Of a ratio, if the sentence gives it.
        period_code: The sentence's own period; as it was if not given.
        supersede: Replace a different figure in force instead of refusing.

    Raises:
        Suggestion.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: As ``confirm`` and ``check_amount``, and ``intake.figures-only``,
            ``intake.indicator-unknown``, ``period.unreadable``.
    """
    suggestion = _locked_pending(suggestion_id, by)
    if suggestion.kind != SuggestionKind.FIGURE:
        raise Refused("intake.figures-only")
    indicator = Indicator.objects.filter(code=indicator_code, retired=False).first()
    if indicator is None:
        raise Refused("intake.indicator-unknown", indicator=indicator_code)
    amount = Amount(value, unit.strip(), comparator, numerator, denominator)
    check_amount(amount, may_fall=indicator.value_type == "change")
    book.put_right(
        suggestion, indicator, amount, parse_period(period_code) if period_code else None
    )
    return _accept(suggestion, by, at, supersede=supersede, state=SuggestionState.CORRECTED)


@transaction.atomic
def reject(*, suggestion_id: int, by: User, at: datetime) -> Suggestion:
    """Say that what was read is not so, or does not belong to the data.

    Raises:
        Suggestion.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``intake.not-yours`` or ``intake.already-decided``.
    """
    return _decide(_locked_pending(suggestion_id, by), SuggestionState.REJECTED, by, at)


@transaction.atomic
def reopen(*, suggestion_id: int, by: User, at: datetime) -> Suggestion:
    """Take a decision back: pending again, as it was read, and its figure out of force.

    A figure that other texts confirmed too stays, on the word of the first of them.

    Raises:
        Suggestion.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``intake.not-yours`` or ``intake.not-decided``.
    """
    suggestion = _locked(suggestion_id, by)
    if suggestion.state == SuggestionState.PENDING:
        raise Refused("intake.not-decided", quote=suggestion.quote)
    book.take_back(suggestion, by=by, at=at)
    suggestion.state = SuggestionState.PENDING
    suggestion.decided_by, suggestion.decided_at = None, None
    suggestion.save()
    _record("suggestion.reopened", suggestion, by, at)
    return suggestion


@transaction.atomic
def confirm_certain(
    *,
    text_id: int,
    by: User,
    at: datetime,
    kinds: Iterable[SuggestionKind] = (SuggestionKind.FIGURE,),
) -> int:
    """Confirm every pending figure the reader was sure of, and return how many.

    Left for a person's eye: figures the reader asks about, figures in a sentence that
    contradicts itself, and figures that differ from one in force.

    Args:
        text_id: The text; it stays locked until the transaction ends.
        by: Who answers for them.
        at: When.
        kinds: Awards and tasks are confirmed too where they are named here.

    Raises:
        ReceivedText.DoesNotExist: There is none, or none that ``by`` may see.
        Refused: ``intake.not-yours`` or ``intake.no-unit``.
    """
    wanted = frozenset(kinds)
    text = _locked_with_unit(text_id, by)
    findings = tuple(text.findings.all())
    pending = text.suggestions.filter(state=SuggestionState.PENDING, kind__in=wanted)
    count = 0
    for suggestion in pending.select_related("indicator").order_by("start", "pk"):
        is_figure = suggestion.kind == SuggestionKind.FIGURE
        if is_figure and not selectors.is_certain(suggestion, findings):
            continue
        suggestion.text = text
        try:
            _accept(suggestion, by, at)
        except Refused as refusal:
            if refusal.code in book.LEFT_FOR_A_PERSON:
                continue
            raise
        count += 1
    return count


def _accept(
    suggestion: Suggestion,
    by: User,
    at: datetime,
    *,
    supersede: bool = False,
    state: SuggestionState = SuggestionState.ACCEPTED,
) -> Suggestion:
    if suggestion.text.org_unit is None:
        raise Refused("intake.no-unit", title=str(suggestion.text))
    if suggestion.kind == SuggestionKind.FIGURE:
        suggestion.data_value = book.enter(suggestion, by=by, at=at, supersede=supersede)
    return _decide(suggestion, state, by, at)


def _decide(suggestion: Suggestion, state: SuggestionState, by: User, at: datetime) -> Suggestion:
    suggestion.state = state
    suggestion.decided_by, suggestion.decided_at = by, at
    suggestion.save()
    _record(f"suggestion.{state.value}", suggestion, by, at)
    return suggestion


def _locked_with_unit(text_id: int, by: User) -> ReceivedText:
    """Lock the text and then its unit: two texts may stand behind one figure of the books."""
    text = locked_text(text_id, by=by)
    if text.org_unit_id is not None:
        orgunits.locked(text.org_unit_id)
    return text


def _locked(suggestion_id: int, by: User) -> Suggestion:
    """Lock the text, its unit, the suggestion: in this order, so nobody waits in a ring."""
    mine = Suggestion.objects.filter(text__in=selectors.visible(by=by))
    text = _locked_with_unit(mine.get(pk=suggestion_id).text_id, by)
    suggestion = (
        Suggestion.objects.select_related("indicator", "decided_by", "data_value")
        .select_for_update(of=("self",))
        .get(pk=suggestion_id)
    )
    suggestion.text = text
    return suggestion


def _locked_pending(suggestion_id: int, by: User) -> Suggestion:
    suggestion = _locked(suggestion_id, by)
    if suggestion.decided_by is not None and suggestion.decided_at is not None:
        raise Refused(
            "intake.already-decided",
            quote=suggestion.quote,
            person=str(suggestion.decided_by),
            when=f"{localtime(suggestion.decided_at):%H:%M %d/%m/%Y}",
        )
    return suggestion


def _record(event: str, suggestion: Suggestion, by: User, at: datetime) -> None:
    about = {"suggestion": suggestion.pk, "text": suggestion.text_id, "kind": suggestion.kind}
    if suggestion.data_value_id is not None:
        about["data_value"] = suggestion.data_value_id
    if "read" in suggestion.details:
        about["read"] = as_json(suggestion.details["read"])
    audit.record(event, by=by.username, at=at, **about)
