"""One finding of every number, put into words: nothing is left open but what is not known."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import bcd138
from bcd138.domain.data_set import FormRule
from bcd138.domain.entry import Entry
from bcd138.domain.validation import RULES, Around, ChildSum, Past, findings
from bcd138.formats.messages import load_messages, placeholders
from unit.domain.validation_forms import AT_MOST, NEEDS, PARTS, RANGE, filled, form_of

MESSAGES = load_messages(Path(bcd138.__file__).parent / "catalogues/messages")
EQUAL = FormRule("e", "equal_across", ("thefts",), ("thefts",), other="province_month")
YEAR = FormRule("y", "sum_of_periods", ("thefts",), ("thefts",), other="commune_month")
FORM = form_of(PARTS, AT_MOST, NEEDS, RANGE, EQUAL, YEAR)
ELSEWHERE = {("province_month", "thefts"): Decimal(1), ("commune_month", "thefts"): Decimal(2)}
CALM = tuple(map(Decimal, (5, 4, 6, 5, 4, 6)))


def before(**past):
    return Around(past={"thefts": Past(**past)})


CASES = [
    ("V01", {"cases": Entry(unread="mười")}, Around()),
    ("V02", filled(cases=-1), Around()),
    ("V03", filled(cases="1.5"), Around()),
    ("V04", filled(heroin="1.125"), Around()),
    ("V05", filled(cases=10**16), Around()),
    ("V06", filled(thefts=501), Around()),
    ("V07", filled(cases=9, thefts=3, frauds=4), Around()),
    ("V08", filled(solved=9, cases=8), Around()),
    ("V09", filled(heroin=9, cases=0), Around()),
    ("V10", filled(people=9, people__sex_female=3, people__sex_male=3), Around()),
    ("V11", filled(people=9, people__sex_female=10), Around()),
    ("V12", filled(solved=9, cases=8), Around()),
    ("V13", filled(solved=4, cases=8, rate=51), Around()),
    ("V14", filled(thefts=3), Around(elsewhere=ELSEWHERE)),
    ("V15", filled(thefts=3), Around(elsewhere=ELSEWHERE)),
    ("V16", filled(thefts=33), before(series=CALM)),
    ("V17", filled(thefts=31), before(last=Decimal(3))),
    ("V18", filled(thefts=31), before(same=Decimal(3))),
    ("V19", filled(thefts=300), before(last=Decimal(3))),
    ("V20", filled(cases=3), before(last=Decimal(3))),
    ("V21", filled(cases=3), Around(children={"cases": ChildSum(Decimal(4), 5, 5)})),
    ("V22", filled(cases=3), Around(children={"cases": ChildSum(Decimal(4), 4, 5)})),
]


def test_every_number_has_its_case():
    assert [rule for rule, _, _ in CASES] == [info.number for info in RULES]


@pytest.mark.parametrize(("rule", "entries", "around"), CASES, ids=[case[0] for case in CASES])
def test_a_finding_says_the_place_both_numbers_and_what_to_do(rule, entries, around):
    (found,) = (one for one in findings(FORM, entries, around) if one.rule == rule)
    named = placeholders(MESSAGES.words[found.code]["vi"])
    said = MESSAGES.say(found.code, **found.params)

    assert named - set(found.params) == set()
    assert FORM.cells[found.cell].measure.name in said
    assert "Mời" in said or "mời" in said
    assert "  " not in said
