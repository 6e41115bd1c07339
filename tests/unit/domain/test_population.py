"""How many people a unit has on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bcd138.domain.population import HeadCount, People, Populations, by_unit, together
from unit.domain.registers import DAY, after, four_provinces, phu_tho_is_formed, two_provinces

CENSUS, LATE = date(2019, 4, 1), date(2024, 12, 31)
OLD = [
    HeadCount("25", CENSUS, 1_460_000, "Tổng điều tra 2019", checked=True),
    HeadCount("25", LATE, 1_530_000, "Niên giám 2024"),
    HeadCount("26", LATE, 1_220_000, "Niên giám 2024"),
    HeadCount("17", LATE, 880_000, "Niên giám 2024"),
]


def known(*counts, register=None):
    return Populations(register or phu_tho_is_formed(four_provinces()), by_unit(counts))


@pytest.mark.rule("population-in-force")
@pytest.mark.parametrize(
    ("day", "people"),
    [
        (date(2019, 3, 31), None),
        (CENSUS, 1_460_000),
        (date(2024, 12, 30), 1_460_000),
        (LATE, 1_530_000),
        (date(2030, 1, 1), 1_530_000),
    ],
)
def test_the_latest_count_up_to_the_day_holds(day, people):
    found = known(*OLD).of("25", day)

    assert (found and found.value) == people


@pytest.mark.rule("population-in-force")
def test_before_its_own_count_a_merged_unit_has_the_people_of_those_it_was_formed_from():
    own = HeadCount("PT", date(2026, 12, 31), 3_700_000, "Niên giám 2026")
    populations = known(*OLD, own)

    before = populations.of("PT", date(2026, 6, 30))

    assert before.value == 3_630_000
    assert (before.since, before.sources) == (LATE, ("Niên giám 2024",))
    assert (before.is_estimate, before.checked) == (False, False)
    assert populations.of("PT", own.on) == People(Decimal(3_700_000), (own,))


def test_where_one_of_them_was_not_counted_there_is_no_sum():
    assert known(*OLD[:3]).of("PT", DAY) is None
    assert known(*OLD).of("PT", CENSUS) is None
    assert known().of("46", DAY) is None


@pytest.mark.parametrize(("share", "people"), [("0.25", 250), ("", None)])
def test_what_was_divided_is_shared_by_a_declared_key_or_makes_no_sum(share, people):
    rows = [
        {"kind": "split", "unit": "a", "to": "A", "share": share},
        {"kind": "split", "unit": "a", "to": "B", "share": share and "0.75"},
    ]
    for row, name in zip(rows, ("xã A", "xã B"), strict=True):
        row |= {"name": name, "parent": "P", "level": "commune"}
    register = after(two_provinces("a"), "1/NQ", DAY, *rows)

    found = known(HeadCount("a", LATE, 1000), register=register).of("A", DAY)

    assert (found and found.value) == people
    assert found is None or found.is_estimate


def test_several_units_have_their_people_together_or_nobody_knows():
    one, other = known(*OLD).of("25", DAY), known(*OLD).of("26", DAY)

    assert together([one, other]).value == 2_750_000
    assert together([one, other]).counts == (OLD[1], OLD[2])
    assert together([one, None]) is None
    assert together([]) is None
