"""A reading proved against itself, with the errors that were really published."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bcd138.domain.extraction.prove import (
    prove_awards,
    prove_orders,
    prove_parts,
    prove_ratios,
    prove_repetitions,
)
from bcd138.domain.extraction.ratio import check_ratio
from bcd138.domain.extraction.reading import FoundAward, FoundFigure
from bcd138.domain.period import calendar_year

RATE = "social_order_clearance_rate"
SOLVED = "social_order_crime_solved_cases"
OCCURRED = "social_order_crime_cases"


def figure(indicator, value, unit="vụ", *, of=(None, None), start=0, **fields):
    numerator, denominator = (None if one is None else Decimal(one) for one in of)
    quote = f"{value} {unit}"
    usual = {
        "comparator": "=",
        "change": None,
        "kind": "result",
        "period": calendar_year(2023),
        "quote": quote,
        "start": start,
        "end": start + len(quote),
    }
    return FoundFigure(
        indicator=indicator,
        value=Decimal(value),
        unit=unit,
        numerator=numerator,
        denominator=denominator,
        **(usual | fields),
    )


def award(grantor, form):
    return FoundAward(
        grantor=grantor,
        form=form,
        collectives=3,
        individuals=None,
        total_unsplit=None,
        forms_mixed=(),
        counts_in_total=True,
        quote="3 tập thể",
        start=0,
        end=9,
    )


def codes(findings):
    return [(one.code, one.severity) for one in findings]


@pytest.mark.rule("ratio-from-its-counts")
@pytest.mark.parametrize(
    ("printed", "comparator", "numerator", "denominator", "right"),
    [
        ("83", ">", 172, 183, "93.99"),
        ("84.48", "=", 48, 58, "82.76"),
        ("87.6", "=", 726, 832, "87.26"),
        ("82.41", "<", 199, 199, "100.00"),
        ("50", "~", 3, 4, "75.00"),
    ],
)
def test_a_printed_percent_that_does_not_fit_its_counts_is_named(
    printed, comparator, numerator, denominator, right
):
    wrong = check_ratio(
        printed=Decimal(printed),
        comparator=comparator,
        numerator=Decimal(numerator),
        denominator=Decimal(denominator),
    )

    assert wrong == {
        "printed": Decimal(printed),
        "numerator": numerator,
        "denominator": denominator,
        "right": Decimal(right),
    }


@pytest.mark.parametrize(
    ("printed", "comparator", "numerator", "denominator"),
    [
        ("82.41", "=", 164, 199),
        ("82.4", "=", 164, 199),
        ("82", "=", 164, 199),
        ("93.49", "=", 718, 768),
        ("93.98", "=", 172, 183),
        ("100", "=", 9, 9),
        ("0", "=", 0, 9),
        ("93", ">", 172, 183),
        ("87", ">=", 726, 832),
        ("94", "<", 172, 183),
        ("94", "<=", 172, 183),
        ("93", "~", 172, 183),
    ],
)
def test_a_percent_rounded_or_cut_fits(printed, comparator, numerator, denominator):
    assert (
        check_ratio(
            printed=Decimal(printed),
            comparator=comparator,
            numerator=Decimal(numerator),
            denominator=Decimal(denominator),
        )
        is None
    )


@pytest.mark.rule("ratio-from-its-counts")
def test_a_wrong_percent_is_a_finding_with_the_right_value(vocabulary):
    wrong = figure(RATE, "83", "%", of=(172, 183), comparator=">", start=7)

    (finding,) = prove_ratios([wrong], vocabulary)

    assert (finding.code, finding.severity) == ("ratio.mismatch", "error")
    assert finding.params == {
        "printed": Decimal(83),
        "numerator": Decimal(172),
        "denominator": Decimal(183),
        "right": Decimal("93.99"),
    }
    assert (finding.quote, finding.start, finding.end) == ("83 %", 7, 11)


@pytest.mark.rule("ratio-from-its-counts")
def test_a_percent_with_its_numerator_alone_implies_the_whole(vocabulary):
    (finding,) = prove_ratios([figure(RATE, "83.62", "%", of=(388, None))], vocabulary)

    assert (finding.code, finding.severity) == ("ratio.implied-total", "notice")
    assert finding.params == {"printed": Decimal("83.62"), "numerator": 388, "total": 464}


@pytest.mark.rule("ratio-from-its-counts")
def test_counts_of_a_whole_get_their_percent(vocabulary):
    counted = figure("safe_communes", "164", "xã, phường", of=(164, 199))

    (finding,) = prove_ratios([counted], vocabulary)

    assert (finding.code, finding.severity) == ("ratio.recomputed", "notice")
    assert finding.params == {"numerator": 164, "denominator": 199, "right": Decimal("82.41")}


@pytest.mark.parametrize(
    "silent",
    [
        figure(RATE, "82.41", "%", of=(164, 199)),
        figure(RATE, "87", "%", comparator=">", of=(726, None)),
        figure(RATE, "87", "%"),
        figure(RATE, "0", "%", of=(0, None)),
        figure(RATE, "83", "%", of=(172, 183), comparator=">", kind="target"),
        figure("safe_communes", "164", "xã"),
        figure("safe_communes", "164", "xã", of=(164, 0)),
    ],
    ids=lambda one: f"{one.comparator}{one.quote} {one.numerator}-{one.denominator}",
)
def test_what_fits_or_cannot_be_proved_says_nothing(silent, vocabulary):
    assert prove_ratios([silent], vocabulary) == []


def test_a_part_greater_than_its_whole_needs_a_word(vocabulary):
    findings = prove_ratios([figure(SOLVED, "25", of=(25, 19))], vocabulary)

    assert codes(findings) == [("ratio.part-over-whole", "warning")]
    assert findings[0].params["right"] == Decimal("131.58")


@pytest.mark.rule("one-figure-said-once")
def test_a_headline_of_743_over_a_text_of_734_is_named():
    findings = prove_repetitions([figure(OCCURRED, "743"), figure(OCCURRED, "734", start=90)])

    assert codes(findings) == [("figure.said-differently", "warning")]
    assert findings[0].start == 90
    assert (findings[0].params["one"], findings[0].params["other"]) == (743, 734)


@pytest.mark.parametrize(
    "second",
    [
        figure(OCCURRED, "743"),
        figure(OCCURRED, "700", comparator="~"),
        figure(OCCURRED, "734", period=calendar_year(2022)),
        figure(OCCURRED, "734", kind="target"),
        figure(SOLVED, "734"),
        figure(OCCURRED, "734", "đối tượng"),
    ],
    ids=["same", "about", "other period", "target", "other indicator", "other unit"],
)
def test_what_may_differ_says_nothing(second):
    assert prove_repetitions([figure(OCCURRED, "743"), second]) == []


def listing(pattern, *values):
    """Return a text and its figures: each ``{}`` of the pattern is a number of cases."""
    text, figures = "", []
    for before, value in zip(pattern.split("{}"), [*values, None], strict=True):
        text += before
        if value is not None:
            figures.append(figure(f"c{len(figures)}", value, start=len(text)))
            text += f"{value} vụ"
    return text, figures


@pytest.mark.rule("parts-add-up")
@pytest.mark.parametrize(
    ("pattern", "values"),
    [
        ("{} gồm: {} trộm cắp, {} cướp, {} lừa đảo, {} cố ý, {} khác.", (318, 180, 7, 10, 120, 1)),
        ("{} trong đó {} trộm cắp, {} cướp.", (318, 180, 7)),
        ("{} ({} trộm cắp, {} cướp).", (318, 180, 7)),
        ("{} gồm {} trộm cắp.", (318, 180)),
        ("{} trộm cắp, {} cướp, {} lừa đảo.", (318, 180, 7)),
        ("{}. Bao gồm {} trộm cắp, {} cướp.", (318, 180, 7)),
        ("{}\nbao gồm {} trộm cắp, {} cướp.", (318, 180, 7)),
    ],
)
def test_parts_that_may_be_right_say_nothing(pattern, values):
    assert prove_parts(*listing(pattern, *values)) == []


@pytest.mark.rule("parts-add-up")
@pytest.mark.parametrize(
    ("pattern", "values", "total"),
    [
        ("{} gồm: {} trộm, {} cướp, {} lừa đảo, {} cố ý, {} khác.", (318, 180, 7, 10, 120, 2), 319),
        ("{} bao gồm {} trộm cắp, {} cướp.", (318, 180, 7), 187),
        ("{} trong đó {} trộm cắp, {} cướp.", (18, 17, 2), 19),
        ("{} ({} trộm cắp, {} cướp).", (18, 17, 2), 19),
    ],
)
def test_parts_that_cannot_be_right_are_named(pattern, values, total):
    text, figures = listing(pattern, *values)

    (finding,) = prove_parts(text, figures)

    assert (finding.code, finding.severity) == ("parts.mismatch", "error")
    assert finding.quote == text[: len(f"{values[0]} vụ")]
    assert finding.params == {
        "whole": values[0],
        "total": total,
        "unit": "vụ",
        "parts": " + ".join(map(str, values[1:])),
    }


@pytest.mark.rule("solved-within-occurred")
def test_more_solved_than_occurred_needs_a_word(vocabulary):
    findings = prove_orders([figure(OCCURRED, "19"), figure(SOLVED, "25", start=50)], vocabulary)

    assert codes(findings) == [("ratio.part-over-whole", "warning")]
    assert findings[0].params == {"numerator": 25, "denominator": 19, "right": Decimal("131.58")}
    assert findings[0].start == 50


@pytest.mark.rule("solved-within-occurred")
@pytest.mark.parametrize(
    "pair",
    [
        [figure(OCCURRED, "199"), figure(SOLVED, "164")],
        [figure(OCCURRED, "199"), figure(SOLVED, "199")],
        [figure(SOLVED, "25")],
        [figure(OCCURRED, "19", comparator=">"), figure(SOLVED, "25")],
        [figure(OCCURRED, "19", kind="target"), figure(SOLVED, "25")],
        [figure(OCCURRED, "19", period=calendar_year(2022)), figure(SOLVED, "25")],
    ],
    ids=["fewer", "all", "alone", "more than", "target", "other period"],
)
def test_solved_within_occurred_says_nothing(pair, vocabulary):
    assert prove_orders(pair, vocabulary) == []


@pytest.mark.rule("award-form-of-its-grantor")
@pytest.mark.parametrize(
    ("grantor", "form", "code"),
    [
        ("Chủ tịch UBND tỉnh", "giay_khen", "award.giay-khen-of-grantor"),
        ("Bộ trưởng Bộ Công an", "giay_khen", "award.giay-khen-of-grantor"),
        ("Giám đốc Công an tỉnh", "bang_khen", "award.bang-khen-of-grantor"),
    ],
)
def test_a_form_that_its_grantor_cannot_give_is_named(grantor, form, code):
    (finding,) = prove_awards([award(grantor, form)])

    assert (finding.code, finding.severity) == (code, "warning")
    assert finding.params == {"grantor": grantor}
    assert (finding.quote, finding.start, finding.end) == ("3 tập thể", 0, 9)


@pytest.mark.rule("award-form-of-its-grantor")
@pytest.mark.parametrize(
    ("grantor", "form"),
    [
        ("Chủ tịch UBND tỉnh", "bang_khen"),
        ("Bộ trưởng Bộ Công an", "bang_khen"),
        ("Giám đốc Công an tỉnh", "giay_khen"),
        ("Chủ tịch UBND xã", "giay_khen"),
        ("UBND tỉnh; Công an tỉnh", "bang_khen"),
        ("Chủ tịch UBND tỉnh", "co_thi_dua"),
        (None, "giay_khen"),
    ],
)
def test_a_form_that_its_grantor_gives_says_nothing(grantor, form):
    assert prove_awards([award(grantor, form)]) == []


@pytest.mark.parametrize(
    ("text", "code", "right"),
    [
        (
            "Điều tra, làm rõ 172/183 vụ phạm tội về trật tự xã hội, đạt hơn 83%.",
            "ratio.mismatch",
            "93.99",
        ),
        (
            "Điều tra, khám phá 48/58 vụ phạm pháp hình sự, đạt tỷ lệ 84,48%.",
            "ratio.mismatch",
            "82.76",
        ),
        (
            "Giải quyết 726/832 tin báo, tố giác về tội phạm, đạt 87,6%.",
            "ratio.mismatch",
            "87.26",
        ),
        (
            "Có 164/199 xã, phường đạt tiêu chuẩn “An toàn về an ninh, trật tự”.",
            "ratio.recomputed",
            "82.41",
        ),
    ],
)
def test_a_sentence_brings_its_proof(text, code, right, read):
    findings = [one for one in read(text).findings if one.code == code]

    assert [one.params["right"] for one in findings] == [Decimal(right)]
