"""Addresses of the pages."""

from __future__ import annotations

from django.urls import include, path

from bcd138.web.home import views as home
from bcd138.web.styleguide import views as styleguide

urlpatterns = [
    path("", home.home, name="home"),
    path("van-ban/", include("bcd138.web.intake.urls")),
    path("", include("bcd138.web.analytics.urls")),
    path("bao-cao/", include("bcd138.web.reports.urls")),
    path("tinh-hinh-nop/", include("bcd138.web.completeness.urls")),
    path("nhap-bao-cao/", include("bcd138.web.entry.urls")),
    path("bang-tinh/", include("bcd138.web.worksheets.urls")),
    path("thong-bao/", include("bcd138.web.notices.urls")),
    path("don-vi/", include("bcd138.web.signers.urls")),
    path("don-vi/", include("bcd138.web.committees.urls")),
    path("don-vi/", include("bcd138.web.reorganisations.urls")),
    path("don-vi/", include("bcd138.web.orgunits.urls")),
    path("chi-tieu/", include("bcd138.web.catalogue.urls")),
    path("mau-bieu/thiet-ke/", include("bcd138.web.designs.urls")),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("", include("bcd138.web.accounts.urls")),
]
