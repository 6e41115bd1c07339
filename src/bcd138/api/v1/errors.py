"""How the API says no: a code that never changes, and words in the caller's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.responses import Response

from bcd138.domain.errors import Refused
from bcd138.formats.messages import Messages, load_messages

_MISSING = frozenset(
    {
        "orgunit.unknown",
        "orgunit.act-unknown",
        "catalogue.unknown-data-set",
        "catalogue.no-form-on",
        "catalogue.unknown-indicator",
        "pivot.unknown-breakdown",
    }
)
_FAILED = {400: "api.body-unreadable", 403: "api.form-from-elsewhere"}


class Refusal(Schema):
    """Why not: the code for programs, the words for people."""

    code: str
    words: str


class Faults(Refusal):
    """Values that could not be read, each with its place."""

    fields: list[str]


def answer_in_words(api: NinjaAPI) -> None:
    """Let every no of ``api`` be JSON with its code and its words."""
    api.exception_handler(Refused)(_refused)
    api.exception_handler(AuthenticationError)(_not_signed_in)
    api.exception_handler(ValidationError)(_unreadable)
    api.exception_handler(HttpError)(_forbidden)
    api.exception_handler(ObjectDoesNotExist)(_not_seen)


def for_people_signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view of the API answer 401 to whoever has not signed in."""

    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return refusal("api.sign-in", 401)
        return view(request, *args, **kwargs)

    return answered


def refusal(code: str, status: int, params: Mapping[str, Any] | None = None) -> Response:
    """Return a refusal with its code and words."""
    return Response({"code": code, "words": words(code, params or {})}, status=status)


def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    del request
    return refusal(refused.code, status_of(refused), refused.params)


def status_of(refused: Refused) -> int:
    """Return the status of an answer that refuses: what is not there, or what may not be."""
    return 404 if refused.code in _MISSING else 409


def _not_signed_in(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    del request, error
    return refusal("api.sign-in", 401)


def _forbidden(request: HttpRequest, error: HttpError) -> HttpResponse:
    del request
    return refusal(_FAILED.get(error.status_code, "api.not-here"), error.status_code)


def _not_seen(request: HttpRequest, error: ObjectDoesNotExist) -> HttpResponse:
    """Answer the same whether it is not there or ``by`` may not see it."""
    del request, error
    return refusal("api.not-seen", 404)


def _unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    del request
    fields = sorted({str(fault["loc"][-1]) for fault in error.errors})
    told = words("api.values-unreadable", {"fields": fields})
    said = {"code": "api.values-unreadable", "words": told, "fields": fields}
    return Response(said, status=422)


def words(code: str, params: Mapping[str, Any]) -> str:
    """Return what a message code says in the caller's language."""
    language = "en" if (get_language() or "vi").startswith("en") else "vi"
    return _messages().say(code, language, **params)


@cache
def _messages() -> Messages:
    return load_messages(settings.CATALOGUES / "messages")
