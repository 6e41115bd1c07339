"""Several files at once: each is received or refused on its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.timezone import localtime

from bcd138.apps.accounts.models import User
from bcd138.apps.intake import services
from bcd138.apps.intake.models import ReceivedText
from bcd138.domain.errors import Refused
from bcd138.formats.text_file import LARGEST_FILE
from bcd138.web.templatetags.say import words_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: a text, or the words why not."""

    name: str
    text: ReceivedText | None = None
    is_new: bool = False
    refusal: str = ""


def receive_files(files: Iterable[UploadedFile[Any]], *, by: User, at: datetime) -> list[Outcome]:
    """Receive each file; a refused one does not hold the others back."""
    # One byte over the limit is enough for the reader to refuse: the rest stays on disk.
    return [_receive(file.read(LARGEST_FILE + 1), file.name or "?", by=by, at=at) for file in files]


def receive_pasted(pasted: str, *, by: User, at: datetime) -> Outcome:
    """Receive a text that was pasted into the page, under a name made from the time."""
    name = f"van-ban-dan-{localtime(at):%Y%m%d-%H%M%S}.txt"
    return _receive(pasted.replace("\r\n", "\n").encode(), name, by=by, at=at)


def _receive(content: bytes, name: str, *, by: User, at: datetime) -> Outcome:
    try:
        receipt = services.receive(content=content, source_name=name, by=by, at=at)
    except Refused as refused:
        return Outcome(name, refusal=words_of(refused.code, refused.params))
    return Outcome(name, receipt.text, receipt.is_new)
