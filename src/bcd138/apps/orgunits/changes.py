"""What one act changed: questions that read a page of its rows at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from bcd138.apps.orgunits.models import Act, OrgUnit, Parentage, Succession, UnitName
from bcd138.apps.orgunits.names import bare_name
from bcd138.apps.orgunits.selectors import height

Rows = QuerySet[Any]


def begun(act: Act, query: str = "") -> Rows:
    """Return the units an act began, the higher levels first, then by name."""
    return OrgUnit.objects.filter(_named(query), begun_by=act).order_by(*_order(""))


def ended(act: Act, query: str = "") -> Rows:
    """Return the units an act ended, in the same order."""
    return OrgUnit.objects.filter(_named(query), ended_by=act).order_by(*_order(""))


def moved(act: Act, query: str = "") -> Rows:
    """Return the links by which an act moved standing units under another."""
    return (
        Parentage.objects.filter(_named(query, "org_unit__"), begun_by=act)
        .exclude(org_unit__begun_by=act)
        .select_related("org_unit")
        .order_by(*_order("org_unit__"))
    )


def renamed(act: Act, query: str = "") -> Rows:
    """Return the names that an act gave to standing units."""
    return (
        UnitName.objects.filter(_named(query, "org_unit__"), begun_by=act)
        .exclude(org_unit__begun_by=act)
        .select_related("org_unit")
        .order_by(*_order("org_unit__"))
    )


def passed_on(act: Act, query: str = "") -> Rows:
    """Return which unit became which by an act, in the order of the old ones."""
    either = _named(query, "before__") | _named(query, "after__") if query else Q()
    return (
        Succession.objects.filter(either, act=act)
        .select_related("before", "after")
        .order_by(*_order("before__"), *_order("after__"))
    )


ASKED: dict[str, Callable[..., Rows]] = {
    "begun": begun,
    "ended": ended,
    "moved": moved,
    "renamed": renamed,
    "passed_on": passed_on,
}


def counts(act: Act) -> dict[str, int]:
    """Return how many rows of each kind an act has. One query each."""
    return {kind: asked(act).count() for kind, asked in ASKED.items()}


def _order(prefix: str) -> tuple[Any, ...]:
    return (height(prefix), f"{prefix}sort_key", f"{prefix}code")


def _named(query: str, prefix: str = "") -> Q:
    words = query.replace("\0", "").strip()
    if not words:
        return Q()
    name = Q(**{f"{prefix}search_name__contains": bare_name(words)})
    return name | Q(**{f"{prefix}code__istartswith": words})
