"""A file comes in: its text is read and what was found is kept as suggestions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.db import transaction

from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.selectors import unit_worked_for
from bcd138.apps.accounts.sight import seen_among
from bcd138.apps.audit import services as audit
from bcd138.apps.catalogue.models import Indicator
from bcd138.apps.files import services as files
from bcd138.apps.files.store import digest_of
from bcd138.apps.intake import permissions, selectors
from bcd138.apps.intake.details import as_json, without_place
from bcd138.apps.intake.enums import SuggestionKind, UnitBasis
from bcd138.apps.intake.invented import says_it_is_invented
from bcd138.apps.intake.models import ReceivedText, Suggestion, TextFinding
from bcd138.apps.intake.vocabulary import current_vocabulary
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.errors import Refused
from bcd138.domain.extraction.reader import read
from bcd138.domain.extraction.reading import FoundAward, FoundFigure, FoundTask, Reading
from bcd138.domain.figure import fits
from bcd138.formats.text_file import read_text_file

_NAME_LENGTH, _SHORT = 255, 200
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The text as it is kept; ``is_new`` is false when these bytes were here already."""

    text: ReceivedText
    is_new: bool


def receive(*, content: bytes, source_name: str, by: User, at: datetime) -> Receipt:
    """Take in a file on behalf of the unit that ``by`` works for.

    It is decoded and read before anything is stored, so a bad file leaves no trace. The
    same bytes for the same unit give back the text that is there.

    Raises:
        Refused: ``intake.no-role``, ``intake.placed-elsewhere``,
            ``intake.indicator-unknown`` (the catalogue is not loaded) or what
            ``read_text_file`` says about the file.
    """
    received_for = _unit_of(by)
    known = selectors.received_before(digest_of(content), received_for)
    if known is not None:
        _check_seen(known, by)
        return Receipt(known, is_new=False)
    text = read_text_file(content, source_name)
    reading = read(text, current_vocabulary())
    return store_reading(reading, content=content, text=text, source_name=source_name, by=by, at=at)


@transaction.atomic
def store_reading(
    reading: Reading, *, content: bytes, text: str, source_name: str, by: User, at: datetime
) -> Receipt:
    """Keep a file, its text and what was read in it, all or nothing.

    Args:
        reading: Its offsets count the characters of ``text``.
        content: The file's bytes, kept once.
        text: What the bytes say.
        source_name: What the person calls the file.
        by: Who brought it.
        at: When.

    Raises:
        Refused: ``intake.no-role``, ``intake.placed-elsewhere`` or
            ``intake.indicator-unknown``.
    """
    received_for = _unit_of(by)
    indicators = _indicators(reading)
    is_invented = says_it_is_invented(text)
    org_unit = _unit_named(reading, by, is_invented=is_invented)
    media_type = _WORD if content.startswith(b"PK") else "text/plain"
    row, is_new = ReceivedText.objects.get_or_create(
        file=files.keep(content, media_type=media_type, at=at),
        received_for=received_for,
        defaults={
            **_columns(reading),
            "source_name": PurePath(source_name).name[-_NAME_LENGTH:],
            "text": text,
            "org_unit": org_unit,
            "org_unit_basis": UnitBasis.ABSENT if org_unit is None else UnitBasis.TEXT,
            "is_invented": is_invented,
            "received_by": by,
            "received_at": at,
        },
    )
    if is_new:
        Suggestion.objects.bulk_create(_suggestions(row, reading, indicators))
        TextFinding.objects.bulk_create(_findings(row, reading))
        about = {"text": row.pk, "sha256": row.file.sha256, "received_for": received_for.code}
        audit.record("text.received", by=by.username, at=at, **about)
    else:
        _check_seen(row, by)
    return Receipt(row, is_new)


def _check_seen(known: ReceivedText, by: User) -> None:
    """Refuse to give back a text that has since been found to speak of somebody else's unit."""
    if not selectors.visible(by=by).filter(pk=known.pk).exists():
        raise Refused("intake.placed-elsewhere", name=known.source_name)


def _unit_of(by: User) -> OrgUnit:
    permissions.check_can_receive(by)
    received_for = unit_worked_for(by)
    if received_for is None:
        raise Refused("intake.no-role")
    return received_for


def _unit_named(reading: Reading, by: User, *, is_invented: bool) -> OrgUnit | None:
    """Return the one unit of this name, level and time that ``by`` sees, or ``None``.

    An invented unit is found only in texts that say they are invented: a real commune may
    have the same name.
    """
    named = reading.org_unit
    if named.how != "text" or not named.name:
        return None
    last_day = reading.period.end if reading.period else None
    found = orgunits.named(named.name, last_day)
    if reading.level:
        found = [unit for unit in found if unit.level == reading.level]
    found = [unit for unit in found if is_invented or not unit.is_invented]
    seen = seen_among({unit.pk for unit in found}, by=by)
    found = [unit for unit in found if unit.pk in seen]
    return found[0] if len(found) == 1 else None


def _indicators(reading: Reading) -> dict[str, Indicator]:
    """Return every indicator that was read, by code; all must be in the catalogue."""
    codes = {figure.indicator for figure in reading.figures}
    codes |= {task.indicator for task in reading.tasks if task.indicator}
    known = {row.code: row for row in Indicator.objects.filter(code__in=codes)}
    missing = sorted(codes - set(known))
    if missing:
        raise Refused("intake.indicator-unknown", indicator=", ".join(missing))
    return known


def _columns(reading: Reading) -> dict[str, Any]:
    period, meeting = reading.period, reading.conference
    return {
        "title": reading.title or "",
        "committee": reading.committee.full_name or reading.committee.short_name or "",
        "level": reading.level or "",
        "org_unit_named": (reading.org_unit.name or "")[:_SHORT],
        "period_type": period.type if period else "",
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "conference_on": meeting.date,
        "conference_session": meeting.session or "",
        "conference_place": meeting.place or "",
        "people": as_json(reading.people),
    }


def _suggestions(
    text: ReceivedText, reading: Reading, indicators: dict[str, Indicator]
) -> Iterator[Suggestion]:
    for figure in reading.figures:
        if _can_be_kept(figure):
            yield _figure(text, figure, indicators[figure.indicator])
    for award in reading.awards:
        yield _other(text, SuggestionKind.AWARD, award, award.quote)
    for task in reading.tasks:
        quote = text.text[task.start : task.end]
        suggestion = _other(text, SuggestionKind.TASK, task, quote)
        if task.indicator:
            suggestion.indicator = indicators[task.indicator]
        yield suggestion


def _figure(text: ReceivedText, figure: FoundFigure, indicator: Indicator) -> Suggestion:
    period = figure.period
    return Suggestion(
        text=text,
        kind=SuggestionKind.FIGURE,
        start=figure.start,
        end=figure.end,
        quote=figure.quote,
        indicator=indicator,
        value=figure.value,
        unit=figure.unit,
        comparator=figure.comparator,
        numerator=figure.numerator,
        denominator=figure.denominator,
        target=figure.kind == "target",
        period_type=period.type if period else "",
        period_start=period.start if period else None,
        period_end=period.end if period else None,
        certain=figure.certainty == "sure",
        reason=figure.reason or "",
        rivals=list(figure.rivals),
        details={"change": as_json(figure.change)} if figure.change else {},
    )


def _other(
    text: ReceivedText, kind: SuggestionKind, found: FoundAward | FoundTask, quote: str
) -> Suggestion:
    return Suggestion(
        text=text,
        kind=kind,
        start=found.start,
        end=found.end,
        quote=quote,
        details=without_place(found),
    )


def _can_be_kept(figure: FoundFigure) -> bool:
    numbers = (figure.value, figure.numerator, figure.denominator)
    return all(fits(number) for number in numbers if number is not None)


def _findings(text: ReceivedText, reading: Reading) -> Iterator[TextFinding]:
    for finding in reading.findings:
        yield TextFinding(
            text=text,
            code=finding.code,
            severity=finding.severity,
            params=finding.params,
            start=finding.start,
            end=finding.end,
            quote=finding.quote,
        )
    for figure in reading.figures:
        if not _can_be_kept(figure):
            yield TextFinding(
                text=text,
                code="intake.value-out-of-range",
                severity="warning",
                params={"value": str(figure.value)},
                start=figure.start,
                end=figure.end,
                quote=figure.quote,
            )
