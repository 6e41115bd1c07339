"""The vocabulary that texts are read with, loaded once for the life of the process."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from bcd138.domain.extraction.vocabulary import Vocabulary
from bcd138.formats.vocabulary import load_vocabulary


@cache
def current_vocabulary() -> Vocabulary:
    """Return the vocabulary of the catalogues."""
    return load_vocabulary(settings.CATALOGUES)
