"""Addresses of what a person was told."""

from __future__ import annotations

from django.urls import path

from bcd138.web.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notice_list, name="list"),
    path("da-doc/", views.read_all, name="read-all"),
    path("<int:notice_id>/", views.read, name="read"),
]
