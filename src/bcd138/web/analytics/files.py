"""Figures as they were published, to take away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET

from bcd138.apps.analytics.export import PublishedFile, published_file
from bcd138.domain.period import Period
from bcd138.web.analytics.moments import day_chosen
from bcd138.web.answers import attachment, explains_refusals
from bcd138.web.requests import PageRequest


@dataclass(frozen=True, slots=True)
class FileWords:
    """A file to take away: its period, where it lies, and the digest to compare by."""

    period: Period
    name: str
    href: str
    sha256: str


def file_words(files: Iterable[PublishedFile]) -> list[FileWords]:
    """Return what the page tells of each file."""
    return [FileWords(one.period, one.name, _address(one), one.sha256) for one in files]


@require_GET
@explains_refusals
def download(request: PageRequest) -> HttpResponse:
    """Answer with the figures of a unit for a period as published by the end of a day."""
    file = published_file(
        request.GET.get("don_vi", ""),
        request.GET.get("ky", ""),
        by=request.user,
        as_of=day_chosen(request.GET.get("luc", "")),
    )
    answer = attachment(file.content, file.name, "text/csv; charset=utf-8")
    answer["ETag"] = f'"{file.sha256}"'
    return answer


def _address(file: PublishedFile) -> str:
    day = localtime(file.as_of).date().isoformat()
    keys = {"don_vi": file.org_unit.code, "ky": file.period.code, "luc": day}
    return f"{reverse('analytics:file')}?{urlencode(keys)}"
