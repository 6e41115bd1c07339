"""Addresses of the designer."""

from __future__ import annotations

from django.urls import path

from bcd138.web.designs import finding, views

app_name = "designs"
urlpatterns = [
    path("", views.design_list, name="list"),
    path("moi/", views.begin, name="begin"),
    path("<int:design_id>/", views.step, {"step": "chung"}, name="general"),
    path("<int:design_id>/muc/", views.step, {"step": "muc"}, name="sections"),
    path("<int:design_id>/thuyet-minh/", views.step, {"step": "thuyet-minh"}, name="narratives"),
    path("<int:design_id>/quy-tac/", views.step, {"step": "quy-tac"}, name="rules"),
    path("<int:design_id>/xem/", views.review, name="review"),
    path("<int:design_id>/tim/<int:section>/", finding.find_rows, name="find"),
    path("<int:design_id>/tep/", views.export, name="export"),
    path("<int:design_id>/bo/", views.remove, name="remove"),
]
