"""A day as officers type it, and forms whose faults come from the rules, each at its field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bcd138.domain.committee_faults import Fault
from bcd138.domain.vietnamese.dates import parse_day
from bcd138.web.templatetags.say import words_of

_NAMED_OTHERWISE = {"decision": "decision_number", "signed_on": "decision_on"}


class DayField(forms.CharField):
    """A day written 22/11/2026; the browser's own language does not turn it round."""

    def __init__(self, **options: Any) -> None:
        attributes = {"placeholder": "22/11/2026", "autocomplete": "off"}
        super().__init__(max_length=10, widget=forms.TextInput(attrs=attributes), **options)
        self.error_messages["required"] = _("Chưa ghi ngày. Mời ghi như 22/11/2026.")

    def clean(self, value: object) -> date | None:
        """Return the day, or nothing where the field may stay empty."""
        written = super().clean(value)
        if not written:
            return None
        day = parse_day(written)
        if day is None:
            raise forms.ValidationError(words_of("committee.day-unreadable", {"written": written}))
        return day

    def prepare_value(self, value: object) -> object:
        """Write a day as officers do."""
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


class RuledForm(forms.Form):
    """A form whose rules live in the domain and answer with faults by field."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            kind = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
            if isinstance(field.widget, forms.CheckboxInput):
                kind = "form-check-input"
            field.widget.attrs.setdefault("class", kind)

    def add_faults(self, faults: Iterable[Fault]) -> None:
        """Say each fault at its field; one without a field here is said above the form."""
        for fault in faults:
            name = _NAMED_OTHERWISE.get(fault.field, fault.field)
            name = "on" if name == "valid_until" and "on" in self.fields else name
            at = name if name in self.fields else None
            said = words_of(fault.code, fault.params)
            if said not in self.errors.get(at or "__all__", []):
                self.add_error(at, said)


class SpanForm(RuledForm):
    """The first day something holds, and the first day it no longer does."""

    valid_from = DayField(label=_("Từ ngày"))
    valid_until = DayField(
        label=_("Thôi từ ngày"),
        required=False,
        help_text=_("Ngày đầu tiên không còn hiệu lực; để trống nếu còn đến nay."),
    )
