"""Words, numbers and dates as officers write them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.period import Period
from bcd138.domain.vietnamese.numbers import write_number
from bcd138.formats.messages import Messages, load_messages

register = template.Library()
_KINDS = frozenset({"tỉnh", "xã", "phường", "huyện", "thị"})


@cache
def _messages() -> Messages:
    return load_messages(settings.CATALOGUES / "messages")


def words_of(code: str, params: Mapping[str, Any]) -> str:
    """Return what a message code says in the reader's language."""
    return _messages().say(code, _language(), **params)


@register.filter
def number(value: Decimal | int | None, places: int | None = None) -> str:
    """Write 1234.5 as 1.234,5; nothing for nothing."""
    return "" if value is None else write_number(value, places)


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a day as 22/11/2026."""
    if isinstance(value, datetime):
        value = localtime(value)
    return "" if value is None else f"{value:%d/%m/%Y}"


@register.filter
def moment(value: datetime | None) -> str:
    """Write a time as 16:42 22/11/2026."""
    return "" if value is None else f"{localtime(value):%H:%M %d/%m/%Y}"


@register.filter
def comparator(sign: str) -> str:
    """Put a comparator into the word that stands before a number; nothing for equality."""
    return {
        ">": _("trên"),
        ">=": _("từ"),
        "<": _("dưới"),
        "<=": _("không quá"),
        "~": _("khoảng"),
    }.get(sign, "")


def amount_words(sign: str, value: Decimal | None) -> str:
    """Write a value with the word of its comparator before it: "trên 83"."""
    return f"{comparator(sign)} {number(value)}".strip()


def counts_words(numerator: Decimal | None, denominator: Decimal | None) -> str:
    """Write the counts behind a rate as 172/183; nothing where one is missing."""
    if numerator is None or denominator is None:
        return ""
    return f"{number(numerator)}/{number(denominator)}"


@register.filter
def period_words(period: Period | None) -> str:
    """Name a period in the reader's language."""
    if period is None:
        return ""
    if _language() == "vi":
        return period.label
    if period.kind == "programme":
        return f"programme {period.start.year}-{period.end.year}"
    if period.kind == "span":
        return f"{period.start:%d/%m/%Y} to {period.end:%d/%m/%Y}"
    name, _dashes, begins = f"{period.type} {period.code}".partition("--")
    days = f" ({period.start:%d/%m/%Y} to {period.end:%d/%m/%Y})" if begins else ""
    return name.replace("to_date", "to date") + days


@register.filter
def state_words(state: str) -> str:
    """Say where a report stands."""
    return words_of(f"state.{state}", {})


@register.filter
def opening(words: str) -> str:
    """Begin a line or a cell with a capital; the rest stays: "tỉnh Cao Bằng" alone is "Tỉnh"."""
    return words[:1].upper() + words[1:]


@register.filter
def inside(name: str) -> str:
    """Write a unit's name within a sentence: "xã Nam Hải", "tỉnh Cao Bằng"."""
    kind, space, rest = name.partition(" ")
    return f"{kind.lower()}{space}{rest}" if kind.lower() in _KINDS else name


@register.filter
def dated_name(unit: OrgUnit) -> str:
    """Name a unit, with its last or first day where another may have the same name."""
    if unit.valid_until is not None:
        last = unit.valid_until - timedelta(days=1)
        return _("%(name)s (đến %(day)s)") % {"name": unit.name, "day": f"{last:%d/%m/%Y}"}
    if unit.begun_by_id is not None:
        begins = f"{unit.valid_from:%d/%m/%Y}"
        return _("%(name)s (từ %(day)s)") % {"name": unit.name, "day": begins}
    return unit.name


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw one icon of our sprite; words beside it say what it means."""
    return format_html(
        '<svg class="glyph" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("icons.svg"),
        name,
    )


def _language() -> str:
    return "en" if (get_language() or "vi").startswith("en") else "vi"
