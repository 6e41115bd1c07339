"""The page of what a person was told, and marking it as read."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from bcd138.apps.notices import selectors, services
from bcd138.web.answers import explains_refusals
from bcd138.web.notices.presenters import href_of, notice_lines
from bcd138.web.requests import PageRequest

_ON_ONE_PAGE = 30


@require_GET
def notice_list(request: PageRequest) -> HttpResponse:
    """Show what this person was told, the unread first."""
    every = Paginator(selectors.unread_first(by=request.user), _ON_ONE_PAGE)
    page = every.get_page(request.GET.get("trang"))
    return render(request, "notices/notice_list.html", {"page": page, "lines": notice_lines(page)})


@require_POST
@explains_refusals
def read(request: PageRequest, notice_id: int) -> HttpResponse:
    """Mark one notice as read, and lead to what it is about where that is asked."""
    notice = selectors.notice(notice_id, by=request.user)
    services.read(by=request.user, at=now(), notice_id=notice.pk)
    href = href_of(notice.about) if request.POST.get("mo") else ""
    return redirect(href or "notices:list")


@require_POST
def read_all(request: PageRequest) -> HttpResponse:
    """Mark every notice of this person as read."""
    count = services.read(by=request.user, at=now())
    said = ngettext(
        "Đã đánh dấu đọc %(n)s thông báo.", "Đã đánh dấu đọc %(n)s thông báo.", count
    ) % {"n": count}
    messages.success(request, said)
    return redirect("notices:list")
