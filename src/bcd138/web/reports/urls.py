"""Addresses of reports."""

from __future__ import annotations

from django.urls import path

from bcd138.web.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.report_list, name="list"),
    path("lap/", views.draft, name="draft"),
    path("<int:report_id>/", views.report_detail, name="detail"),
    path("<int:report_id>/tai-ve/", views.download, name="download"),
]
