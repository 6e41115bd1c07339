"""Addresses of who has sent and who has not."""

from __future__ import annotations

from django.urls import path

from bcd138.web.completeness import export, more_time, views

app_name = "completeness"
urlpatterns = [
    path("", views.matrix, name="matrix"),
    path("nhac/", views.remind, name="remind"),
    path("tep/", export.export, name="export"),
    path(
        "gia-han/<str:org_unit>/<str:data_set>/<str:period>/", more_time.more_time, name="more-time"
    ),
]
