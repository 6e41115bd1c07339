"""Addresses of confirmed figures."""

from __future__ import annotations

from django.urls import path

from bcd138.web.analytics import (
    chart_views,
    files,
    leader_views,
    map_views,
    pivot_export,
    pivot_views,
    saved_views,
    views,
)

app_name = "analytics"
urlpatterns = [
    path("tong-hop/", views.unit, name="unit"),
    path("tong-hop/so-sanh/", views.comparison, name="comparison"),
    path("tong-hop/bang/", pivot_views.table, name="pivot"),
    path("tong-hop/bieu-do/", chart_views.charts, name="chart"),
    path("tong-hop/ban-do/", map_views.map_of_values, name="map"),
    path("tong-hop/lanh-dao/", leader_views.dashboard, name="leader"),
    path("tong-hop/lanh-dao/chi-tieu/", leader_views.choose, name="choose_indicators"),
    path("tong-hop/bang/chi-tieu/", pivot_views.indicators, name="pivot_indicators"),
    path("tong-hop/bang/tai-ve/", pivot_export.export, name="pivot_export"),
    path("tong-hop/cach-xem/", saved_views.listing, name="saved_views"),
    path("tong-hop/cach-xem/luu/", saved_views.keep, name="keep_view"),
    path("tong-hop/cach-xem/<int:view_id>/doi/", saved_views.change, name="change_view"),
    path("tong-hop/cach-xem/<int:view_id>/xoa/", saved_views.delete, name="delete_view"),
    path("tong-hop/tong/", views.total, name="total"),
    path("tong-hop/so-lieu.csv", files.download, name="file"),
    path("so-lieu/<int:data_value_id>/", views.figure, name="figure"),
]
