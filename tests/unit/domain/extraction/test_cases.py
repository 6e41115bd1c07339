"""Every written-down case of tests/cases that the rules may know: read exactly as it says."""

from __future__ import annotations

import pytest

from unit.domain.extraction import judging

KNOWN_GAPS = {
    "slash_meanings-9": "“21/23 xã có mô hình”: communes that have a model are not read as models",
    "page-05": "“bình quân hằng năm 87% xã” is an average of years",
    "page-08": "one writer in capitals and in a photo credit is read as two",
    "page-10": "“7 giờ sáng 18/8” of a fair, and a year known from “năm nay” alone",
    "page-11": "a photo credit of two letters under a caption that ends the page",
    "page-12": "“xảy ra 19 vụ, khám phá 19 vụ, đạt 100%”: counts without an indicator of their own",
}
CASES = [
    *judging.sentence_cases(judging.CASES / "sentences"),
    *judging.report_cases(judging.CASES / "reports", judging.SAMPLES),
    *judging.report_cases(judging.CASES / "press", judging.CASES / "press"),
]


def with_gaps(case):
    reason = KNOWN_GAPS.get(case.name)
    marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
    return pytest.param(case, id=case.name, marks=marks)


@pytest.mark.parametrize("case", [with_gaps(case) for case in CASES])
def test_case_is_read_as_written_down(case, read):
    asked, reading = case.asked, read(case.text)

    answers = {
        "figures": lambda: judging.figures(asked["figures"], reading.figures),
        "awards": lambda: judging.awards(asked["awards"], reading),
        "people": lambda: judging.people(asked["people"], reading),
        "conference": lambda: judging.part(asked["conference"], reading.conference),
        "period": lambda: judging.part(asked["period"], reading.period),
        "org_unit": lambda: judging.part(asked["org_unit"], reading.org_unit),
    }
    pairs = {key: answer() for key, answer in answers.items() if key in asked}
    wanted = {key: wanted for key, (wanted, _) in pairs.items()}

    assert {key: told for key, (_, told) in pairs.items()} == wanted


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_quotes_of_a_case_are_slices_of_its_text(case, read):
    reading = read(case.text)

    quoted = [*reading.figures, *reading.awards, *reading.findings]
    assert [one.quote for one in quoted] == [case.text[one.start : one.end] for one in quoted]


def test_every_known_gap_names_a_case():
    assert sorted(set(KNOWN_GAPS) - {case.name for case in CASES}) == []


@pytest.mark.parametrize(
    "stem", sorted({case.name for case in CASES if case.asked.get("findings")})
)
def test_a_report_with_planted_faults_has_that_many_findings(stem, read):
    case = next(case for case in CASES if case.name == stem)

    faults = [one for one in read(case.text).findings if one.severity != "notice"]

    assert len(faults) == len(case.asked["findings"])
