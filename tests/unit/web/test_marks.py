"""The original text in pieces: nothing lost, every place where it begins, overlaps kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bcd138.apps.intake.models import Suggestion, TextFinding
from bcd138.web.intake.marks import paragraphs

TEXT = "Năm 2018, khám phá 388 vụ, đạt 83,62%.\n\nNăm 2019 giảm 5%."


def figure(number, quote, kind="figure", text=TEXT):
    start = text.index(quote)
    return Suggestion(
        pk=number, kind=kind, start=start, end=start + len(quote), quote=quote, state="pending"
    )


def finding(number, quote, severity="error"):
    start = TEXT.index(quote)
    return TextFinding(pk=number, severity=severity, start=start, end=start + len(quote))


def test_pieces_know_what_was_found_there():
    pieces = paragraphs(TEXT, [figure(7, "388 vụ"), figure(8, "83,62%")], [])[0]

    assert [(piece.text, piece.ids) for piece in pieces] == [
        ("Năm 2018, khám phá ", ""),
        ("388 vụ", "7"),
        (", đạt ", ""),
        ("83,62%", "8"),
        (".", ""),
    ]
    assert pieces[1].anchors == ("c-19", "m-7")


def test_a_figure_inside_a_task_shows_the_figure():
    task, inner = figure(1, "Năm 2019 giảm 5%", kind="task"), figure(2, "5%")

    pieces = paragraphs(TEXT, [task, inner], [])[1]

    assert [(piece.text, piece.ids, piece.in_task) for piece in pieces] == [
        ("Năm 2019 giảm ", "1", True),
        ("5%", "1 2", True),
        (".", "", False),
    ]
    assert pieces[1].suggestion == inner


def test_the_gravest_of_overlapping_findings_shows():
    found = [finding(1, "388 vụ, đạt 83,62%", "notice"), finding(2, "83,62%", "error")]

    pieces = paragraphs(TEXT, [], found)[0]

    assert [(piece.text, piece.severity) for piece in pieces if piece.severity] == [
        ("388 vụ, đạt ", "notice"),
        ("83,62%", "error"),
    ]


@given(
    text=st.text(alphabet="ab1, %\n", max_size=60),
    places=st.lists(st.tuples(st.integers(0, 59), st.integers(1, 20)), max_size=6),
)
def test_pieces_joined_are_the_lines_of_the_text(text, places):
    found = [
        Suggestion(pk=number, kind="figure", start=start, end=min(start + length, len(text)))
        for number, (start, length) in enumerate(places)
        if start < len(text)
    ]

    shown = ["".join(piece.text for piece in line) for line in paragraphs(text, found, [])]

    assert shown == [line for line in text.split("\n") if line.strip()]
