"""The JSON API: codes, days and decimals as text, and a no with its code and words."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import factories
from bcd138.api.v1.api import api
from bcd138.apps.orgunits import services
from bcd138.apps.orgunits.enums import Level
from bcd138.domain.reorganisation import ActRow
from bcd138.formats.register_files import ActHead

SNAPSHOT = Path(__file__).resolve().parents[2] / "docs/reference/openapi.json"
AT = datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
BIG = "202/2025/QH15@2025-07-01"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def caller(client, catalogue):
    client.force_login(factories.person("hoa", "Phạm Thu Hòa"))
    return client


def _get(caller, path, status=200, **query):
    answer = caller.get(f"/api/v1/{path}", query)
    assert answer.status_code == status
    assert answer["Content-Type"].startswith("application/json")
    return answer.json()


def test_the_committed_description_is_what_the_api_says():
    described = api.get_openapi_schema(path_prefix="/api/v1/")

    assert json.loads(SNAPSHOT.read_text(encoding="utf-8")) == json.loads(json.dumps(described))


def test_the_description_is_served(caller):
    assert _get(caller, "openapi.json") == json.loads(SNAPSHOT.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", ["units", "units/04", "acts", "openapi.json", "", "khong-co"])
def test_who_has_not_signed_in_gets_401_and_no_redirect(client, db, path):
    assert _get(client, path, 401) == {
        "code": "api.sign-in",
        "words": "Chưa đăng nhập. Mời đăng nhập trên trang web rồi gọi lại.",
    }


def test_units_of_a_day_come_in_parts(caller):
    first = _get(caller, "units", on="2025-06-30", level="province", limit=2)
    next_ = _get(caller, "units", on="2025-06-30", level="province", limit=2, offset=2)

    assert (first["on"], first["count"]) == ("2025-06-30", 63)
    assert [one["code"] for one in first["items"] + next_["items"]] == ["01", "02", "04", "06"]
    assert _get(caller, "units", level="province")["count"] == 34


def test_a_line_has_codes_days_and_decimals_as_text(caller):
    line = _get(caller, "units", q="xã Văn Miếu", limit=1)["items"][0]

    assert (line["code"], line["name"], line["english"], line["parent"]) == (
        "08611.2025",
        "xã Văn Miếu",
        "Van Mieu Commune",
        "25.2025",
    )
    assert (line["valid_from"], line["valid_until"]) == ("2025-07-01", None)
    assert all(isinstance(line[name], str) for name in ("latitude", "longitude", "area_km2"))


def test_units_below_one_may_be_searched(caller):
    below = _get(caller, "units", within="25.2025", level="commune", limit=1)
    found = _get(caller, "units", within="25.2025", q="phu tho")

    assert below["count"] == 148
    assert [one["name"] for one in found["items"]] == ["phường Phú Thọ"]


def test_a_unit_tells_everything_that_is_known(caller):
    unit = _get(caller, "units/25")

    assert (unit["stands"], unit["ended_by"], unit["on"]) == (False, BIG, "2026-11-22")
    assert unit["names"] == [
        {
            "text": "tỉnh Phú Thọ",
            "valid_from": "2004-01-01",
            "valid_until": "2025-07-01",
            "begun_by": None,
            "ended_by": BIG,
        }
    ]
    assert unit["became"] == [
        {"before": "25", "after": "25.2025", "on": "2025-07-01", "share": "1", "act": BIG}
    ]


def test_names_are_those_of_the_asked_day(caller):
    assert _get(caller, "units/46", on="2024-12-31")["name"] == "tỉnh Thừa Thiên Huế"
    assert _get(caller, "units/46")["name"] == "thành phố Huế"


def test_above_and_below(caller):
    above = _get(caller, "units/228/ancestors", on="2025-06-30")
    below = _get(caller, "units/25/descendants", on="2025-06-30", limit=1)

    assert [one["code"] for one in above["items"]] == ["25", "VN"]
    assert (below["count"], len(below["items"])) == (13 + 207, 1)
    assert _get(caller, "units/25/descendants")["count"] == 0


def test_places_say_null_where_nobody_declared_a_share(caller):
    forth = _get(caller, "units/17/places")["places"]
    back = _get(caller, "units/25.2025/places", on="2025-06-30")["places"]

    assert forth == [{"unit": "25.2025", "name": "tỉnh Phú Thọ", "share": "1"}]
    assert [(one["unit"], one["share"]) for one in back] == [
        ("17", None),
        ("25", None),
        ("26", None),
    ]


def test_declared_shares_are_decimals_as_text(caller):
    on = date(2026, 3, 1)
    rows = [
        ActRow(1, "split", "07942.2025", "91001", share="0,6", name="phường Một"),
        ActRow(2, "split", "07942.2025", "91002", share="0,4", name="phường Hai"),
    ]
    services.carry_out(ActHead("9/NQ", "Chia xã", on, on), rows, by="test", at=AT)

    places = _get(caller, "units/07942.2025/places")["places"]

    assert [(one["unit"], one["share"]) for one in places] == [("91001", "0.6"), ("91002", "0.4")]


def test_acts_are_named_by_their_code(caller):
    listed = _get(caller, "acts")
    act = _get(caller, f"acts/{BIG}")

    assert [one["code"] for one in listed["items"]] == [BIG, "175/2024/QH15@2025-01-01"]
    assert (act["number"], act["effective_on"], act["checked"]) == (
        "202/2025/QH15",
        "2025-07-01",
        False,
    )
    assert act["begun"] > 0


@pytest.mark.parametrize(
    ("path", "query", "status", "code"),
    [
        ("units/khong-co", {}, 404, "orgunit.unknown"),
        ("units", {"within": "khong-co"}, 404, "orgunit.unknown"),
        ("acts/1/NQ@2020-01-01", {}, 404, "orgunit.act-unknown"),
        ("khong-co", {}, 404, "api.not-here"),
        ("units", {"on": "1999-01-01"}, 409, "orgunit.day-before-register"),
        ("units/04", {"on": "1999-01-01"}, 409, "orgunit.day-before-register"),
        ("units", {"on": "hom-qua"}, 422, "api.values-unreadable"),
        ("units", {"level": "planet", "limit": "0"}, 422, "api.values-unreadable"),
    ],
)
def test_a_no_has_its_code_and_words(caller, path, query, status, code):
    refusal = _get(caller, path, status, **query)

    assert refusal["code"] == code
    assert refusal["words"].endswith((".", "json."))


def test_a_no_names_every_value_it_could_not_read(caller):
    refusal = _get(caller, "units", 422, level="planet", limit="0")

    assert refusal["fields"] == ["level", "limit"]


def test_a_no_speaks_the_language_that_was_chosen(caller):
    caller.cookies["django_language"] = "en"

    assert _get(caller, "units/khong-co", 404)["words"].startswith("No org unit has the code")


def test_nothing_can_be_written(db):
    client = Client(enforce_csrf_checks=True)
    client.force_login(factories.person("hoa"))

    assert client.post("/api/v1/units").status_code == 405


@pytest.mark.parametrize("path", ["units", "units/A/descendants", "units/A"])
def test_more_units_cost_no_more_queries(client, db, path):
    client.force_login(factories.person("hoa"))
    vn = factories.org_unit("VN", "Toàn quốc", level=Level.CENTRAL)
    province = factories.org_unit("A", "tỉnh A", parent=vn)
    below = {"level": Level.COMMUNE, "parent": province}
    factories.org_unit("A1", "Xã Một", **below)
    before = _cost(client, path)

    factories.org_unit("A2", "Xã Hai", **below)
    factories.org_unit("A3", "Xã Ba", **below)

    assert _cost(client, path) == before


def _cost(client, path):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/api/v1/{path}").status_code == 200
    return len(queries)
