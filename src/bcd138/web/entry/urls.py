"""Addresses of the reports to fill in: which unit, which form, which period."""

from __future__ import annotations

from django.urls import include, path

from bcd138.web.entry import (
    amending,
    cell_pages,
    evidence,
    excel,
    listing,
    receipts,
    saving,
    sending,
    together,
    views,
)

app_name = "entry"
_below = [
    path("", views.report, name="report"),
    path("o/", saving.cells, name="cells"),
    path("o/<str:cell>/", cell_pages.cell, name="cell"),
    path("thuyet-minh/", saving.narratives, name="narratives"),
    path("o-trong/", saving.empty_cells, name="fill"),
    path("tu-van-ban/", saving.from_texts, name="take"),
    path("bieu-mau.xlsx", excel.form_file, name="form-file"),
    path("gui/", sending.send, name="send"),
    path("lay-lai/", sending.take_back, name="take-back"),
    path("ky/", sending.sign, name="sign"),
    path("tiep-nhan/", sending.receive, name="receive"),
    path("chap-nhan/", sending.approve, name="approve"),
    path("tra-lai/", sending.return_, name="return"),
    path("chot/", sending.close, name="close"),
    path("dinh-chinh/", amending.amend, name="amend"),
    path("bien-nhan/", receipts.receipt, name="receipt"),
    path("bien-nhan/noi-dung.json", receipts.content, name="signed-content"),
    path("tep/", evidence.attach, name="attach"),
    path("tep/<int:evidence_id>/", evidence.file, name="file"),
]
urlpatterns = [
    path("", listing.report_list, name="list"),
    path("mo/", listing.open_report, name="open"),
    path("chap-nhan/", together.accept, name="accept-many"),
    path("chot/", together.closing, name="closing"),
    path("chot/dong/", together.close, name="close-many"),
    path("<str:org_unit>/<str:data_set>/<str:period>/", include(_below)),
]
