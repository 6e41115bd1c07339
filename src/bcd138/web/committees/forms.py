"""What people type about a committee: its names, standing agencies, seats and lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bcd138.apps.committees.enums import RowKind
from bcd138.apps.orgunits.models import OrgUnit
from bcd138.domain.committee import DatedAgency, DatedName, DatedSeat, Decision, SeatRole
from bcd138.domain.committee_faults import row_faults
from bcd138.web.committees.fields import DayField, RuledForm, SpanForm
from bcd138.web.committees.words import role_choices

Dated = DatedName | DatedAgency | DatedSeat


class RowForm(SpanForm):
    """One dated row. Where its first day is unreadable, its other faults are still told."""

    def row(self) -> Dated:
        """Return what was typed as the domain's value."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Say what is wrong with the row itself, if the rules above cannot be asked."""
        cleaned = super().clean() or {}
        if self.errors:
            self.add_faults(row_faults(self.row()))
        return cleaned

    def _days(self) -> dict[str, Any]:
        begins = self.cleaned_data.get("valid_from")
        ends = self.cleaned_data.get("valid_until") if begins else None
        return {"valid_from": begins, "valid_until": ends}

    def _decision(self) -> Decision:
        given = self.cleaned_data
        return Decision(given.get("decision_number", ""), given.get("decision_on"))


class NameForm(RowForm):
    """What the committee is called, by which decision."""

    name = forms.CharField(
        label=_("Tên Ban Chỉ đạo"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Chép nguyên văn trong quyết định; văn bản sẽ dùng đúng tên này."),
    )
    scope = forms.CharField(
        label=_("Phạm vi"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ví dụ: phòng, chống tội phạm, tệ nạn xã hội, mua bán người."),
    )
    decision_number = forms.CharField(label=_("Quyết định số"), required=False)
    decision_on = DayField(label=_("Ngày ký quyết định"), required=False)
    field_order = ("name", "scope", "decision_number", "decision_on", "valid_from", "valid_until")

    def row(self) -> DatedName:
        """Return the name."""
        given = self.cleaned_data
        return DatedName(
            name=" ".join(given.get("name", "").split()),
            scope=" ".join(given.get("scope", "").split()),
            decision=self._decision(),
            **self._days(),
        )


class AgencyForm(RowForm):
    """The standing agency: one of the units of the place, or its name in words."""

    org_unit = forms.ChoiceField(label=_("Chọn đơn vị"), required=False)
    words = forms.CharField(
        label=_("Hoặc ghi tên cơ quan"),
        required=False,
        help_text=_("Ví dụ: Công an tỉnh. Chỉ dùng khi chưa chọn đơn vị."),
    )
    field_order = ("org_unit", "words", "valid_from", "valid_until")

    def __init__(self, *args: Any, units: Iterable[OrgUnit] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(unit.code, unit.name) for unit in units]
        self.fields["org_unit"].choices = [("", "–"), *choices]  # type: ignore[attr-defined]

    def row(self) -> DatedAgency:
        """Return the standing agency."""
        given = self.cleaned_data
        return DatedAgency(
            org_unit=given.get("org_unit", ""), words=given.get("words", ""), **self._days()
        )


class SeatForm(RowForm):
    """A person in office and the role in the committee."""

    person = forms.CharField(label=_("Họ và tên"), required=False)
    position = forms.CharField(
        label=_("Chức vụ"), required=False, help_text=_("Ví dụ: Phó Chủ tịch UBND tỉnh.")
    )
    agency = forms.CharField(label=_("Cơ quan, đơn vị"), required=False)
    role = forms.ChoiceField(
        label=_("Vai trò trong Ban"), choices=role_choices, initial=SeatRole.MEMBER.value
    )
    is_acting = forms.BooleanField(
        label=_("Quyền hoặc phụ trách, khi chưa có người giữ vai trò này"), required=False
    )
    rank = forms.IntegerField(
        label=_("Thứ tự trong quyết định"), required=False, min_value=0, max_value=999
    )
    decision_number = forms.CharField(label=_("Quyết định số"), required=False)
    decision_on = DayField(label=_("Ngày ký quyết định"), required=False)
    field_order = (
        "person",
        "position",
        "agency",
        "role",
        "is_acting",
        "rank",
        "decision_number",
        "decision_on",
    )

    def row(self) -> DatedSeat:
        """Return the seat."""
        given = self.cleaned_data
        return DatedSeat(
            role=SeatRole(given.get("role") or SeatRole.MEMBER),
            person=given.get("person", ""),
            position=given.get("position", ""),
            agency=given.get("agency", ""),
            is_acting=given.get("is_acting", False),
            rank=given.get("rank") or 0,
            decision=self._decision(),
            **self._days(),
        )


class EndForm(RuledForm):
    """Since which day something no longer holds."""

    on = DayField(
        label=_("Thôi từ ngày"),
        help_text=_("Ngày đầu tiên không còn hiệu lực, thường là ngày quyết định mới có hiệu lực."),
    )


class ListForm(RuledForm):
    """A list of people pasted from a spreadsheet or given as a CSV file."""

    rows = forms.CharField(
        label=_("Dán bảng từ Excel"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 9, "spellcheck": "false"}),
    )
    file = forms.FileField(label=_("Hoặc chọn tệp CSV"), required=False)
    valid_from = DayField(label=_("Danh sách có hiệu lực từ ngày"))
    decision_number = forms.CharField(label=_("Quyết định số"), required=False)
    decision_on = DayField(label=_("Ngày ký quyết định"), required=False)
    replaces = forms.BooleanField(
        label=_("Thay cả danh sách đang có: thành viên hiện có thôi từ ngày này"), required=False
    )


FORMS: dict[RowKind, type[RowForm]] = {
    RowKind.NAME: NameForm,
    RowKind.AGENCY: AgencyForm,
    RowKind.SEAT: SeatForm,
}


def initial_of(row: Dated) -> dict[str, Any]:
    """Return a row as its form shows it."""
    shown = {name: getattr(row, name) for name in ("valid_from", "valid_until")}
    if isinstance(row, DatedAgency):
        return shown | {"org_unit": row.org_unit, "words": row.words}
    shown |= {"decision_number": row.decision.number, "decision_on": row.decision.signed_on}
    if isinstance(row, DatedName):
        return shown | {"name": row.name, "scope": row.scope}
    names = ("person", "position", "agency", "is_acting", "rank")
    return shown | {name: getattr(row, name) for name in names} | {"role": row.role.value}
