"""The held-out third: how well the reader does on what no rule has seen; numbers only."""

from __future__ import annotations

import pytest

from unit.domain.extraction import judging

FLOORS = {"precision": 0.95, "recall": 0.90}
UNSEEN = judging.CASES / "unseen"


@pytest.fixture(scope="module")
def held_out(read):
    """The sum over all sentences; which ones failed is not kept."""
    scores = [
        judging.score(case.asked["figures"], read(case.text).figures)
        for case in judging.sentence_cases(UNSEEN)
        if "figures" in case.asked
    ]
    return judging.Score(*map(sum, zip(*scores, strict=True)))


@pytest.mark.slow
@pytest.mark.parametrize("measure", FLOORS)
def test_held_out_cases_are_read_at_least_this_well(measure, held_out):
    assert getattr(held_out, measure) >= FLOORS[measure]
