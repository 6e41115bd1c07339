"""What is typed when somebody is to sign for a unit, or no longer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bcd138.apps.accounts.enums import Capacity
from bcd138.apps.accounts.models import User
from bcd138.domain.errors import Refused
from bcd138.domain.signing import Capacity as SignsAs
from bcd138.domain.signing import SigningRight
from bcd138.web.committees.fields import DayField, RuledForm, SpanForm
from bcd138.web.signers.presenters import capacity_words
from bcd138.web.templatetags.say import words_of

_FIELDS = {
    "signing.ends-before-it-begins": "valid_until",
    "signing.without-end": "valid_until",
    "signing.longer": "valid_until",
    "signing.without-paper": "paper",
    "signing.granted-already": "person",
}


class SigningForm(RuledForm):
    """A form whose refusals stand at their field."""

    def add_refusal(self, refused: Refused) -> None:
        """Say a refusal at the field it speaks of, else above the form."""
        name = _FIELDS.get(refused.code)
        at = name if name in self.fields else None
        self.add_error(at, words_of(refused.code, refused.params))


class AppointForm(SigningForm, SpanForm):
    """Who signs, as what, from when until when, on which paper."""

    paper = forms.CharField(
        label=_("Văn bản"),
        required=False,
        max_length=300,
        help_text=_(
            "Số, ký hiệu, ngày. Quyền người đứng đầu, thừa lệnh và thừa ủy quyền bắt buộc có."
        ),
    )
    field_order = ("person", "capacity", "valid_from", "valid_until", "paper")

    def __init__(self, *args: Any, people: Iterable[User], **options: Any) -> None:
        super().__init__(*args, **options)
        names = {one.username: f"{one} ({one.position})".replace(" ()", "") for one in people}
        capacities = [(one, capacity_words(one)) for one in Capacity.values]
        self.fields["person"] = _choice(gettext("Người ký"), list(names.items()))
        self.fields["capacity"] = _choice(gettext("Tư cách ký"), capacities)
        self.order_fields(self.field_order)

    def right(self) -> SigningRight:
        """Return what was typed as the domain's value."""
        given = self.cleaned_data
        return SigningRight(
            SignsAs(given["capacity"]), given["valid_from"], given["valid_until"], given["paper"]
        )


def _choice(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    box = forms.Select(attrs={"class": "form-select"})
    return forms.ChoiceField(label=label, choices=choices, widget=box)


class DismissForm(SigningForm):
    """Since which day a right no longer holds."""

    valid_until = DayField(
        label=_("Thôi ký từ ngày"), help_text=_("Ngày đầu tiên không còn quyền ký.")
    )
