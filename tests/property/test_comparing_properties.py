"""What holds of every comparison."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bcd138.domain.comparing import change, said
from papers import MESSAGES, RULES

amounts = st.decimals(0, 10**15, places=4)
directions = st.sampled_from(["lower", "higher", "neutral"])
OPPOSITE = {"better": "worse", "worse": "better"}


def of(now, base, direction="neutral", *, is_ratio=False, is_counted=True):
    return change(
        now, base, direction=direction, is_ratio=is_ratio, rules=RULES, is_counted=is_counted
    )


@given(amounts, amounts, directions)
def test_the_other_way_round_the_difference_is_the_opposite(now, base, direction):
    there, back = of(now, base, direction), of(base, now, direction)

    assert there.difference == -back.difference
    assert back.verdict == OPPOSITE.get(there.verdict, there.verdict)


@given(amounts, amounts)
def test_what_is_better_where_less_is_wanted_is_worse_where_more_is(now, base):
    lower, higher = of(now, base, "lower"), of(now, base, "higher")

    assert higher.verdict == OPPOSITE.get(lower.verdict, lower.verdict)


@given(amounts, amounts, st.booleans())
def test_a_percentage_never_points_the_other_way(now, base, is_counted):
    found = of(now, base, is_counted=is_counted)

    if found.percent:
        assert (found.percent > 0) == (found.difference > 0)
    if found.percent is not None:
        exact = found.difference * 100 / base
        assert abs(found.percent - exact) <= Decimal("0.05") + abs(exact) * Decimal("1e-25")


@given(amounts, amounts, st.integers(0, 6))
def test_the_unit_of_a_weight_changes_no_percentage(now, base, powers):
    one = of(now, base, is_counted=False)
    other = of(now.scaleb(powers), base.scaleb(powers), is_counted=False)

    assert one.percent == other.percent


@given(amounts, amounts, st.booleans(), st.sampled_from(["", "năm 2025"]))
def test_words_never_say_nought_percent_and_know_the_way(now, base, is_ratio, than):
    found = of(now, base, is_ratio=is_ratio)
    spoken = said(found, unit="vụ", than=than)
    words = MESSAGES.say(spoken.code, **spoken.params)

    assert "0,0 %" not in words
    assert "(+0 %)" not in words
    assert "…" not in words
    if found.difference:
        assert words.startswith("tăng" if found.difference > 0 else "giảm")
        assert found.is_points == ("điểm %" in words)
    else:
        assert words == (f"bằng {than}" if than else "không đổi")
