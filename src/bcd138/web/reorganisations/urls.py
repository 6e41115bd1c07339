"""Addresses of entering and undoing acts; they stand before those of the register."""

from __future__ import annotations

from django.urls import path

from bcd138.web.reorganisations import undoing, views

app_name = "reorganisations"
urlpatterns = [
    path("van-ban/nhap/", views.enter, name="enter"),
    path("van-ban/mau.xlsx", views.template, name="template"),
    path("van-ban/<int:act_id>/hoan-tac/", undoing.undo, name="undo"),
]
