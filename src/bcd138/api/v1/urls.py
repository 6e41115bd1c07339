"""Addresses of version 1 of the API."""

from __future__ import annotations

from bcd138.api.v1.api import addresses

app_name = "api-v1"
urlpatterns = addresses()
