"""Entering and undoing an act by program: the same rules and words as on the pages."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from bcd138.apps.orgunits.models import Act, OrgUnit

ACTS = "/api/v1/acts"
ROWS = [
    {"kind": "merge", "unit": "DEMO-AB-NH", "name": "Xã Nam Đông"},
    {"kind": "merge", "unit": "Xã Đông Phong", "name": "Xã Nam Đông"},
]
ACT = {
    "number": "12/NQ-HĐND",
    "title": "Về việc sắp xếp đơn vị hành chính cấp xã",
    "issued_on": "2026-11-01",
    "effective_on": "2026-12-01",
    "rows": ROWS,
}
CODE = "12/NQ-HĐND@2026-12-01"


@pytest.fixture
def send(client):
    def as_person(person, address, given, method="post"):
        client.force_login(person)
        ask = getattr(client, method)
        return ask(address, data=json.dumps(given), content_type="application/json")

    return as_person


def test_a_preview_says_everything_in_codes_and_stores_nothing(units, lan, minh, send):
    answer = send(minh, f"{ACTS}/preview", ACT)

    said = answer.json()
    assert answer.status_code == 200
    assert said["code"] == CODE
    assert said["begun"] == [
        {
            "code": "DEMO-AB-DP.2026",
            "name": "Xã Nam Đông",
            "level": "commune",
            "parent": "DEMO-AB",
        }
    ]
    assert said["ended"] == ["DEMO-AB-NH", "DEMO-AB-DP"]
    assert said["people"] == [
        {
            "username": "lan",
            "role": "reporter",
            "org_unit": "DEMO-AB-NH",
            "goes_to": "DEMO-AB-DP.2026",
        }
    ]
    assert Act.objects.count() == 0


def test_an_act_is_entered_as_previewed_and_undone(units, minh, send):
    digest = send(minh, f"{ACTS}/preview", ACT).json()["digest"]

    entered = send(minh, ACTS, ACT | {"previewed": digest})
    undone = send(minh, f"{ACTS}/{CODE}", {}, "delete")
    again = send(minh, f"{ACTS}/{CODE}", {}, "delete")

    assert (entered.status_code, entered.json()["code"]) == (201, CODE)
    assert (undone.status_code, again.status_code) == (204, 404)
    assert again.json()["code"] == "orgunit.act-unknown"
    assert not OrgUnit.objects.filter(code="DEMO-AB-DP.2026").exists()


def test_another_digest_saves_nothing(units, minh, send):
    answer = send(minh, ACTS, ACT | {"previewed": "0" * 64})

    assert (answer.status_code, answer.json()["code"]) == (
        409,
        "reorganisation.changed-meanwhile",
    )
    assert Act.objects.count() == 0


@pytest.mark.parametrize("address", [ACTS, f"{ACTS}/preview"])
def test_faults_come_all_at_once_with_row_and_column(units, minh, send, address):
    rows = [
        {"kind": "merge", "unit": "XX", "name": "Xã A", "line": 7},
        {"kind": "rename", "unit": "DEMO-AB-NH", "line": 9},
    ]

    answer = send(minh, address, ACT | {"rows": rows})

    said = answer.json()
    assert (answer.status_code, said["code"]) == (422, "reorganisation.faults")
    assert said["words"] == "Chưa lưu gì: có 2 chỗ cần sửa."
    assert [(one["row"], one["column"], one["code"]) for one in said["faults"]] == [
        (7, "unit", "orgunit.code-unknown"),
        (9, "name", "orgunit.cell-empty"),
    ]
    assert said["faults"][1]["words"] == "Ô này phải có nội dung."
    assert Act.objects.count() == 0


@pytest.mark.parametrize(
    ("who", "code"), [("lan", "reorganisation.nobody"), ("phuc", "reorganisation.not-below")]
)
def test_who_may_not_is_refused_in_words(units, request, send, who, code):
    answer = send(request.getfixturevalue(who), ACTS, ACT)

    assert (answer.status_code, answer.json()["code"]) == (409, code)
    assert answer.json()["words"].endswith(".")
    assert Act.objects.count() == 0


def test_nobody_writes_without_signing_in_or_without_the_token(units, minh):
    stranger, forger = Client(), Client(enforce_csrf_checks=True)
    forger.force_login(minh)

    answers = [
        one.post(ACTS, data=json.dumps(ACT), content_type="application/json")
        for one in (stranger, forger)
    ]

    assert [answer.status_code for answer in answers] == [401, 403]
    assert Act.objects.count() == 0


def test_a_row_with_an_unknown_cell_is_unreadable(units, minh, send):
    answer = send(minh, ACTS, ACT | {"rows": [ROWS[0] | {"colour": "red"}]})

    assert (answer.status_code, answer.json()["fields"]) == (422, ["colour"])
