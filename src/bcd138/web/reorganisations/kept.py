"""An act between two pages: its head and rows, signed, so that what was looked at is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core import signing

from bcd138.domain.errors import Refused
from bcd138.domain.reorganisation import ActRow
from bcd138.formats.act_columns import CELLS
from bcd138.web.reorganisations.forms import HeadForm

_SALT = "bcd138.reorganisations.kept"


@dataclass(frozen=True, slots=True)
class Kept:
    """The head as it was typed, the rows as they were written, and the preview's digest."""

    head: dict[str, str]
    rows: tuple[ActRow, ...]
    digest: str = ""


def head_typed(data: Mapping[str, str]) -> dict[str, str]:
    """Return what was typed into the head."""
    return {name: data.get(name, "") for name in HeadForm.base_fields}


def keep(head: Mapping[str, str], rows: Sequence[ActRow], digest: str = "") -> str:
    """Return an act as one signed word for a hidden field."""
    lines = [[row.line, *(getattr(row, cell) for cell in CELLS)] for row in rows]
    about = {"head": dict(head), "rows": lines, "digest": digest}
    return signing.dumps(about, salt=_SALT, compress=True)


def kept(word: str) -> Kept:
    """Return the act that a hidden field brings back.

    Raises:
        Refused: ``reorganisation.rows-altered``: it is not what we wrote.
    """
    try:
        about = signing.loads(word, salt=_SALT)
    except signing.BadSignature as error:
        raise Refused("reorganisation.rows-altered") from error
    rows = (ActRow(line, **dict(zip(CELLS, cells, strict=True))) for line, *cells in about["rows"])
    return Kept(about["head"], tuple(rows), about["digest"])
