"""A line of commendation in words: its form, and how many were commended."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bcd138.web.templatetags.say import number


def award_form(details: dict[str, Any]) -> str:
    """Name the form; a line that mixes forms names them all and is never split."""
    names = {
        "bang_khen": _("Bằng khen"),
        "giay_khen": _("Giấy khen"),
        "co_thi_dua": _("Cờ thi đua"),
        "ky_niem_chuong": _("Kỷ niệm chương"),
        "huan_chuong": _("Huân chương"),
        "unspecified": _("Khen thưởng (chưa rõ hình thức)"),
    }
    mixed = [names.get(form, form) for form in details.get("forms_mixed") or []]
    if mixed:
        return _("%(forms)s (ghi gộp)") % {"forms": ", ".join(mixed)}
    return names.get(details.get("form", ""), _("Khen thưởng"))


def award_count(details: dict[str, Any]) -> str:
    """Say how many collectives and individuals, or how many of both where they are not split."""
    parts = []
    if (collectives := details.get("collectives")) is not None:
        said = ngettext("%(n)s tập thể", "%(n)s tập thể", collectives)
        parts.append(said % {"n": number(collectives)})
    if (individuals := details.get("individuals")) is not None:
        said = ngettext("%(n)s cá nhân", "%(n)s cá nhân", individuals)
        parts.append(said % {"n": number(individuals)})
    if (both := details.get("total_unsplit")) is not None:
        parts.append(_("%(n)s tập thể, cá nhân") % {"n": number(both)})
    return ", ".join(parts)
