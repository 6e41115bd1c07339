"""Acts done and undone: shares as officials write them, effects, and what stands on an act."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from bcd138.domain.org_unit import Link, Name, Succession, Unit, build_register
from bcd138.domain.register_faults import Fault, check_register
from bcd138.domain.reorganisation import (
    Effect,
    apply_effect,
    faults_of_undoing,
    parse_share,
    undo_act,
)
from unit.domain.registers import (
    DAY,
    FROM,
    after,
    divided,
    four_provinces,
    merged,
    phu_tho_is_formed,
    register_of,
    two_provinces,
)

LATER = date(2026, 3, 1)


def later_act(unit, act):
    return Fault("orgunit.later-act", unit, params={"unit": unit, "act": act})


@pytest.mark.rule("share-of-a-split")
@pytest.mark.parametrize(
    ("words", "share"),
    [
        ("", None),
        ("  ", None),
        ("0,6", "0.6"),
        ("0.6", "0.6"),
        ("60%", "0.6"),
        ("60 %", "0.6"),
        ("3/5", "0.6"),
        ("12,5%", "0.125"),
        ("0,333333", "0.333333"),
        ("1", "1"),
        ("100%", "1"),
        ("5/5", "1"),
    ],
)
def test_a_share_is_read_as_it_was_written(words, share):
    expected = None if share is None else Decimal(share)

    assert (parse_share(words), str(parse_share(words))) == (expected, str(expected))


@pytest.mark.rule("share-of-a-split")
@pytest.mark.parametrize(
    "words",
    [
        *("0", "0%", "-0,6", "1,1", "101%", "1/3", "0,3333333", "1/0", "0/0", "x", "60%%", "1/2/3"),
        *("NaN", "sNaN", "Infinity", "1e999999/1e-999999", "1e-999999999", "1e999999"),
    ],
)
def test_what_is_no_share_is_refused(words):
    with pytest.raises(ValueError, match=re.escape(words)) as error:
        parse_share(words)

    assert error.value.args == (words,)


def test_an_effect_names_every_unit_it_touches_once():
    effect = Effect(
        "NQ",
        DAY,
        units=(Unit("A", "commune", DAY),),
        names=(Name("A", "xã A", DAY), Name("B", "xã B", DAY)),
        links=(Link("C", "P", DAY),),
        ended_units=(Unit("D", "commune", FROM),),
        ended_names=(Name("E", "xã E", FROM),),
        ended_links=(Link("F", "P", FROM),),
    )

    assert effect.touched == ("A", "D", "B", "E", "C", "F")


def test_an_act_ends_the_old_and_begins_the_new_on_its_day():
    """25, 26 and 17 become PT; 46 stays as it was."""
    before, act = four_provinces(), "202/2025/QH15"
    ended = {"valid_from": FROM, "valid_until": DAY, "ended_by": act}

    found = phu_tho_is_formed(before)

    expected = build_register(
        [
            before.units["VN"],
            before.units["46"],
            *(Unit(code, "province", **ended) for code in ("17", "25", "26")),
            Unit("PT", "province", DAY, begun_by=act),
        ],
        [
            *before.names["VN"],
            *before.names["46"],
            *(Name(code, before.name(code, FROM), **ended) for code in ("17", "25", "26")),
            Name("PT", "tỉnh Phú Thọ", DAY, begun_by=act),
        ],
        [
            *before.links["46"],
            *(Link(code, "VN", **ended) for code in ("17", "25", "26")),
            Link("PT", "VN", DAY, begun_by=act),
        ],
        [Succession(code, "PT", DAY, Decimal(1), act) for code in ("17", "25", "26")],
    )
    assert found == expected


@pytest.mark.parametrize(
    "rows",
    [
        merged("M", "C", "D"),
        divided("C", X="0,6", Y="0,4"),
        [{"kind": "transfer", "unit": "C", "parent": "Q"}],
        [{"kind": "rename", "unit": "C", "name": "xã Mới"}],
        [{"kind": "create", "to": "N", "name": "xã N", "level": "commune", "parent": "P"}],
        [{"kind": "abolish", "unit": "C"}],
        merged("PQ", "P", "Q"),
    ],
)
def test_an_act_undone_leaves_the_register_as_it_was(rows):
    before = two_provinces("CD", "E")
    done = after(before, "NQ", DAY, *rows)

    assert faults_of_undoing(done, "NQ") == []
    assert undo_act(done, "NQ") == before


def test_an_act_is_not_undone_under_one_that_changed_its_unit_again():
    done = after(two_provinces("CD", "E"), "NQ1", DAY, *merged("M", "C", "D"))
    done = after(done, "NQ2", LATER, *divided("M", X="", Y=""))

    assert faults_of_undoing(done, "NQ1") == [later_act("M", "NQ2")]
    assert faults_of_undoing(done, "NQ2") == []


def test_an_act_is_not_undone_under_one_that_put_something_below_its_unit():
    done = after(two_provinces("CD", "E"), "NQ1", DAY, *merged("PQ", "P", "Q"))
    commune = {"kind": "create", "to": "N", "name": "xã N", "level": "commune", "parent": "PQ"}
    done = after(done, "NQ2", LATER, commune)

    assert faults_of_undoing(done, "NQ1") == [later_act("PQ", "NQ2")]


@pytest.mark.parametrize(
    "first",
    [
        {"kind": "transfer", "unit": "E", "parent": "P"},
        {"kind": "abolish", "unit": "E"},
    ],
)
def test_nothing_comes_back_under_a_unit_that_a_later_act_ended(first):
    """E left Q by NQ1; NQ2 ended Q, which E would come back to."""
    done = after(two_provinces("CD", "E"), "NQ1", DAY, first)
    done = after(done, "NQ2", LATER, {"kind": "abolish", "unit": "Q"})

    assert faults_of_undoing(done, "NQ1") == [later_act("Q", "NQ2")]


def test_what_a_register_would_lack_after_undoing_is_named_beforehand():
    """NQ1 took CA1 from under CA2; NQ2 put CA2 under CA1: back again, they would be a circle."""
    register = register_of(
        ("P", "province", ""), ("CA2", "province", "P"), ("CA1", "province", "CA2")
    )
    done = after(register, "NQ1", DAY, {"kind": "transfer", "unit": "CA1", "parent": "P"})
    done = after(done, "NQ2", LATER, {"kind": "transfer", "unit": "CA2", "parent": "CA1"})

    assert faults_of_undoing(done, "NQ1") == [
        Fault("orgunit.under-itself", "CA2", params={"unit": "CA2", "parent": "CA1"})
    ]


def test_faults_that_were_there_before_do_not_keep_an_act_from_being_undone():
    nameless = build_register([Unit("C", "commune", FROM)], [], [], [])
    effect = Effect("NQ", DAY, units=(Unit("D", "commune", DAY, begun_by="NQ"),))

    done = apply_effect(nameless, effect)

    assert [fault.unit for fault in check_register(done)] == ["C", "D"]
    assert faults_of_undoing(done, "NQ") == []


def test_two_acts_of_one_day_are_undone_one_by_one():
    before = two_provinces("CD", "E")
    once = after(before, "NQ1", DAY, {"kind": "rename", "unit": "C", "name": "xã Mới"})
    twice = after(once, "NQ2", DAY, {"kind": "rename", "unit": "D", "name": "xã Khác"})

    assert undo_act(twice, "NQ2") == once
    assert undo_act(undo_act(twice, "NQ1"), "NQ2") == before
