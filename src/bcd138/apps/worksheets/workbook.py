"""The sheets of stored workbooks, read once and kept for the next look at them."""

from __future__ import annotations

from functools import cache, lru_cache

from django.conf import settings

from bcd138.apps.files.models import StoredFile
from bcd138.apps.files.services import content_of
from bcd138.domain.worksheet.sheet import Sheet
from bcd138.domain.worksheet.vocabulary import SheetWords
from bcd138.formats.own_workbook import read_own_workbook
from bcd138.formats.worksheet_vocabulary import load_sheet_words

_KEPT = 16


def sheets_of(stored: StoredFile) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook that was received before."""
    return _sheets(stored.sha256)


@cache
def sheet_words() -> SheetWords:
    """Return the words by which sheets are understood."""
    return load_sheet_words(settings.CATALOGUES)


@lru_cache(maxsize=_KEPT)
def _sheets(sha256: str) -> tuple[Sheet, ...]:
    return read_own_workbook(content_of(StoredFile.objects.get(sha256=sha256)), sha256)
