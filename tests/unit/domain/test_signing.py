"""Rights to sign: from day to day, in the head's place only on paper."""

from __future__ import annotations

from datetime import date

import pytest

from bcd138.domain.errors import Refused
from bcd138.domain.signing import MARKS, Capacity, SigningRight, check_right

FIRST, LAST, AFTER = date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 1)


@pytest.mark.parametrize(
    ("until", "on", "holds"),
    [
        (AFTER, date(2026, 10, 31), False),
        (AFTER, FIRST, True),
        (AFTER, LAST, True),
        (AFTER, AFTER, False),
        (None, date(2036, 1, 1), True),
    ],
)
def test_a_right_holds_from_its_first_day_until_the_day_it_has_ended(until, on, holds):
    assert SigningRight(Capacity.HEAD, FIRST, until).holds(on) is holds


@pytest.mark.rule("signing-in-the-heads-place")
@pytest.mark.parametrize(
    ("capacity", "until", "paper"),
    [
        (Capacity.HEAD, None, ""),
        (Capacity.DEPUTY, None, ""),
        (Capacity.ACTING, None, "12/QĐ-UBND"),
        (Capacity.BY_ORDER, None, "12/QĐ-UBND"),
        (Capacity.AUTHORISED, AFTER, "12/GUQ-UBND"),
    ],
)
def test_head_and_deputy_sign_by_their_post_the_others_on_paper(capacity, until, paper):
    check_right(SigningRight(capacity, FIRST, until, paper))


@pytest.mark.rule("signing-in-the-heads-place")
@pytest.mark.parametrize(
    ("right", "code", "params"),
    [
        (SigningRight(Capacity.HEAD, FIRST, FIRST), "signing.ends-before-it-begins", {}),
        (
            SigningRight(Capacity.ACTING, FIRST, None, "  "),
            "signing.without-paper",
            {"capacity": "capacity.acting"},
        ),
        (
            SigningRight(Capacity.BY_ORDER, FIRST, AFTER),
            "signing.without-paper",
            {"capacity": "capacity.by_order"},
        ),
        (
            SigningRight(Capacity.AUTHORISED, FIRST, AFTER),
            "signing.without-paper",
            {"capacity": "capacity.authorised"},
        ),
        (
            SigningRight(Capacity.AUTHORISED, FIRST, None, "12/GUQ-UBND"),
            "signing.without-end",
            {"capacity": "capacity.authorised"},
        ),
    ],
)
def test_a_right_without_its_paper_or_its_end_is_refused(right, code, params):
    with pytest.raises(Refused) as refusal:
        check_right(right)

    assert (refusal.value.code, refusal.value.params) == (code, params)


def test_every_capacity_has_the_mark_that_papers_print():
    assert MARKS == {
        Capacity.HEAD: "",
        Capacity.DEPUTY: "KT.",
        Capacity.ACTING: "Q.",
        Capacity.BY_ORDER: "TL.",
        Capacity.AUTHORISED: "TUQ.",
    }
