"""Addresses of the register of org units."""

from __future__ import annotations

from django.urls import path

from bcd138.web.orgunits import acts, export, views

app_name = "orgunits"
urlpatterns = [
    path("", views.unit_list, name="list"),
    path("xuat/", export.export, name="export"),
    path("van-ban/", acts.act_list, name="acts"),
    path("van-ban/<int:act_id>/", acts.act_detail, name="act"),
    path("nhanh/<str:code>/", views.unit_branch, name="branch"),
    path("<str:code>/", views.unit_detail, name="detail"),
]
