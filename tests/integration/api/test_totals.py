"""Totals by the API: the same as on the page, and only what the caller sees."""

from __future__ import annotations

import pytest

import factories
from bcd138.domain.period import calendar_year

NOW = calendar_year(2025)


@pytest.fixture
def get(enter, minh, hoa, units, solved):
    for unit, value in ((units.nam_hai, "4"), (units.an_binh, "7")):
        text = factories.received_text(by=hoa, received_for=unit, org_unit=unit, period=NOW)
        factories.data_value(text, solved, value, period=NOW)
    asked = {"org_unit": "DEMO-AB", "indicator": solved.code, "period": "2025"}

    def call(person=minh, status=200, **query):
        answer = enter(person).get("/api/v1/totals", asked | query)
        assert answer.status_code == status
        return answer.json()

    return call


def test_a_province_tells_its_own_figure_the_sum_and_each_commune(get):
    told = get(below="commune")

    rows = [(one["row"], one["org_unit"], one["value"], one["reported"]) for one in told["items"]]
    assert told["count"] == 4
    assert rows == [
        ("sum", "DEMO-AB", "4", 1),
        ("own", "DEMO-AB", "7", 1),
        ("each", "DEMO-AB-DP", None, 0),
        ("each", "DEMO-AB-NH", "4", 1),
    ]


def test_one_total_names_its_figure_and_its_coverage(get):
    (own,) = get()["items"]
    (added,) = [one for one in get(level="commune")["items"] if one["row"] == "sum"]

    assert (own["value"], own["data_value"] is not None) == ("7", True)
    assert (added["value"], added["reported"], added["expected"]) == ("4", 1, 2)


@pytest.mark.parametrize(
    ("who", "unit", "status"),
    [
        ("hoa", "VN", 200),
        ("hanh", "DEMO-AB", 200),
        ("lan", "DEMO-AB-NH", 200),
        ("lan", "DEMO-AB", 404),
        ("lan", "DEMO-AB-DP", 404),
        ("phuc", "DEMO-AB", 404),
        ("nobody", "DEMO-AB", 404),
        ("minh", "DEMO-XX", 404),
    ],
)
def test_only_what_the_caller_sees_is_there(get, request, who, unit, status):
    get(request.getfixturevalue(who), status, org_unit=unit)


def test_what_cannot_be_read_says_why(get):
    assert get(status=409, period="hôm qua")["code"] == "period.unreadable"
    assert get(status=409, on="1999-01-01")["code"] == "comparison.not-standing"
    assert get(status=404, indicator="khong_co")["code"] == "catalogue.unknown-indicator"
    assert get(status=404, breakdown="khong_co")["code"] == "pivot.unknown-breakdown"
    assert get(status=422, level="huyen")["fields"] == ["level"]


def test_whoever_has_not_signed_in_is_asked_to(client, db):
    assert client.get("/api/v1/totals").status_code == 401
