"""Addresses of committees, below their org unit."""

from __future__ import annotations

from django.urls import path

from bcd138.apps.committees.enums import RowKind
from bcd138.web.committees import people, rows, views

app_name = "committees"
_HERE = "<str:code>/ban-chi-dao/"
_LISTS = {RowKind.NAME: "ten", RowKind.AGENCY: "thuong-truc", RowKind.SEAT: "thanh-vien"}

urlpatterns = [
    path(_HERE, views.committee_detail, name="detail"),
    path(f"{_HERE}in/", views.committee_print, name="print"),
    path(f"{_HERE}lap/", views.establish, name="establish"),
    path(f"{_HERE}thoi-gian/", views.set_days, name="days"),
    path(f"{_HERE}nhap/", people.import_list, name="import"),
]
for _kind, _word in _LISTS.items():
    _given = {"kind": _kind}
    urlpatterns += [
        path(f"{_HERE}{_word}/them/", rows.add, _given, name=f"add-{_kind}"),
        path(f"{_HERE}{_word}/<int:row_id>/", rows.correct, _given, name=f"correct-{_kind}"),
        path(f"{_HERE}{_word}/<int:row_id>/thoi/", rows.end, _given, name=f"end-{_kind}"),
        path(f"{_HERE}{_word}/<int:row_id>/bo/", rows.remove, _given, name=f"remove-{_kind}"),
    ]
