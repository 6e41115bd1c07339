"""The pages for when something is not there or went wrong."""

from __future__ import annotations

import logging
import secrets

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request could not be taken, most often because it is too large."""
    too_large = isinstance(exception, RequestDataTooBig | TooManyFilesSent)
    status = 413 if too_large else 400
    return render(request, "errors/bad_request.html", {"too_large": too_large}, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that nothing is here, or nothing this person may see."""
    del exception
    return render(request, "errors/not_found.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request is not allowed."""
    del exception
    return render(request, "errors/forbidden.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form was open too long or came from elsewhere."""
    del reason
    return render(request, "errors/csrf.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that it is our fault, with a reference number that stands in the log too.

    No request goes into the template: what broke may break there again.
    """
    reference = secrets.token_hex(4)
    logger.error("reference %s: %s %s", reference, request.method, request.path)
    return HttpResponse(
        render_to_string("errors/broken.html", {"reference": reference}), status=500
    )
