"""Addresses of the catalogue."""

from __future__ import annotations

from django.urls import path, register_converter

from bcd138.web.catalogue import form_pages, reference, trial, views
from bcd138.web.catalogue.day_in_path import DayConverter

register_converter(DayConverter, "day")

app_name = "catalogue"
urlpatterns = [
    path("", views.indicator_list, name="list"),
    path("bieu-mau/", form_pages.form_list, name="forms"),
    path("bieu-mau/<str:code>/", form_pages.form_detail, name="form"),
    path("bieu-mau/<str:code>/<day:day>.yaml", form_pages.form_file, name="form-file"),
    path("ky-bao-cao/", reference.periods, name="periods"),
    path("phan-to/", reference.breakdowns, name="breakdowns"),
    path("quy-tac/", reference.checks, name="checks"),
    path("thu-dinh-nghia/", trial.trial, name="trial"),
    path("<str:code>/", views.indicator_detail, name="detail"),
]
