"""What people type about an act: its head, its rows, a pasted table or a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bcd138.formats.register_files import ActHead
from bcd138.web.committees.fields import DayField, RuledForm


class HeadForm(RuledForm):
    """The head of the paper: number and symbol, title, days, who issued it, its text."""

    number = forms.CharField(label=_("Số, ký hiệu"), max_length=60)
    issued_by = forms.CharField(label=_("Cơ quan ban hành"), max_length=200, required=False)
    title = forms.CharField(label=_("Trích yếu"), max_length=300)
    issued_on = DayField(label=_("Ngày ban hành"))
    effective_on = DayField(
        label=_("Ngày hiệu lực"),
        help_text=_("Ngày đầu tiên theo tổ chức mới."),
    )
    text = forms.CharField(
        label=_("Nội dung"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Chép phần văn bản nói về việc sắp xếp, để người sau đối chiếu."),
    )

    def head(self) -> ActHead | None:
        """Return the head; where only a day can be read, one for checking the rows.

        ``None`` where nobody can tell on which day the rows hold.
        """
        given: dict[str, Any] = self.cleaned_data
        on = given.get("effective_on")
        if on is None:
            return None
        return ActHead(
            number=given.get("number", "?"),
            title=given.get("title", ""),
            issued_on=given.get("issued_on") or on,
            effective_on=on,
            text=given.get("text", "").replace("\r\n", "\n"),
            issued_by=given.get("issued_by", ""),
        )
