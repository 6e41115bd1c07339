"""What people type or choose about a text and the figures found in it."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from bcd138.domain.figure import COMPARATORS
from bcd138.domain.period import Period

_CODE_AT_END = re.compile(r"\(([a-z0-9_]+)\)\s*$")
_QUARTERS = tuple(enumerate(("I", "II", "III", "IV"), 1))
_NUMBER = re.compile(r"^[-+−]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?$", re.ASCII)


class NumberField(forms.CharField):
    """A number as officers write it: 1.234,5."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=30, **options)

    def clean(self, value: object) -> Decimal | None:
        """Return the number, or nothing where the field may stay empty."""
        written = super().clean(value).replace(" ", "").replace("\u00a0", "")
        if not written:
            return None
        if not _NUMBER.match(written):
            raise forms.ValidationError(_("Viết số như 1.234,5: chấm ngăn nghìn, phẩy thập phân."))
        try:
            return Decimal(written.replace(".", "").replace(",", ".").replace("−", "-"))
        except InvalidOperation as error:
            raise forms.ValidationError(_("Không đọc được số này.")) from error


class IndicatorField(forms.CharField):
    """An indicator chosen from the list "tên (mã)", or its code alone."""

    def clean(self, value: object) -> str:
        """Return the code; whether the catalogue has it is the service's to say."""
        written = super().clean(value)
        match = _CODE_AT_END.search(written)
        return match[1] if match else written


class CorrectForm(forms.Form):
    """The right indicator and number of a figure that was read wrongly."""

    indicator = IndicatorField(label=_("Chỉ tiêu"), max_length=300)
    comparator = forms.ChoiceField(
        label=_("So"), choices=[(sign, sign) for sign in COMPARATORS], initial="="
    )
    value = NumberField(label=_("Giá trị"))
    unit = forms.CharField(label=_("Đơn vị tính"), max_length=40, required=False)
    numerator = NumberField(label=_("Tử số"), required=False)
    denominator = NumberField(label=_("Mẫu số"), required=False)


class ManyFilesInput(forms.FileInput):
    """A file input that takes several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several uploaded files."""

    widget = ManyFilesInput

    def clean(self, data: object, initial: object = None) -> list[UploadedFile[Any]]:
        """Return the files; each is judged on its own when it is read."""
        del initial
        files = data if isinstance(data, list | tuple) else [data]
        return [file for file in files if isinstance(file, UploadedFile)]


class ReceiveForm(forms.Form):
    """Files to read, or a text pasted in."""

    files = ManyFilesField(required=False)  # type: ignore[assignment]  # its name is the page's
    pasted = forms.CharField(required=False, strip=False)

    def clean(self) -> dict[str, Any]:
        """Ask for one or the other."""
        cleaned = super().clean() or {}
        if not cleaned.get("files") and not (cleaned.get("pasted") or "").strip():
            raise forms.ValidationError(_("Chọn ít nhất một tệp, hoặc dán văn bản vào ô."))
        return cleaned


class PeriodForm(forms.Form):
    """A period put together from its kind and its years."""

    part = forms.ChoiceField(
        choices=[
            ("", _("Cả năm")),
            ("H1", _("6 tháng đầu năm")),
            ("H2", _("6 tháng cuối năm")),
            *[(f"Q{n}", format_lazy(_("Quý {roman}"), roman=roman)) for n, roman in _QUARTERS],
            *[(f"M{n:02d}", format_lazy(_("Tháng {month}"), month=n)) for n in range(1, 13)],
            ("-", _("Giai đoạn nhiều năm")),
        ],
        required=False,
    )
    year = forms.IntegerField(min_value=1990, max_value=2100)
    last_year = forms.IntegerField(min_value=1990, max_value=2100, required=False)

    @classmethod
    def of(cls, period: Period | None) -> PeriodForm:
        """Return the form as it says ``period``; blank where nobody knows it yet."""
        if period is None:
            return cls()
        years = {"year": period.start.year, "last_year": ""}
        if period.type.startswith("programme"):
            return cls(initial=years | {"part": "-", "last_year": period.end.year})
        return cls(initial=years | {"part": period.code[4:]})

    @property
    def code(self) -> str:
        """Return the period's code, which the domain reads."""
        part, year = self.cleaned_data["part"], self.cleaned_data["year"]
        if part == "-":
            return f"{year}-{self.cleaned_data['last_year'] or year}"
        return f"{year}{part}"
