"""The request as our pages see it: behind the sign-in, with htmx's details."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from bcd138.apps.accounts.models import User


class PageRequest(HttpRequest):
    """A request of a person who has signed in. For annotations only."""

    user: User
    htmx: HtmxDetails
