"""A notice as pages show it: its words in the reader's language, and where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import NoReverseMatch, reverse

from bcd138.apps.notices.models import Notice
from bcd138.domain.errors import Refused
from bcd138.domain.period import parse_period
from bcd138.web.templatetags.say import period_words, words_of

_PAGES = {
    "submission": ("entry:report", ("org_unit", "data_set", "period")),
    "report": ("reports:detail", ("report",)),
}


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice: what it says, since when, and the page it is about, if there is one."""

    pk: int
    words: str
    at: datetime
    is_unread: bool
    href: str


def notice_lines(notices: Iterable[Notice]) -> list[NoticeLine]:
    """Return the notices as lines, in their order."""
    return [
        NoticeLine(
            pk=one.pk,
            words=words_of(one.code, _values(one)),
            at=one.at,
            is_unread=one.read_at is None,
            href=href_of(one.about),
        )
        for one in notices
    ]


def href_of(about: Mapping[str, str]) -> str:
    """Return the page that codes lead to; nothing for a kind without one."""
    page = _PAGES.get(about.get("kind", ""))
    if page is None:
        return ""
    view, names = page
    try:
        return reverse(view, args=[about[name] for name in names])
    except (KeyError, NoReverseMatch):
        return ""


def _values(notice: Notice) -> dict[str, Any]:
    """Return the values of the words: days as days, the period as the reader calls it."""
    values = {name: _day_or(value) for name, value in notice.params.items()}
    if "period" in values and "period" in notice.about:
        try:
            values["period"] = period_words(parse_period(notice.about["period"]))
        except Refused:
            return values
    return values


def _day_or(value: object) -> object:
    """Return a day kept as 2026-11-17 as a day; everything else as it is."""
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value
