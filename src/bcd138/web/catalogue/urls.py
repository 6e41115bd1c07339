"""Addresses of the catalogue."""

from __future__ import annotations

from django.urls import path

from bcd138.web.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("", views.indicator_list, name="list"),
    path("<str:code>/", views.indicator_detail, name="detail"),
]
