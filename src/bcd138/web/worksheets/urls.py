"""Addresses of units' own workbooks."""

from __future__ import annotations

from django.urls import path

from bcd138.web.worksheets import mending, views

app_name = "worksheets"
urlpatterns = [
    path("<int:sheet_id>/", views.sheet_detail, name="detail"),
    path("<int:sheet_id>/tep/", views.original, name="original"),
    path("<int:sheet_id>/dong/", mending.map_row, name="map"),
    path("<int:sheet_id>/quen/", mending.forget, name="forget"),
    path("<int:sheet_id>/o/", mending.repair, name="repair"),
    path("<int:sheet_id>/cot/", mending.choose_column, name="column"),
    path("<int:sheet_id>/trang/", mending.choose_sheet, name="sheet"),
    path("<int:sheet_id>/dua-vao/", mending.take, name="take"),
    path("<int:sheet_id>/de-rieng/", mending.set_aside, name="set-aside"),
    path("<str:org_unit>/<str:data_set>/<str:period>/", views.receive, name="receive"),
]
