"""Pages of the legal acts behind the register: their list, and what one of them changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from bcd138.apps.orgunits import changes, selectors
from bcd138.domain.org_unit import Register
from bcd138.web.orgunits.days import ChosenDay
from bcd138.web.orgunits.pages import query_kept
from bcd138.web.orgunits.tree import place_of
from bcd138.web.orgunits.words import share_words
from bcd138.web.requests import PageRequest

_ON_ONE_PAGE = 50
_KINDS = {
    "ke-thua": "passed_on",
    "lap": "begun",
    "thoi": "ended",
    "chuyen": "moved",
    "doi-ten": "renamed",
}


@dataclass(frozen=True, slots=True)
class Side:
    """A unit in a row: its name of a day, what it stood under, and its page."""

    name: str
    code: str
    place: str
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row of an act: from what to what, and how much of it went there."""

    before: Side | None
    after: Side | None
    share: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of change as a choice, with how many rows it has."""

    word: str
    said: str
    count: int
    is_current: bool


@require_GET
def act_list(request: PageRequest) -> HttpResponse:
    """Show every act that changed units, the latest first."""
    page = Paginator(selectors.acts(), _ON_ONE_PAGE).get_page(request.GET.get("trang"))
    return render(request, "orgunits/act_list.html", {"page": page})


@require_GET
def act_detail(request: PageRequest, act_id: int) -> HttpResponse:
    """Show one act and a page of what it changed."""
    act = selectors.acts().filter(pk=act_id).first()
    if act is None:
        raise Http404
    counts = changes.counts(act)
    asked = request.GET.get("xem", "")
    first = next((word for word, kind in _KINDS.items() if counts[kind]), "ke-thua")
    word = asked if asked in _KINDS else first
    query = request.GET.get("tim", "").strip()
    rows = changes.ASKED[_KINDS[word]](act, query)
    page = Paginator(rows, _ON_ONE_PAGE).get_page(request.GET.get("trang"))
    context = {
        "act": act,
        "page": page,
        "lines": lines(_KINDS[word], page, selectors.register(), act.effective_on, localdate()),
        "kinds": kinds(counts, word),
        "word": word,
        "query": query,
        "query_kept": query_kept(request),
    }
    return render(request, "orgunits/act_detail.html", context)


def kinds(counts: dict[str, int], current: str) -> list[Kind]:
    """Return the kinds of change that an act has."""
    said = {
        "ke-thua": _("Cũ → mới"),
        "lap": _("Lập"),
        "thoi": _("Kết thúc"),
        "chuyen": _("Chuyển"),
        "doi-ten": _("Đổi tên"),
    }
    return [
        Kind(word, said[word], counts[kind], word == current)
        for word, kind in _KINDS.items()
        if counts[kind]
    ]


def lines(kind: str, rows: Iterable[Any], register: Register, on: date, today: date) -> list[Line]:
    """Put one page of rows into words, with the names of the day before and of the day."""
    eve = on - timedelta(days=1)

    def old(code: str) -> Side:
        return _side(register, code, ChosenDay(eve, today, ""))

    def new(code: str) -> Side:
        return _side(register, code, ChosenDay(on, today, ""))

    makers = {
        "passed_on": lambda row: Line(
            old(row.before.code), new(row.after.code), share_words(row.share)
        ),
        "begun": lambda row: Line(None, new(row.code)),
        "ended": lambda row: Line(old(row.code), None),
        "moved": lambda row: Line(old(row.org_unit.code), new(row.org_unit.code)),
        "renamed": lambda row: Line(old(row.org_unit.code), new(row.org_unit.code)),
    }
    return [makers[kind](row) for row in rows]


def _side(register: Register, code: str, day: ChosenDay) -> Side:
    place = place_of(register, code, day.on)
    return Side(register.name(code, day.on), code, place, day.href(code))
