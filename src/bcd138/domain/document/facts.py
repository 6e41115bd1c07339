"""What a review is written from: confirmed figures with their sources, frozen as values."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bcd138.domain.extraction.reading import Change
from bcd138.domain.figure import Amount
from bcd138.domain.period import Period


@dataclass(frozen=True, slots=True)
class Fact:
    """One confirmed figure of an indicator, and where it was said.

    ``stated`` is the change the sentence itself gives. ``reported`` of ``expected`` figures
    stand behind it: a total of units that were merged, or of halves of a year, is made of
    several, of which ``data_value`` is the first and ``also`` are the others.
    """

    indicator: str
    name: str
    group: str
    group_name: str
    value_type: str
    direction: str
    amount: Amount
    source_title: str
    quote: str
    data_value: int
    revision: int
    stated: Change | None = None
    reported: int = 1
    expected: int = 1
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Award:
    """One confirmed line of commendation; a merged line stays merged."""

    grantor: str
    form: str
    collectives: int | None
    individuals: int | None
    total_unsplit: int | None
    forms_mixed: tuple[str, ...]
    counts_in_total: bool
    source_title: str
    quote: str


@dataclass(frozen=True, slots=True)
class Office:
    """A person in office, as a received text or the register of committees names them."""

    name: str
    position: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs on the day of the paper, with the words of authority above the name."""

    name: str
    position: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """The review conference as a received text dates it, and who led it as the text says."""

    held_on: date
    session: str
    place: str
    led_by: Office | None = None


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """Everything a year-end review of one unit says.

    ``before`` are the same figures of the period a year earlier; ``aims`` are targets set
    for this period, ``next_aims`` those for what comes next. ``committee`` and ``chair`` are
    those of the day of writing where the register of committees knows them, else as the texts
    name them; ``signer`` comes from the register only.
    """

    org_unit: str
    org_unit_name: str
    level: str
    is_agency: bool
    is_invented: bool
    committee: str
    period: Period
    period_before: Period | None
    written_at: datetime
    figures: tuple[Fact, ...]
    before: tuple[Fact, ...]
    aims: tuple[Fact, ...]
    next_aims: tuple[Fact, ...]
    awards: tuple[Award, ...]
    tasks: tuple[str, ...]
    chair: Office | None
    meeting: Meeting | None
    signer: Signature | None = None

    @property
    def is_empty(self) -> bool:
        """Return whether nothing at all was confirmed."""
        return not (self.figures or self.aims or self.next_aims or self.awards or self.tasks)

    def fact_before(self, indicator: str) -> Fact | None:
        """Return the figure of the same indicator a year earlier."""
        return next((fact for fact in self.before if fact.indicator == indicator), None)


def as_json(facts: ReviewFacts) -> dict[str, Any]:
    """Return ``facts`` as JSON values: decimals and dates as text, nothing rounded."""
    return {key: _plain(value) for key, value in asdict(facts).items()}


def from_json(kept: dict[str, Any]) -> ReviewFacts:
    """Return the facts that ``as_json`` kept."""
    given = dict(kept)
    for name in ("figures", "before", "aims", "next_aims"):
        given[name] = tuple(_fact(item) for item in kept[name])
    given["awards"] = tuple(
        Award(**{**item, "forms_mixed": tuple(item["forms_mixed"])}) for item in kept["awards"]
    )
    given["tasks"] = tuple(kept["tasks"])
    given["period"] = _period(kept["period"])
    given["period_before"] = _period(kept["period_before"]) if kept["period_before"] else None
    given["written_at"] = datetime.fromisoformat(kept["written_at"])
    given["chair"] = Office(**kept["chair"]) if kept["chair"] else None
    given["meeting"] = _meeting(kept["meeting"], given["chair"]) if kept["meeting"] else None
    given["signer"] = _signature(kept["signer"]) if kept.get("signer") else None
    return ReviewFacts(**given)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any JSON value comes and goes
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _fact(item: dict[str, Any]) -> Fact:
    numbers = {
        name: None if item["amount"][name] is None else Decimal(item["amount"][name])
        for name in ("value", "numerator", "denominator")
    }
    stated = item["stated"]
    if stated is not None:
        stated = Change(**{**stated, "value": Decimal(stated["value"])})
    amount = Amount(**{**item["amount"], **numbers})
    also = tuple(item.get("also", ()))
    return Fact(**{**item, "amount": amount, "stated": stated, "also": also})


def _period(item: dict[str, str]) -> Period:
    return Period(date.fromisoformat(item["start"]), date.fromisoformat(item["end"]), item["type"])


def _meeting(item: dict[str, Any], chair: Office | None) -> Meeting:
    """Facts kept before a meeting said who led it name the chair, who led it then."""
    led_by = Office(**item["led_by"]) if item.get("led_by") else None
    return Meeting(
        date.fromisoformat(item["held_on"]),
        item["session"],
        item["place"],
        led_by if "led_by" in item else chair,
    )


def _signature(item: dict[str, Any]) -> Signature:
    return Signature(item["name"], item["position"], tuple(item["titles"]))
