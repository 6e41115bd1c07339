"""Going from page to page of a long list without losing what was asked for."""

from __future__ import annotations

from bcd138.web.requests import PageRequest


def query_kept(request: PageRequest) -> str:
    """Return the query without the page's number, ready to be followed by another."""
    query = request.GET.copy()
    query.pop("trang", None)
    return f"{query.urlencode()}&" if query else ""
