"""Addresses of signing in and out."""

from __future__ import annotations

from django.contrib.auth.views import LogoutView
from django.urls import path

from bcd138.web.accounts import views

urlpatterns = [
    path("dang-nhap/", views.SignIn.as_view(), name="login"),
    path("thoat/", LogoutView.as_view(), name="logout"),
    path("ngon-ngu/", views.choose_language, name="language"),
]
