"""The cells of the matrix as they are drawn: thousands, of which few differ."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache, reduce
from operator import add

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from bcd138.apps.submissions.matrix import Cell
from bcd138.domain.completeness import Counts, Stand
from bcd138.web.completeness.words import cell_words, counts_letters, counts_words

_EMPTY = SafeString("")
_COLOURS = {"C": "good", "X": "good", "L": "bad", "S": "soft", "·": "soft"}


def draw(
    cells: Iterable[Cell | Counts | None], hrefs: Iterable[str], quiet: Iterable[bool]
) -> SafeString:
    """Return the cells of a row: letter or numbers, and in words what they say.

    Args:
        cells: One for each period; ``None`` is a dash.
        hrefs: Where each leads.
        quiet: Which of them are not asked for.
    """
    told = (_drawn(*each) for each in zip(cells, hrefs, quiet, strict=True))
    return reduce(add, (begin + escape(href) + end for begin, href, end in told), _EMPTY)


def _drawn(
    cell: Cell | Counts | None,
    href: str,
    is_quiet: bool,  # noqa: FBT001 - one of three in a row
) -> tuple[SafeString, str, SafeString]:
    """Return what stands before the address of a cell, the address, and what stands behind."""
    if cell is None:
        return _NOTHING, "", _END
    if isinstance(cell, Counts):
        begin, end = _counted(cell, is_quiet, get_language())
    else:
        extension = cell.deadline.extension
        until = extension.until if extension else None
        is_sent = cell.sent_on is not None
        begin, end = _lettered(cell.stand, is_sent, until, is_quiet, get_language())
    return begin, href, end


@lru_cache(maxsize=4096)
def _lettered(
    stand: Stand,
    is_sent: bool,  # noqa: FBT001 - a key of what is kept
    until: date | None,
    is_quiet: bool,  # noqa: FBT001 - a key of what is kept
    language: str | None,
) -> tuple[SafeString, SafeString]:
    """Return what stands around the address: colour and words; the letter with its numbers."""
    del language  # the words are kept by it
    late = format_html('<i class="late">+{}</i>', stand.late_days) if stand.late_days else ""
    returned = format_html("<i>↺{}</i>", stand.returned) if stand.returned else ""
    more = format_html("<i>{}</i>", "GH") if until else ""
    inner = format_html("<b>{}</b>{}{}{}", stand.letter, late, returned, more)
    words = cell_words(stand, is_sent=is_sent, until=until)
    return _around(_COLOURS.get(stand.letter, "ask"), words, inner, is_quiet=is_quiet)


@lru_cache(maxsize=4096)
def _counted(
    counts: Counts,
    is_quiet: bool,  # noqa: FBT001 - a key of what is kept
    language: str | None,
) -> tuple[SafeString, SafeString]:
    del language  # the words are kept by it
    css = "good" if counts.sent == counts.expected else ("bad" if counts.overdue else "soft")
    letters = counts_letters(counts)
    under = format_html('<i class="under">{}</i>', letters) if letters else ""
    inner = format_html("<b>{}/{}</b>{}", counts.sent, counts.expected, under)
    return _around(css, counts_words(counts), inner, is_quiet=is_quiet)


def _around(
    css: str, words: str, inner: SafeString, *, is_quiet: bool
) -> tuple[SafeString, SafeString]:
    css = f"{css} quiet" if is_quiet else css
    begin = format_html('<td class="{}"><a aria-label="{}" href="', css, words)
    return begin, format_html('">{}</a></td>', inner)


_NOTHING, _END = format_html('<td class="none">{}', "–"), format_html("</td>{}", "")
