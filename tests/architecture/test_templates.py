"""Templates hold no script, no style and no arithmetic, and marking safe is an exception."""

from __future__ import annotations

import ast
import re

from architecture.source import PACKAGE, modules

TEMPLATES = PACKAGE / "web/templates"
_INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:")
_UNSAFE = re.compile(r"\|\s*safe\b|autoescape off|\|\s*add:")
_MAKES_SAFE = {
    "web/reports/presenters.py": "formats.html escapes every word it writes",
    "web/analytics/chart_page.py": "formats.chart_svg rebuilds drawings from known elements",
    "web/analytics/pivot_drawn.py": "thousands of cells of numbers; every word is escaped",
}
_LONGEST = 120


def _templates():
    for path in sorted(TEMPLATES.rglob("*.html")):
        yield str(path.relative_to(TEMPLATES)), path.read_text(encoding="utf-8")


def test_no_template_has_script_or_style_inside():
    assert [(name, hit[0]) for name, text in _templates() if (hit := _INLINE.search(text))] == []


def test_no_template_switches_escaping_off_or_adds_up():
    assert [(name, hit[0]) for name, text in _templates() if (hit := _UNSAFE.search(text))] == []


def test_no_template_is_longer_than_a_page_should_be():
    assert [name for name, text in _templates() if len(text.splitlines()) > _LONGEST] == []


def test_only_what_a_writer_escaped_is_marked_safe():
    marked = {
        str(path)
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == "mark_safe"
    }

    assert marked == set(_MAKES_SAFE)
