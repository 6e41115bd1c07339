"""Undoing an act: what would be undone, then doing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bcd138.apps.orgunits import changes
from bcd138.apps.orgunits import selectors as orgunits
from bcd138.apps.orgunits.models import Act
from bcd138.apps.reorganisations import permissions, selectors, services
from bcd138.domain.errors import Refused
from bcd138.web.answers import explains_refusals
from bcd138.web.requests import PageRequest
from bcd138.web.templatetags.say import words_of

_SHOWN = 50


@require_http_methods(["GET", "POST"])
@explains_refusals
def undo(request: PageRequest, act_id: int) -> HttpResponse:
    """Say exactly what would be undone; undo it when the person says so."""
    act = orgunits.acts().get(pk=act_id)
    if act.is_from_catalogue:
        raise Refused("orgunit.act-of-the-catalogue", number=act.number)
    permissions.check_can_undo(request.user, act)
    if request.method != "POST":
        return _confirm(request, act)
    try:
        services.undo(act_id=act.pk, by=request.user, at=now())
    except Refused as refused:
        return _confirm(request, act, words_of(refused.code, refused.params))
    said = _("Đã hoàn tác văn bản {number}: sổ đơn vị như trước khi nhập.")
    messages.success(request, said.format(number=act.number))
    return redirect("orgunits:acts")


def _confirm(request: PageRequest, act: Act, refusal: str = "") -> HttpResponse:
    context = {
        "act": act,
        "refusal": refusal,
        "tables": [table for table in _tables(act) if table["count"]],
        "people": selectors.came_along(act, by=request.user),
    }
    status = 409 if refusal else 200
    return render(request, "reorganisations/act_undo.html", context, status=status)


def _tables(act: Act) -> list[dict[str, Any]]:
    """Return what goes, what stands again, and what is as before."""
    counts = changes.counts(act)
    said = {
        "begun": _("Bị xóa khỏi sổ"),
        "ended": _("Hoạt động trở lại"),
        "moved": _("Về nơi trực thuộc cũ"),
        "renamed": _("Mang lại tên cũ"),
    }
    return [
        {
            "title": title,
            "count": counts[kind],
            "names": [_name(row) for row in changes.ASKED[kind](act)[:_SHOWN]],
            "more": max(counts[kind] - _SHOWN, 0),
        }
        for kind, title in said.items()
    ]


def _name(row: Any) -> str:  # noqa: ANN401 - a unit, or a name or a link of one
    unit = getattr(row, "org_unit", row)
    return f"{unit.name} ({unit.code})"
