"""The five published reports beside the repository: read exactly as the gold file says."""

from __future__ import annotations

import json
import re
from decimal import Decimal

import pytest

from unit.domain.extraction.judging import SHARED

GOLD = SHARED / "domain/seeds_gold.jsonl"
SEEDS = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()] if GOLD.exists() else []
NUMBERS = re.compile(r"\d+(?:[.,:/]\d+)*")

pytestmark = pytest.mark.skipif(
    not SEEDS, reason="thư mục shared không có ở cạnh / no sibling folder shared"
)


@pytest.fixture(scope="module")
def readings(read):
    """Each seed's text and reading, by file name."""
    texts = {
        seed["seed"]: (SHARED / "seeds" / seed["seed"]).read_bytes().decode() for seed in SEEDS
    }
    return {name: (text, read(text)) for name, text in texts.items()}


@pytest.fixture(params=SEEDS or [None], ids=lambda seed: seed["seed"][:3] if seed else "none")
def seed(request):
    return request.param


@pytest.fixture
def reading(seed, readings):
    return readings[seed["seed"]][1]


def number(value):
    return None if value is None else Decimal(str(value))


def period_line(period):
    return period and (period["type"], period["start"], period["end"])


def read_period_line(period):
    return period and (period.type, str(period.start), str(period.end))


def test_every_figure_is_found_and_nothing_else(seed, reading):
    wanted = [
        (
            one["indicator_code"],
            number(one["value"]),
            one["comparator"],
            number(one["numerator"]),
            number(one["denominator"]),
            one["kind"],
        )
        for one in seed["figures"]
    ]

    told = [
        (one.indicator, one.value, one.comparator, one.numerator, one.denominator, one.kind)
        for one in reading.figures
    ]

    assert sorted(told, key=str) == sorted(wanted, key=str)


def test_units_are_those_that_the_text_writes(seed, reading):
    wanted = {(one["indicator_code"], number(one["value"])): one["unit"] for one in seed["figures"]}

    measures = {key: unit for key, unit in wanted.items() if unit in {"%", "kg", "bánh", "bậc"}}

    told = {(one.indicator, one.value): one.unit for one in reading.figures}
    assert {key: told[key] for key in measures} == measures


def test_every_award_line_is_found_and_nothing_else(seed, reading):
    wanted = [
        (
            one["grantor"],
            one["form"],
            one["collectives"],
            one["individuals"],
            one.get("total_unsplit"),
            tuple(one.get("forms_mixed", ())),
            one.get("counts_in_total", True),
        )
        for one in seed["awards"]
    ]

    told = [
        (
            one.grantor,
            one.form,
            one.collectives,
            one.individuals,
            one.total_unsplit,
            one.forms_mixed,
            one.counts_in_total,
        )
        for one in reading.awards
    ]

    assert sorted(told, key=str) == sorted(wanted, key=str)


def test_people_are_found_with_position_and_role(seed, reading):
    wanted = [(one["name"], one["position"].casefold(), one["role"]) for one in seed["people"]]

    told = [(one.name, one.position.casefold(), one.role) for one in reading.people]

    assert sorted(told) == sorted(wanted)


def test_the_chair_is_found_or_left_out(seed, reading):
    wanted = [seed["chair"]["name"]] if seed["chair"] else []

    assert [one.name for one in reading.people if one.role == "chair"] == wanted


def test_the_conference_has_its_date_and_session(seed, reading):
    wanted = seed["conference"]

    told = reading.conference

    assert (str(told.date), told.session) == (wanted["date"], wanted["session"])


def test_the_periods_are_found(seed, reading):
    wanted = [period_line(seed["period"]), period_line(seed["next_period"])]

    assert [read_period_line(reading.period), read_period_line(reading.next_period)] == wanted


def test_the_province_is_named_only_where_the_text_names_it(seed, reading):
    province = seed["province"]
    wanted = (province["value"], "text") if province["in_text"] else (None, "absent")

    unit = reading.org_unit

    assert (unit.name, unit.how) == wanted
    assert (unit.code is None) == (not province["in_text"])


def test_every_quote_is_a_slice_of_the_text(seed, readings):
    text, reading = readings[seed["seed"]]

    quoted = [*reading.figures, *reading.awards, *reading.findings]

    assert [one.quote for one in quoted] == [text[one.start : one.end] for one in quoted]


def test_no_year_clock_time_or_view_count_is_a_figure(seed, reading):
    distractors = {piece for one in seed["distractors"] for piece in NUMBERS.findall(one["token"])}

    quotes = [one.quote for one in (*reading.figures, *reading.awards)]

    said = {piece for quote in quotes for piece in NUMBERS.findall(quote)}
    assert sorted(said & distractors) == []
