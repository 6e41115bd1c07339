"""What a design begins with: nothing but the usual words, or a form there is."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from django.utils.timezone import localdate

from bcd138.apps.catalogue import forms
from bcd138.apps.catalogue.enums import DefinitionKind
from bcd138.domain.errors import Refused

NARRATIVES = {
    "results": "Tình hình và kết quả nổi bật",
    "difficulties": "Khó khăn, hạn chế",
    "causes": "Nguyên nhân",
    "proposals": "Kiến nghị, đề xuất",
}


def empty_content() -> dict[str, Any]:
    """Return the content of a form in which everything is still to be said."""
    return {
        "name": "",
        "regime": "",
        "period_type": "",
        "reporters": {"level": "commune", "kind": "territory", "names_begin": []},
        "source": "",
        "article": "",
        "checked": False,
        "due_days": None,
        "guidance": "",
        "sections": [{"number": None, "title": "", "columns": [], "rows": []}],
        "narratives": [],
        "rules": [],
    }


def copied_content(code: str) -> dict[str, Any]:
    """Return the content of the form ``code`` as it is today, nothing of it checked yet.

    Raises:
        Refused: ``designs.no-form-to-copy``.
    """
    definition = forms.definitions().on(DefinitionKind.DATA_SET, code, localdate())
    if definition is None:
        raise Refused("designs.no-form-to-copy", code=code)
    return {**deepcopy(definition.content), "checked": False}
