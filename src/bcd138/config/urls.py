"""Addresses: every page hangs below the web door, the API has a door of its own."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("bcd138.api.v1.urls")),
    path("", include("bcd138.web.urls")),
]
handler400 = "bcd138.web.errors.bad_request"
handler404 = "bcd138.web.errors.not_found"
handler403 = "bcd138.web.errors.forbidden"
handler500 = "bcd138.web.errors.broken"
