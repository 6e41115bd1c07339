"""Views kept by name: keeping, renaming, sharing and deleting them."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bcd138.apps.accounts.models import User
from bcd138.apps.analytics import services
from bcd138.apps.analytics.models import SavedView
from bcd138.apps.analytics.permissions import can_change_view
from bcd138.apps.analytics.saved_views import saved_views
from bcd138.domain.errors import Refused
from bcd138.web.analytics.question import query_of, question_of
from bcd138.web.answers import explains_refusals
from bcd138.web.requests import PageRequest


@dataclass(frozen=True, slots=True)
class ViewLine:
    """One kept view: where it leads, and whether it is one's own."""

    view: SavedView
    href: str
    is_mine: bool


def view_lines(*, by: User) -> list[ViewLine]:
    """Return the kept views a person may open, by name. One query."""
    address = reverse("analytics:pivot")
    return [
        ViewLine(view, f"{address}?{view.query}", can_change_view(by, view))
        for view in saved_views(by=by)
    ]


@require_GET
def listing(request: PageRequest) -> HttpResponse:
    """Show the views a person kept and those shared with them."""
    lines = view_lines(by=request.user)
    invented = any(line.view.org_unit.is_invented for line in lines)
    return render(request, "analytics/saved_views.html", {"lines": lines, "invented": invented})


@require_POST
@explains_refusals
def keep(request: PageRequest) -> HttpResponse:
    """Keep what the page shows under a name, and stay on the page."""
    asked = question_of(QueryDict(request.POST.get("query", "")), by=request.user)
    if asked is None:
        raise Refused("saved-view.no-question")
    view = services.keep_view(
        name=request.POST.get("ten", ""),
        query=query_of(asked),
        org_unit_code=asked.units[0],
        is_shared=request.POST.get("chia_se") == "1",
        by=request.user,
        at=now(),
    )
    messages.success(request, _("Đã lưu cách xem “%(name)s”.") % {"name": view.name})
    return redirect(f"{reverse('analytics:pivot')}?{view.query}")


@require_POST
@explains_refusals
def change(request: PageRequest, view_id: int) -> HttpResponse:
    """Give a kept view another name, and share it or no longer."""
    view = services.change_view(
        view_id=view_id,
        name=request.POST.get("ten", ""),
        is_shared=request.POST.get("chia_se") == "1",
        by=request.user,
        at=now(),
    )
    messages.success(request, _("Đã sửa cách xem “%(name)s”.") % {"name": view.name})
    return redirect("analytics:saved_views")


@require_POST
@explains_refusals
def delete(request: PageRequest, view_id: int) -> HttpResponse:
    """Delete a kept view."""
    services.delete_view(view_id=view_id, by=request.user, at=now())
    messages.success(request, _("Đã xóa cách xem. Số liệu không thay đổi."))
    return redirect("analytics:saved_views")
