"""Addresses of confirmed figures."""

from __future__ import annotations

from django.urls import path

from bcd138.web.analytics import files, views

app_name = "analytics"
urlpatterns = [
    path("tong-hop/", views.unit, name="unit"),
    path("tong-hop/so-sanh/", views.comparison, name="comparison"),
    path("tong-hop/tong/", views.total, name="total"),
    path("tong-hop/so-lieu.csv", files.download, name="file"),
    path("so-lieu/<int:data_value_id>/", views.figure, name="figure"),
]
