"""Addresses of who signs, below their org unit."""

from __future__ import annotations

from django.urls import path

from bcd138.web.signers import views

app_name = "signers"
urlpatterns = [
    path("<str:code>/nguoi-ky/", views.signer_list, name="list"),
    path("<str:code>/nguoi-ky/them/", views.appoint, name="appoint"),
    path("<str:code>/nguoi-ky/<int:right_id>/thoi/", views.dismiss, name="dismiss"),
]
