"""Sending a report by program: null is not 0, all values or none, and every fault at once."""

from __future__ import annotations

import json

import pytest
import time_machine
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import factories
from bcd138.apps.audit.models import AuditEvent
from bcd138.apps.catalogue import selectors as catalogue
from bcd138.apps.submissions.models import Submission
from bcd138.domain.period import parse_period

REPORTS = "/api/v1/submissions"
WHERE = {"org_unit": "DEMO-AB-NH", "data_set": "commune_month", "period": "2026M11--12-15"}
WOMEN = "social_order_crime_solved_offenders:sex.female"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(factories.AT, tick=False):
        yield


@pytest.fixture
def client(client, demo):
    client.force_login(demo["lan"])
    return client


@pytest.fixture
def send(client):
    def report(*values, status=None, **about):
        given = {**WHERE, "values": [_value(one) for one in values], **about}
        answer = client.post(REPORTS, json.dumps(given), content_type="application/json")
        if status is not None:
            assert answer.status_code == status, answer.json()
        return answer.json()

    return report


@pytest.fixture
def read(client):
    def report(status=200, **other):
        answer = client.get(REPORTS, {**WHERE, **other})
        assert answer.status_code == status
        return answer.json()

    return report


def _value(one):
    if isinstance(one, dict):
        return one
    return dict(zip(("cell", "value", "state"), one, strict=False))


def _cells(said):
    return {one["cell"]: (one["value"], one["state"]) for one in said["values"]}


def _zeros(**numbers):
    """Every cell of the form as zero, but for those named."""
    form = catalogue.form_on("commune_month", parse_period(WHERE["period"]).end).form
    return [(key, numbers.get(key, 0)) for key in form.entered]


def test_a_report_is_begun_and_told_where_it_stands(send):
    said = send(("theft_cases", 2), ("heroin_weight", "12.5"), status=201)

    assert said == {
        **WHERE,
        "dry_run": False,
        "state": "draft",
        "revision": 1,
        "version": 1,
        "filled": 2,
        "cells": 125,
        "findings": [],
    }
    assert Submission.objects.get().cells == {
        "theft_cases": {"v": "2", "o": "api"},
        "heroin_weight": {"v": "12.5", "o": "api"},
    }


def test_null_is_not_zero_there_and_back(send, read):
    send(
        ("theft_cases", 0),
        ("murder_cases", None),
        ("assault_cases", None, "not_applicable"),
        ("robbery_cases", None, "not_available"),
        ("fraud_cases", "7.00"),
        status=201,
    )

    said = _cells(read())
    assert said["theft_cases"] == ("0", "number")
    assert said["murder_cases"] == (None, "not_reported")
    assert said["assault_cases"] == (None, "not_applicable")
    assert said["robbery_cases"] == (None, "not_available")
    assert said["fraud_cases"] == ("7", "number")
    assert said["snatching_cases"] == (None, "not_reported")
    assert Submission.objects.get().filled_count == 4


def test_null_empties_a_cell_and_cells_not_named_stay(send, read):
    send(("theft_cases", 3), ("murder_cases", 1), status=201)

    said = send(("theft_cases", None), status=200)

    assert (said["version"], said["filled"]) == (2, 1)
    cells = _cells(read())
    assert cells["theft_cases"] == (None, "not_reported")
    assert cells["murder_cases"] == ("1", "number")


def test_the_words_at_a_cell_and_the_narratives_come_along(send, read):
    value = {"cell": "theft_cases", "value": 3, "comment": "theo sổ", "explanation": "đã rà"}
    form = catalogue.form_on("commune_month", parse_period(WHERE["period"]).end).form
    part = form.narratives[0].code
    send(value, narratives={part: "Kết quả tốt."}, status=201)

    said = read()
    found = next(one for one in said["values"] if one["cell"] == "theft_cases")
    assert (found["comment"], found["explanation"], found["origin"]) == ("theo sổ", "đã rà", "api")
    assert said["narratives"] == {part: "Kết quả tốt."}


def test_every_fault_is_told_with_its_place_and_nothing_is_stored(send):
    said = send(
        ("theft_cases", 2),
        ("theft_cases", 3),
        ("nothing_such", 1),
        ("murder_cases", -1),
        ("assault_cases", "1.5"),
        ("heroin_weight", "1.255"),
        ("robbery_cases", 4, "not_available"),
        ("fraud_cases", None, "number"),
        ("drug_cases", 1.5),
        ("gambling_cases", True),
        ("snatching_cases", "1,5"),
        ("social_order_clearance_rate", 80),
        ("drug_offenders", 10**30),
        {"cell": "fire_cases", "value": 1, "comment": "x" * 2001},
        status=422,
    )

    assert said["code"] == "api.values-faulty"
    assert [(one["index"], one["cell"], one["code"]) for one in said["faults"]] == [
        (1, "theft_cases", "api.cell-twice"),
        (2, "nothing_such", "submission.unknown-cell"),
        (3, "murder_cases", "entry.negative"),
        (4, "assault_cases", "entry.not-whole"),
        (5, "heroin_weight", "entry.too-many-decimals"),
        (6, "robbery_cases", "api.value-and-state"),
        (7, "fraud_cases", "api.value-and-state"),
        (8, "drug_cases", "api.not-a-number"),
        (9, "gambling_cases", "api.not-a-number"),
        (10, "snatching_cases", "api.not-a-number"),
        (11, "social_order_clearance_rate", "api.cell-computed"),
        (12, "drug_offenders", "entry.too-large"),
        (13, "fire_cases", "submission.remark-too-long"),
    ]
    assert all(one["words"].strip() for one in said["faults"])
    assert list(Submission.objects.all()) == []


def test_faults_speak_the_language_that_was_chosen(client, send):
    client.cookies["django_language"] = "en"

    said = send(("theft_cases", "many"), status=422)

    assert said["words"].startswith("Values that cannot be taken: 1")
    assert said["faults"][0]["words"].startswith("“many” is neither a whole number nor")


def test_a_dry_run_says_the_same_and_leaves_nothing(send, read):
    wrong = (("social_order_crime_cases", 1), ("theft_cases", 5))

    said = send(*wrong, dry_run=True, status=200)

    assert (said["dry_run"], said["state"], said["version"]) == (True, None, None)
    assert [(one["rule"], one["cell"], one["severity"]) for one in said["findings"]] == [
        ("V08", "theft_cases", "block")
    ]
    assert list(Submission.objects.all()) == []
    assert list(AuditEvent.objects.filter(event__startswith="submission.")) == []
    assert read()["state"] is None
    assert send(*wrong, status=201)["findings"] == said["findings"]


def test_a_report_goes_up_in_one_step_with_one_event(send, demo):
    said = send(*_zeros(theft_cases=2, social_order_crime_cases=5), send=True, status=201)

    assert (said["state"], said["filled"], said["findings"]) == ("submitted", 125, [])
    event = AuditEvent.objects.get(event__startswith="submission.")
    assert (event.event, event.by) == ("submission.submitted", "lan")
    assert event.about["cells"] == Submission.objects.get().cells


def test_what_blocks_is_told_and_nothing_is_stored(send):
    said = send(("social_order_crime_cases", 1), ("theft_cases", 5), send=True, status=409)

    assert said["code"] == "submission.blocked"
    assert [(one["rule"], one["cell"], one["severity"]) for one in said["findings"]] == [
        ("V08", "theft_cases", "block")
    ]
    assert said["findings"][0]["others"] != []
    assert list(Submission.objects.all()) == []


@pytest.mark.parametrize("up", [False, True])
def test_the_same_request_again_changes_nothing(send, up):
    values = _zeros(theft_cases=2, social_order_crime_cases=5)
    first = send(*values, send=up, status=201)

    again = send(*values, send=up, status=200)

    assert again == first
    assert Submission.objects.count() == 1
    assert AuditEvent.objects.filter(event__startswith="submission.").count() == 1


def test_what_was_sent_up_is_not_written_over(send):
    send(*_zeros(), send=True, status=201)

    said = send(("theft_cases", 0), ("social_order_crime_cases", 3), status=409)

    assert said["code"] == "submission.transition"
    assert said["words"].startswith("Báo cáo này đã trình, chờ ký")


def test_the_level_above_reads_and_does_not_fill(client, send, read, demo):
    send(("theft_cases", 2), status=201)
    client.force_login(demo["minh"])

    assert _cells(read())["theft_cases"] == ("2", "number")
    assert send(("theft_cases", 3), status=409)["code"] == "submission.not-yours-to-fill"
    assert Submission.objects.get().cells["theft_cases"]["v"] == "2"


def test_another_province_finds_nothing(client, send, read, demo):
    send(("theft_cases", 2), status=201)
    client.force_login(demo["phuc"])

    nothing = {"code": "api.not-seen", "words": read(404)["words"]}
    assert read(404) == send(("theft_cases", 3), status=404) == nothing
    assert read(404, org_unit="khong-co") == send(org_unit="khong-co", status=404) == nothing


def test_who_has_not_signed_in_or_comes_from_elsewhere_sends_nothing(demo):
    stranger = Client(enforce_csrf_checks=True)
    given = json.dumps({**WHERE, "values": []})
    ask = {"content_type": "application/json"}

    assert Client().post(REPORTS, given, **ask).status_code == 401
    stranger.force_login(demo["lan"])
    answer = stranger.post(REPORTS, given, **ask)
    assert (answer.status_code, answer.json()["code"]) == (403, "api.form-from-elsewhere")


@pytest.mark.parametrize(
    ("about", "status", "code"),
    [
        ({"data_set": "no_such"}, 404, "catalogue.unknown-data-set"),
        ({"period": "hôm qua"}, 409, "period.unreadable"),
        ({"period": "2026M11"}, 409, "submission.period-not-of-form"),
        ({"period": "2019M11--12-15"}, 404, "catalogue.no-form-on"),
        ({"data_set": "province_year", "period": "2026--12-15"}, 409, "submission.form-of-others"),
        ({"narratives": {"no_such": "x"}}, 409, "submission.unknown-cell"),
        ({"anything": 1}, 422, "api.values-unreadable"),
        ({"org_unit": "A\0"}, 422, "api.values-unreadable"),
        ({"values": {}}, 422, "api.values-unreadable"),
        ({"values": [{"cell": "theft_cases"}]}, 422, "api.values-unreadable"),
        ({"values": [{"cell": "theft_cases", "value": 1, "x": 1}]}, 422, "api.values-unreadable"),
    ],
)
def test_a_no_has_its_code_and_words(send, about, status, code):
    said = send(status=status, **about)

    assert said["code"] == code
    assert said["words"].endswith((".", "json."))


_ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)
_VALUES = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "cell": st.sampled_from(["theft_cases", WOMEN, "heroin_weight", "\0", ""]) | _ODD,
            "value": _ODD,
            "state": st.sampled_from(["number", "not_applicable", "not_reported"]) | _ODD,
            "comment": st.text() | _ODD,
        },
    ),
    max_size=4,
)
_BODIES = st.fixed_dictionaries(
    {},
    optional={
        "org_unit": st.just(WHERE["org_unit"]) | _ODD,
        "data_set": st.just(WHERE["data_set"]) | _ODD,
        "period": st.just(WHERE["period"]) | st.text(max_size=30) | _ODD,
        "values": _VALUES | _ODD,
        "narratives": st.dictionaries(st.just("results") | st.text(max_size=5), st.text()) | _ODD,
        "send": st.booleans() | _ODD,
        "dry_run": st.booleans() | _ODD,
    },
)


@pytest.mark.slow
@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(body=_BODIES | _ODD)
def test_no_body_breaks_the_door(client, body):
    answer = client.post(REPORTS, json.dumps(body), content_type="application/json")

    assert answer.status_code in {200, 201, 404, 409, 422}
    assert {"code", "words"} <= answer.json().keys() or answer.status_code < 300


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"1" * 5_000, b'{"values": 1e999}', b"null"]
)
def test_a_body_that_is_no_report_is_refused_in_words(client, body):
    answer = client.post(REPORTS, body, content_type="application/json")

    assert answer.status_code in {400, 422}
    assert answer.json()["code"] in {"api.body-unreadable", "api.values-unreadable"}


@pytest.mark.parametrize("word", ["a\0b", "a\ud800b"])
def test_characters_that_no_database_keeps_are_refused(client, word):
    for value in (
        {"cell": "theft_cases", "value": 1, "comment": word},
        {"cell": "theft_cases", "value": word},
        {"cell": word, "value": 1},
    ):
        given = json.dumps({**WHERE, "values": [value]})
        answer = client.post(REPORTS, given, content_type="application/json")
        assert answer.status_code == 422, answer.json()


def test_the_forms_of_a_day_are_listed(client):
    said = client.get("/api/v1/data-sets", {"on": "2026-11-14"}).json()

    assert said["on"] == "2026-11-14"
    assert said["items"][0] == {
        "code": "commune_month",
        "name": said["items"][0]["name"],
        "valid_from": "2024-12-15",
        "regime": "administrative",
        "period_type": "month",
        "reporters": {"level": "commune", "kind": "territory", "names_begin": []},
        "cells": 125,
    }
    assert client.get("/api/v1/data-sets", {"on": "2020-01-01"}).json()["items"] == []


def test_a_form_says_what_may_be_sent_and_by_when(client):
    said = client.get("/api/v1/data-sets/commune_month", {"on": "2026-11-14"}).json()

    cells = {
        cell["cell"]: cell
        for section in said["sections"]
        for row in section["rows"]
        for cell in row["cells"]
    }
    assert said["due"] == {"level": "commune", "working_days": 1}
    assert sum(not cell["computed"] for cell in cells.values()) == said["cells"] == 125
    assert cells[WOMEN]["option"] == "sex.female"
    assert (cells["heroin_weight"]["places"], cells["theft_cases"]["places"]) == (2, 0)
    assert {"code", "kind", "severity", "left", "right"} <= said["rules"][0].keys()


@pytest.mark.parametrize(
    ("code", "on", "expected"),
    [
        ("no_such", "2026-11-14", "catalogue.unknown-data-set"),
        ("commune_month", "2020-01-01", "catalogue.no-form-on"),
    ],
)
def test_a_form_that_is_not_in_use_is_not_there(client, code, on, expected):
    answer = client.get(f"/api/v1/data-sets/{code}", {"on": on})

    assert (answer.status_code, answer.json()["code"]) == (404, expected)
