"""A changed definition tried on past figures: a page that writes nothing."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from bcd138.apps.analytics.trial import trials
from bcd138.apps.catalogue import selectors
from bcd138.apps.catalogue.sources import sources
from bcd138.formats.catalogue_text import definition_change_text
from bcd138.web.answers import explains_refusals
from bcd138.web.catalogue.form_pages import yaml_answer
from bcd138.web.catalogue.presenters import groups_of
from bcd138.web.catalogue.proposal import field_choices, proposed
from bcd138.web.catalogue.trial_words import trial_page
from bcd138.web.requests import PageRequest


@require_GET
@explains_refusals
def trial(request: PageRequest) -> HttpResponse:
    """Let a person change a definition and see what last year would have been."""
    given = request.GET
    code = given.get("chi_tieu", "").strip()
    context: dict[str, Any] = {
        "groups": groups_of(selectors.current()),
        "code": code,
        "words": _words(given),
    }
    if not code:
        return render(request, "catalogue/trial.html", context)
    selectors.by_code(code)
    version = selectors.indicator_versions()[code][-1]
    context |= {
        "indicator": version,
        "fields": field_choices(version, given),
        "sources": sources(),
    }
    if "thu" in given or "tep" in given:
        made = proposed(code, given)
        if made.entry is not None and "tep" in given:
            return yaml_answer(definition_change_text(made.entry), made.file_name)
        context["faults"] = made.faults
        if made.proposal is not None:
            tried = trials(made.proposal, context["words"]["asked"], by=request.user)
            context["page"], context["query"] = trial_page(tried[0]), given.urlencode()
    return render(request, "catalogue/trial.html", context)


def _words(given: QueryDict) -> dict[str, str]:
    today = localdate()
    usual = {
        "asked": str(today.year - 1),
        "begins": f"01/01/{today.year + 1}",
        "source": next(iter(sources())),
        "article": "",
        "why": _("Đề nghị thử định nghĩa mới."),
    }
    return {key: given.get(key, words) for key, words in usual.items()}
