"""Addresses of reading texts."""

from __future__ import annotations

from django.urls import path

from bcd138.web.intake import decisions, views

app_name = "intake"
urlpatterns = [
    path("", views.text_list, name="list"),
    path("nhan/", views.receive, name="receive"),
    path("<int:text_id>/", views.text_detail, name="detail"),
    path("<int:text_id>/tim-don-vi/", views.unit_choices, name="unit-choices"),
    path("<int:text_id>/don-vi/", decisions.choose_unit, name="choose-unit"),
    path("<int:text_id>/ky/", decisions.choose_period, name="choose-period"),
    path("<int:text_id>/nhan-het-chac/", decisions.accept_certain, name="accept-certain"),
    path("<int:text_id>/goi-y/<int:suggestion_id>/", views.row, name="row"),
    path("<int:text_id>/goi-y/<int:suggestion_id>/nhan/", decisions.accept, name="accept"),
    path("<int:text_id>/goi-y/<int:suggestion_id>/sua/", decisions.correct, name="correct"),
    path("<int:text_id>/goi-y/<int:suggestion_id>/bo/", decisions.reject, name="reject"),
    path("<int:text_id>/goi-y/<int:suggestion_id>/mo-lai/", decisions.reopen, name="reopen"),
]
