"""Charts: what is drawn, where it leads, and that a strict page may show it."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from bcd138.formats.chart_data import Bar, Bars, Line, Lines, Point
from bcd138.formats.chart_svg import clean_svg
from bcd138.formats.charts import draw_png, draw_svg
from bcd138.formats.sparkline import sparkline

SVG = "{http://www.w3.org/2000/svg}"
PAIRED = Bars(
    "Số vụ",
    "vụ",
    (
        Bar("Xã Nam Hải", Decimal("1234.5"), "/so-lieu/1/", Decimal(900), "/so-lieu/2/"),
        Bar("Xã Đông Phong & <Tây>", Decimal(0), "/tong/?a=1&b=2", Decimal(30)),
        Bar("Xã Tân Khê", None, "/tong/"),
    ),
    ("năm 2025", "cùng kỳ"),
)
MONTHS = Lines(
    "Theo tháng",
    "vụ",
    (
        Line(
            "Toàn tỉnh",
            (
                Point("tháng 1", Decimal(4), "/1/"),
                Point("tháng 2", None),
                Point("tháng 3", Decimal(0), "/3/"),
            ),
        ),
    ),
)


def parsed(chart):
    return ET.fromstring(draw_svg(chart))  # noqa: S314 - what we drew ourselves


@pytest.fixture(params=[PAIRED, MONTHS], ids=["bars", "lines"])
def drawn(request):
    return parsed(request.param)


def texts(svg):
    return [one.text for one in svg.iter(f"{SVG}text")]


def links(svg):
    return [(one.get("href"), one.get("aria-label")) for one in svg.iter(f"{SVG}a")]


def test_nothing_in_it_styles_runs_or_loads(drawn):
    allowed = {"svg", "g", "path", "line", "text", "a", "title", "desc"}
    assert {one.tag.removeprefix(SVG) for one in drawn.iter()} <= allowed
    for element in drawn.iter():
        assert not [key for key in element.attrib if key == "style" or key.startswith("on")]
        assert not [
            value for value in element.attrib.values() if re.search(r"https?:|url\(", value)
        ]


def test_bars_lead_to_what_they_count_and_silence_leads_nowhere():
    assert links(parsed(PAIRED)) == [
        ("/so-lieu/1/", "Xã Nam Hải, năm 2025: 1.234,5 vụ"),
        ("/so-lieu/2/", "Xã Nam Hải, cùng kỳ: 900 vụ"),
        ("/tong/?a=1&b=2", "Xã Đông Phong & <Tây>, năm 2025: 0 vụ"),
    ]


def test_numbers_and_axes_are_written_as_in_viet_nam():
    written = texts(parsed(PAIRED))

    assert {"1.234,5", "900", "0", "30", "vụ", "1.000"} <= set(written)
    assert written.count("chưa báo cáo") == 1
    assert "Xã Đông Phong & <Tây>" in written


def test_a_line_breaks_where_nothing_was_reported():
    svg = parsed(MONTHS)
    runs = [one for one in svg.iter(f"{SVG}path") if one.get("stroke-width") == "2.2"]

    assert len(runs) == 2
    assert links(svg) == [
        ("/1/", "Toàn tỉnh, tháng 1: 4 vụ"),
        ("/3/", "Toàn tỉnh, tháng 3: 0 vụ"),
    ]


def test_several_lines_are_told_apart_without_colour():
    two = Lines("t", "%", tuple(Line(n, MONTHS.lines[0].points) for n in ("Tỉnh A", "Tỉnh B")))
    svg = parsed(two)

    assert {"Tỉnh A", "Tỉnh B"} <= set(texts(svg))
    dashes = {one.get("stroke-dasharray") for one in svg.iter(f"{SVG}path")} - {None}
    assert len(dashes) == 2


def test_a_drawing_is_named_and_told_in_words():
    svg = parsed(PAIRED)
    still = parsed(Bars("Số vụ", "vụ", (Bar("Xã A", Decimal(1)),)))

    assert (svg.get("role"), svg.get("aria-label")) == ("group", "Số vụ")
    assert still.get("role") == "img"
    assert svg.find(f"{SVG}title").text == "Số vụ"
    assert svg.find(f"{SVG}desc").text == (
        "Xã Nam Hải 1.234,5; Xã Đông Phong & <Tây> 0; Xã Tân Khê chưa báo cáo"
    )


def test_nothing_at_all_is_an_empty_drawing_not_a_zero():
    silent = parsed(Bars("t", "", (Bar("Xã A", None),)))

    assert [one for one in silent.iter(f"{SVG}path") if one.get("fill") == "#0b4f8a"] == []
    assert "chưa báo cáo" in texts(silent)
    assert parsed(Lines("t", "vụ", ())).tag == f"{SVG}svg"


def test_a_paper_gets_a_picture():
    assert draw_png(PAIRED).startswith(b"\x89PNG")


def test_what_an_engine_should_not_write_is_left_out():
    bad = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'viewBox="0 0 9 9"><style>*{}</style><script>1</script><g style="a:b" onclick="x()">'
        '<a xlink:href="https://elsewhere.example/"><path d="M0 0h1"/></a></g>'
        '<image href="https://elsewhere.example/a.png"/></svg>'
    )

    assert clean_svg(bad) == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" class="drawn-chart" width="" '
        'height="" role="img" aria-label=""><title /><desc />'
        '<g><g><path d="M0 0h1" /></g></g></svg>'
    )


def test_a_small_line_breaks_at_silence_and_begins_at_zero():
    made = sparkline([Decimal(0), Decimal(10), None, Decimal(5)])

    assert made.path == "M4 32L41.3 4M116 18"
    assert made.last == (116.0, 18.0)
    assert sparkline([None]).last is None
