"""The API put together: who may call, what it says of itself, and its addresses."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from ninja import NinjaAPI
from ninja.security import SessionAuth

from bcd138.api.v1 import (
    acts,
    batches,
    data_sets,
    reorganisations,
    report_steps,
    submissions,
    totals,
    units,
)
from bcd138.api.v1.errors import answer_in_words, for_people_signed_in, refusal

api = NinjaAPI(
    title="BCĐ 138",
    version="1",
    description="The register of org units through time. Sign in on the site first.",
    urls_namespace="api-v1",
    docs_url=None,
    docs_decorator=for_people_signed_in,
    auth=SessionAuth(),
)
answer_in_words(api)
api.add_router("/units", units.router)
api.add_router("/acts/preview", reorganisations.preview_router)
api.add_router("/acts", acts.router)
api.add_router("/data-sets", data_sets.router)
api.add_router("/submissions/steps", report_steps.router)
api.add_router("/submissions/batch", batches.router)
api.add_router("/submissions", submissions.router)
api.add_router("/totals", totals.router)


def addresses() -> list[URLPattern | URLResolver]:
    """Return the addresses; each of them asks by itself who calls, and none redirects."""
    patterns = [one for one in api.urls[0] if isinstance(one, URLPattern)]
    for pattern in patterns:
        view = _not_here if pattern.name == "api-root" else pattern.callback
        pattern.callback = login_not_required(view)
    return [*patterns, path("<path:rest>", login_not_required(_not_here))]


@for_people_signed_in
def _not_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    del request, rest
    return refusal("api.not-here", 404)
