"""Questions about notices: each person sees their own."""

from __future__ import annotations

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from bcd138.apps.accounts.models import User
from bcd138.apps.notices.models import Notice


def notices(*, by: User) -> QuerySet[Notice]:
    """Return what a person was told, the latest first."""
    return Notice.objects.filter(user=by)


def unread(*, by: User) -> QuerySet[Notice]:
    """Return what a person was told and has not read."""
    return notices(by=by).filter(read_at=None)


def unread_first(*, by: User) -> QuerySet[Notice]:
    """Return what a person was told: the unread first, among those the latest."""
    return notices(by=by).order_by(F("read_at").desc(nulls_first=True), "-at", "-pk")


def notice(notice_id: int, *, by: User) -> Notice:
    """Return one notice of a person.

    Raises:
        Notice.DoesNotExist: There is none, or it was somebody else who was told.
    """
    return notices(by=by).get(pk=notice_id)


def unread_count() -> Coalesce:
    """Return how many a person has not read, asked along with a row that has the ``user``."""
    mine = Notice.objects.filter(user=OuterRef("user"), read_at=None).order_by()
    count = mine.values("user").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(count), 0)
