"""A paper on the page: escaped, and its figures lead to their source."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

from bcd138.formats.html import write
from papers import cao_bang, composed


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.seen = [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in {"br", "hr"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def parsed(html):
    tags = Tags()
    tags.feed(html)
    assert tags.open == []
    return tags.seen


def test_every_figure_carries_its_data_value():
    html = write(composed(cao_bang()))

    assert '<span class="figure" data-value-id="1">388 vụ</span>' in html
    assert '<span class="figure" data-value-id="2">83,62&nbsp;%</span>' in html
    parsed(html)


def test_figures_become_links_when_the_page_says_where_to():
    html = write(composed(cao_bang()), link=lambda value: f"/so-lieu/{value}/?a=1&b=2")

    links = [given for tag, given in parsed(html) if tag == "a"]
    assert links[0] == {
        "class": "figure",
        "data-value-id": "1",
        "href": "/so-lieu/1/?a=1&b=2",
    }


def test_everything_is_escaped():
    html = write(composed(replace(cao_bang(), tasks=("<script>alert(1)</script> & “x”",))))

    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; “x”." in html


def test_headings_and_tables_are_what_they_are():
    tags = [tag for tag, _ in parsed(write(composed(cao_bang())))]

    assert tags.count("h1") == 1
    assert tags.count("table") == tags.count("caption") == tags.count("thead") == 2
    assert "th" in tags
