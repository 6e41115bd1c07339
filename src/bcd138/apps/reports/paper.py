"""How frozen facts become a paper: the office's outline and the decree's layout."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.utils.timezone import localdate

from bcd138.domain.comparing import Words
from bcd138.domain.document.comparison import Comparing
from bcd138.domain.document.compose import compose
from bcd138.domain.document.facts import ReviewFacts
from bcd138.domain.document.outline import Outline
from bcd138.domain.document.tree import DocumentTree
from bcd138.domain.errors import Refused
from bcd138.formats import docx
from bcd138.formats.comparison_files import load_comparison_rules
from bcd138.formats.layout_file import load_layout
from bcd138.formats.messages import Messages, load_messages
from bcd138.formats.outline_file import load_outline

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
REPORT_TYPES = ("year_end_review",)


def check_report_type(report_type: str) -> None:
    """Refuse a type of report that has no outline.

    Raises:
        Refused: ``reports.unknown-type``.
    """
    if report_type not in REPORT_TYPES:
        raise Refused("reports.unknown-type", report_type=report_type)


def compose_paper(report_type: str, facts: ReviewFacts) -> DocumentTree:
    """Return the paper that ``facts`` give, in today's words of the office.

    Raises:
        Refused: ``reports.too-early``: the machine's clock stands before any rule for papers.
    """
    day = facts.written_at.date()
    rules = load_comparison_rules(settings.CATALOGUES, on=day)
    if rules is None:
        raise Refused("reports.too-early", day=day)
    return compose(facts, _outline(report_type), Comparing(rules, _say))


def write_word(tree: DocumentTree) -> bytes:
    """Return the paper as a Word file in the layout in force on the day it is written."""
    layout = load_layout(settings.CATALOGUES, on=localdate(tree.written_at))
    return docx.write(tree, layout)


@cache
def _outline(report_type: str) -> Outline:
    return load_outline(settings.CATALOGUES, report_type)


def _say(words: Words) -> str:
    return _messages().say(words.code, "vi", **words.params)


@cache
def _messages() -> Messages:
    return load_messages(settings.CATALOGUES / "messages")
