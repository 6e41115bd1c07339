"""How a refusal, a missing thing or a file is answered, the same on every page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme

from bcd138.domain.errors import Refused
from bcd138.web.templatetags.say import words_of

_MAY_INSIST = frozenset({"intake.same-figure-confirmed"})
Request = TypeVar("Request", bound=HttpRequest)
Given = ParamSpec("Given")
View = Callable[Concatenate[Request, Given], HttpResponse]


def explains_refusals(view: View[Request, Given]) -> View[Request, Given]:
    """Turn ``Refused`` into words (409) and ``DoesNotExist`` into 404."""

    @wraps(view)
    def answered(request: Request, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refused as refused:
            return refusal(request, refused)
        except ObjectDoesNotExist as missing:
            raise Http404 from missing

    return answered


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Say why not, in a partial for htmx and otherwise on a page with the way back."""
    context = {"words": words_of(refused.code, refused.params), "again": _again(request, refused)}
    if getattr(request, "htmx", False):
        answer = render(request, "components/refusal.html", context, status=409)
        answer["HX-Retarget"] = "#refusals"
        answer["HX-Reswap"] = "innerHTML show:none"
        return answer
    context["back"] = page_before(request)
    return render(request, "errors/refused.html", context, status=409)


def attachment(content: bytes, name: str, media_type: str) -> HttpResponse:
    """Answer with a file to take away."""
    named = content_disposition_header(as_attachment=True, filename=name)
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = named or "attachment"
    return answer


def _again(request: HttpRequest, refused: Refused) -> list[tuple[str, str]]:
    """Return the same form once more, where a person may insist on it."""
    if refused.code not in _MAY_INSIST:
        return []
    given = [(name, str(value)) for name, value in request.POST.items()]
    kept = [pair for pair in given if pair[0] != "csrfmiddlewaretoken"]
    return [*kept, ("supersede", "yes")]


def page_before(request: HttpRequest) -> str:
    """Return the page of ours the person came from, else the first page."""
    before = request.headers.get("referer", "")
    ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, request.is_secure())
    return before if ours else "/"
