"""What every page's frame shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from bcd138.apps.accounts.models import User
from bcd138.apps.accounts.selectors import assignment_shown
from bcd138.apps.notices import selectors as notices
from bcd138.apps.orgunits.models import OrgUnit


@dataclass(frozen=True, slots=True)
class RailItem:
    """One word of the left rail and where it leads."""

    href: str
    words: str
    icon: str
    current: bool
    foot: bool = False


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the rail, and the unit and role of the person who has signed in.

    One query: the person's first assignment, with how much they have not read.
    """
    person = getattr(request, "user", None)
    if not isinstance(person, User):
        return {}
    assignment = assignment_shown(person, unread=notices.unread_count())
    return {
        "rail": _rail(request.path, assignment.org_unit if assignment else None),
        "my_unit": assignment.org_unit if assignment else None,
        "my_role": _role(assignment.role) if assignment else "",
        "unread_notices": getattr(assignment, "unread", 0),
    }


def _rail(path: str, unit: OrgUnit | None) -> list[RailItem]:
    """Return the words that stand so far; a page below an address belongs to its word.

    A word may lead further in than the pages that belong to it begin.
    """
    own = []
    if unit is not None:
        address = reverse("committees:detail", args=[unit.code])
        own.append((address, _("Ban Chỉ đạo"), "person", True))
    words = [
        (reverse("home"), _("Trang chủ"), "home", False),
        (reverse("entry:list"), _("Nhập báo cáo"), "entry", False),
        (reverse("intake:list"), _("Đọc văn bản"), "read", False),
        (reverse("analytics:pivot"), _("Tổng hợp"), "sum", False),
        (reverse("reports:list"), _("Báo cáo"), "report", False),
        (reverse("completeness:matrix"), _("Tình hình nộp"), "clock", False),
        *own,
        (reverse("orgunits:list"), _("Đơn vị"), "map", True),
        (reverse("catalogue:list"), _("Danh mục chỉ tiêu"), "list", True),
    ]
    roots = {reverse("analytics:pivot"): reverse("analytics:unit")}
    home, *others = (href for href, *_ in words)
    above = [href for href in others if path.startswith(roots.get(href, href))]
    current = home if path == home else max(above, key=len, default="")
    return [RailItem(href, said, icon, href == current, foot) for href, said, icon, foot in words]


def _role(role: str) -> str:
    return {
        "reporter": _("Cán bộ báo cáo"),
        "standing": _("Cơ quan thường trực"),
        "leader": _("Lãnh đạo"),
        "reader": _("Người đọc"),
    }[role]
